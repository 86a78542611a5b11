"""Who may know what of a person, and from when: one table.

Every reader's query asks it, and the page "Who can see this" is made of it, so that neither can say more than the
other. A reader is a person or a moment: the co-ordinator, a trainer, whoever is proposed as a partner, and the partner
once both have said yes. MATCHING uses what it may use, and nobody reads it there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.topics import CODES, TOPICS

COORDINATOR, TRAINER, PROPOSED, PARTNER, MATCHING = "coordinator", "trainer", "proposed", "partner", "matching"
READERS = (COORDINATOR, TRAINER, PROPOSED, PARTNER)

NOBODY, AGREED, BEFORE = "nobody", "agreed", "before"
TIERS = (NOBODY, COORDINATOR, AGREED, BEFORE)
"""From the fewest people to the most; each takes in everybody of the one before it."""
OPENS: dict[str, frozenset[str]] = {
    NOBODY: frozenset(),
    COORDINATOR: frozenset({COORDINATOR}),
    AGREED: frozenset({COORDINATOR, PARTNER}),
    BEFORE: frozenset({COORDINATOR, PARTNER, PROPOSED}),
}
TIER_WORDS = {
    NOBODY: _("Nobody"),
    COORDINATOR: _("The co-ordinator"),
    AGREED: _("My reverse mentee, once we both agree"),
    BEFORE: _("My reverse mentee, before that"),
}
TIER_MEANS = {
    NOBODY: _("It is kept for you alone. It helps to find somebody for you only if you say so."),
    COORDINATOR: _("Whoever runs the programme, to find somebody for you."),
    AGREED: _("The co-ordinator, and your reverse mentee from the day you have both said yes."),
    BEFORE: _("The co-ordinator, and a leader who is proposed to you, when they are asked about you."),
}
OWN_WORDS = "own_words"
"""What stands for a person's own words among the topics: they have a tier too, and matching cannot use them."""
WIDTH = 1024
"""Characters to which what somebody chose is filled up, so that its length does not tell how much they offer."""

SHOWN = (
    ("first_name", _("My first name")),
    ("job", _("My job title and organisation")),
    ("about_me", _("How I like to communicate, and what helps")),
)
"""What a reverse mentor may show of themselves before the two have agreed; ticked until they take the tick away."""
BY_TIER, BY_SHOWN, BY_TICK = "tier", "shown", "tick"


def everything_shown() -> list[str]:
    """What is shown before the two have agreed, unless somebody says otherwise."""
    return [code for code, _words in SHOWN]


@dataclass(frozen=True, slots=True)
class Choices:
    """What one person chose: a tier for each topic offered, topics used and told to nobody, what is shown of them."""

    tiers: Mapping[str, str] = field(default_factory=dict)
    quiet: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    tell_off_limits: bool = False

    @property
    def topics(self) -> list[str]:
        """The codes of the topics offered, in the vocabulary's order."""
        return ordered(code for code in self.tiers if code != OWN_WORDS)

    def seen_by(self, reader: str) -> list[str]:
        """The topics that `reader` may know of."""
        return [code for code in self.topics if reader in OPENS[self.tiers[code]]]

    def used(self) -> list[str]:
        """The topics that matching may use: those told to somebody, and those that may be used in silence."""
        return [code for code in self.topics if self.tiers[code] != NOBODY or code in self.quiet]

    @property
    def silent(self) -> bool:
        """Whether matching uses something of this person that nobody may be told."""
        return bool(self.quiet)

    @property
    def words_tier(self) -> str:
        """Who may read the person's own words; empty when there are none."""
        return self.tiers.get(OWN_WORDS, "")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a person gives: the questions it answers, who reads it by rule, and what opens it further."""

    code: str
    label: Any
    questions: tuple[str, ...]
    readers: frozenset[str]
    chosen: str = ""


def _thing(code: str, label: Any, questions: str, readers: str, chosen: str = "") -> Thing:
    return Thing(code, label, tuple(questions.split()), frozenset(readers.split()), chosen)


_BOTH = (
    _thing("work", _("Your team, staff group and grade"), "directorate staff_group grade", "coordinator matching"),
    _thing("modes", _("How you can meet"), "modes", "coordinator matching proposed partner"),
    _thing(
        "times", _("Where you work and when you can meet"), "base available can_attend capacity open_to_any",
        "coordinator matching",
    ),
    _thing(
        "avoid", _("People and teams to keep apart from"), "avoid_emails avoid_teams", "coordinator matching"
    ),
    _thing(
        "adjustments", _("Adjustments and support"), "adjustments_needs adjustments_words", "coordinator trainer"
    ),
    _thing(
        "manager", _("Who confirms your time"), "manager_name manager_email talk_first is_chief_executive",
        "coordinator matching",
    ),
    _thing("declarations", _("What you declared"), "declarations", "coordinator"),
)  # fmt: skip
RULES: dict[str, tuple[Thing, ...]] = {
    "mentor": (
        _thing("name", _("Your full name"), "name", "coordinator trainer partner"),
        _thing("first_name", _("Your first name"), "", "coordinator trainer partner", BY_SHOWN),
        _thing("job", _("Your job title and organisation"), "organisation job_title", "coordinator trainer partner",
               BY_SHOWN),
        _thing("why", _("Why you want to do this"), "why", "coordinator"),
        _thing("hope", _("What you hope a leader learns"), "hope", "coordinator"),
        _thing("topics", _("What you offer to talk about"), "topics", "", BY_TIER),
        _thing("words", _("Your own words about it"), "topics_words", "", BY_TIER),
        _thing("talk", _("That you would rather say it in conversation"), "in_conversation", "coordinator"),
        _thing("about_me", _("How you like to communicate, and what helps"), "about_me", "coordinator partner",
               BY_SHOWN),
        _thing("off_limits", _("What is off limits"), "off_limits off_limits_topics", "", BY_TICK),
        _thing("choices", _("What you chose about sharing"), "show_off_limits shown_before", ""),
        *_BOTH,
    ),
    "mentee": (
        _thing("name", _("Your full name"), "name", "coordinator trainer proposed partner"),
        _thing("job", _("Your job title and organisation"), "organisation job_title",
               "coordinator trainer proposed partner"),
        _thing("why", _("Why you want to be reverse mentored"), "why", "coordinator proposed partner"),
        _thing("topics", _("What you want to learn about"), "topics", "coordinator matching proposed partner"),
        _thing("words", _("Your own words about it"), "topics_words", "coordinator proposed partner"),
        _thing("example", _("A decision that you changed"), "changed_decision no_example_yet", "coordinator"),
        _thing("observe", _("What you let a reverse mentor observe"), "observe observe_limits",
               "coordinator proposed partner"),
        _thing("influence", _("What you can change"), "line_size boards influence objective objective_by",
               "coordinator"),
        *_BOTH,
    ),
}  # fmt: skip
"""Every question of both forms, once, by what it is about. What no rule opens is the person's own."""
RULES["either"] = (
    *RULES["mentor"],
    _thing("learning", _("What you want to learn about"), "learn_topics learn_words", "coordinator"),
    *(thing for thing in RULES["mentee"] if thing.code not in {one.code for one in RULES["mentor"]}),
)


def readers_of(thing: Thing, choices: Choices, topic: str = "") -> frozenset[str]:
    """Who may read `thing` of somebody who made these choices; of what is offered, `topic`, or else any of it."""
    if thing.chosen == BY_TIER:
        tiers = [choices.tiers.get(topic or OWN_WORDS, NOBODY)]
        if thing.code == "topics" and not topic:
            tiers = [choices.tiers[code] for code in choices.topics]
        used = {MATCHING} if topic in choices.used() else set()
        return frozenset().union(used, *(OPENS[tier] for tier in tiers))
    if thing.chosen == BY_SHOWN and thing.code in choices.shown:
        return thing.readers | {PROPOSED}
    if thing.chosen == BY_TICK and choices.tell_off_limits:
        return thing.readers | {PARTNER}
    return thing.readers


def may_know(reader: str, role: str, code: str, choices: Choices) -> bool:
    """Whether `reader` may read the thing called `code` of somebody in `role`; of topics, ask `Choices.seen_by`."""
    return any(thing.code == code and reader in readers_of(thing, choices) for thing in RULES[role])


def questions_for(reader: str, role: str, choices: Choices) -> frozenset[str]:
    """The names of the questions whose answers `reader` may read; of topics offered, ask `Choices.seen_by` too."""
    things = RULES[role]
    return frozenset(name for thing in things if reader in readers_of(thing, choices) for name in thing.questions)


def pack(tiers: Mapping[str, str], quiet: Collection[str]) -> dict[str, Any] | None:
    """What somebody offers as one value, which is as long in the database for one topic as for all of them."""
    kept = {code: {"tier": tier, "uses": _uses(code, tier, quiet)} for code, tier in tiers.items()}
    return {"kept": kept, "fill": " " * (WIDTH - len(json.dumps(kept, separators=(",", ":"))))} if kept else None


def unpack(stored: Any) -> tuple[dict[str, str], frozenset[str]]:
    """The tiers and the silent topics of what `pack` made.

    A plain list is an offer under the first wording, which named the co-ordinator as its reader and nobody else.
    """
    if not stored:
        return {}, frozenset()
    if isinstance(stored, list):
        return dict.fromkeys(stored, COORDINATOR), frozenset()
    kept = stored["kept"]
    quiet = frozenset(code for code, one in kept.items() if one["tier"] == NOBODY and one["uses"])
    return {code: one["tier"] for code, one in kept.items()}, quiet


def ordered(codes: Iterable[str]) -> list[str]:
    """Topics in the vocabulary's own order, what is no longer in it last."""
    given = set(codes)
    return [code for code, _words in TOPICS if code in given] + sorted(given - CODES)


def _uses(code: str, tier: str, quiet: Collection[str]) -> list[str]:
    return ["matching"] if code != OWN_WORDS and (tier != NOBODY or code in quiet) else []
