"""Who may know what of a person, and from when: one table.

Every reader's query asks it, and the page "Who can see this" and the reference page of permissions are made of it, so
that none can say more than the others. `moments` says when each reader reads. MATCHING uses what it may use, and nobody
reads it there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.topics import CODES, TOPICS

COORDINATOR, TRAINER, PROPOSED, PARTNER, MATCHING = "coordinator", "trainer", "proposed", "partner", "matching"
PERSON, MANAGER, LEAD, ASSESSOR = "person", "manager", "lead", "assessor"
READERS = (COORDINATOR, TRAINER, PROPOSED, PARTNER)
"""Those who read what somebody wrote on a form. What their manager and their organisation's lead are told is less."""

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
BY_TIER, BY_SHOWN, BY_TICK, BY_ROLE, BY_REASON = "tier", "shown", "tick", "role", "reason"
"""What opens a thing further: a tier, a tick of the person's, the tick about the role, the manager's own tick."""
OPENED_TO = {BY_SHOWN: PROPOSED, BY_TICK: PARTNER, BY_ROLE: MANAGER, BY_REASON: PERSON}


def everything_shown() -> list[str]:
    """What is shown before the two have agreed, unless somebody says otherwise."""
    return [code for code, _words in SHOWN]


@dataclass(frozen=True, slots=True)
class Choices:
    """What one person chose: a tier for each topic offered, topics used and told to nobody, what is shown of them.

    `tell_role` is their tick about what the manager is told; `tell_reason` is the manager's about what they are.
    """

    tiers: Mapping[str, str] = field(default_factory=dict)
    quiet: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    tell_off_limits: bool = False
    tell_role: bool = False
    tell_reason: bool = False

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


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a person gives or is told about them: its questions, who reads it by rule, what opens it further."""

    code: str
    label: Any
    questions: tuple[str, ...]
    readers: frozenset[str]
    chosen: str = ""


def _thing(code: str, label: Any, questions: str, readers: str, chosen: str = "") -> Thing:
    return Thing(code, label, tuple(questions.split()), frozenset(readers.split()), chosen)


_GIVEN = "person coordinator"
_JUDGED = "person coordinator assessor"
"""What a panel scores, in the words of whoever wrote it and without anything that says who that is."""
_BOTH = (
    _thing("pronouns", _("Your pronouns"), "pronouns", _GIVEN),
    _thing(
        "work",
        _("Your team, staff group and grade"),
        "directorate staff_group grade grade_words nearest",
        "person coordinator matching",
    ),
    _thing("modes", _("How you can meet"), "modes", "person coordinator matching proposed partner"),
    _thing(
        "times",
        _("Where you work and when you can meet"),
        "base available can_attend capacity open_to_any",
        "person coordinator matching",
    ),
    _thing("travel", _("How you work, and where you can travel"), "working_pattern travel", _GIVEN),
    _thing(
        "avoid", _("People and teams to keep apart from"), "avoid_emails avoid_teams", "person coordinator matching"
    ),
    _thing("adjustments", _("Adjustments and support"), "adjustments_needs", "person coordinator trainer"),
    _thing("adjustments_words", _("What else helps, in your own words"), "adjustments_words", _GIVEN),
    _thing(
        "manager",
        _("Who confirms your time"),
        "manager_name manager_email talk_first is_chief_executive",
        "person coordinator matching",
    ),
    _thing("declarations", _("What you declared"), "declarations", _GIVEN),
)
_MENTOR_ALONE = (
    _thing("hope", _("What you hope a leader learns"), "hope", _JUDGED),
    _thing("background", _("Your mentoring before"), "mentoring_experience", _JUDGED),
    _thing("network", _("Whether you are in a staff network"), "network", _GIVEN),
    _thing("topics", _("What you offer to talk about"), "topics", "person", BY_TIER),
    _thing("words", _("Your own words about it"), "topics_words", "person", BY_TIER),
    _thing("talk", _("That you would rather say it in conversation"), "in_conversation", _GIVEN),
    _thing(
        "about_me", _("How you like to communicate, and what helps"), "about_me", "person coordinator partner", BY_SHOWN
    ),
    _thing("off_limits", _("What is off limits"), "off_limits off_limits_topics", "person", BY_TICK),
    _thing("choices", _("What you chose about sharing"), "show_off_limits shown_before", "person"),
    _thing(
        "support",
        _("Whom you would turn to, and whether you may be asked how you are"),
        "support_turn_to support_check_in",
        _GIVEN,
    ),
    _thing("letters", _("Whether we may write to you about later cohorts"), "later_cohorts", _GIVEN),
)
_MENTEE_ALONE = (
    _thing("example", _("A decision that you changed"), "changed_decision no_example_yet", _JUDGED),
    _thing(
        "observe",
        _("What you let a reverse mentor observe"),
        "observe observe_limits",
        "person coordinator assessor proposed partner",
    ),
    _thing("position", _("How many people are in your line, and which Boards you sit on"), "line_size boards", _GIVEN),
    _thing("influence", _("What you can change"), "influence objective objective_by", _JUDGED),
    _thing("identity", _("What you declared of your own life"), "identity", _GIVEN),
    _thing("diary", _("Who keeps your diary"), "diary_name diary_email", _GIVEN),
)
_MENTOR_SEEN = (
    _thing("name", _("Your full name"), "name", "person coordinator trainer partner manager lead"),
    _thing("first_name", _("Your first name"), "", "person coordinator trainer partner manager lead", BY_SHOWN),
    _thing(
        "job",
        _("Your job title and organisation"),
        "organisation job_title",
        "person coordinator trainer partner",
        BY_SHOWN,
    ),
)
RULES: dict[str, tuple[Thing, ...]] = {
    "mentor": (
        *_MENTOR_SEEN,
        _thing("why", _("Why you want to do this"), "why", _JUDGED),
        *_MENTOR_ALONE,
        *_BOTH,
    ),
    "mentee": (
        _thing("name", _("Your full name"), "name", "person coordinator trainer proposed partner manager lead"),
        _thing("job", _("Your job title and organisation"), "organisation job_title",
               "person coordinator trainer proposed partner"),
        _thing("why", _("Why you want to be reverse mentored"), "why", "person coordinator assessor proposed partner"),
        _thing("topics", _("What you want to learn about"), "topics", "person coordinator matching proposed partner"),
        _thing("words", _("Your own words about it"), "topics_words", "person coordinator proposed partner"),
        *_MENTEE_ALONE,
        *_BOTH,
    ),
    "either": (
        *_MENTOR_SEEN,
        _thing("why", _("Why you want to take part"), "why", _JUDGED),
        *_MENTOR_ALONE,
        _thing("learning", _("What you want to learn about"), "learn_topics learn_words", _GIVEN),
        *_MENTEE_ALONE,
        *_BOTH,
    ),
}  # fmt: skip
"""Every question of each form, once, by what it is about. What no rule opens is the person's own."""
TOLD = (
    _thing("taking_part", _("That you apply or take part"), "",
           "person coordinator trainer proposed partner manager lead"),
    _thing("role", _("In which of the two roles"), "", "person coordinator trainer proposed partner", BY_ROLE),
    _thing("decision", _("What is decided on your application, and the letter about it"), "", _GIVEN),
    _thing("refusal", _("Your no to somebody who is proposed to you"), "", _GIVEN),
    _thing("manager_state", _("Whether your manager was asked, and what they answered"), "", _GIVEN),
    _thing("manager_conditions", _("What your manager made a condition"), "", _GIVEN),
    _thing("manager_reason", _("Why your manager said “not now”"), "", "coordinator", BY_REASON),
    _thing("manager_cover", _("What your manager needs to cover your time"), "", "coordinator"),
    _thing("equality", _("Your answers to the equality questions"), "", ""),
)  # fmt: skip
"""What is known of a person without a question on a form. The answers about equality are read back by nobody at all."""


def thing(role: str, code: str) -> Thing:
    """What is called `code` for somebody in `role`; `KeyError` when there is no such thing."""
    return {one.code: one for one in (*RULES[role], *TOLD)}[code]


def readers_of(thing: Thing, choices: Choices, topic: str = "") -> frozenset[str]:
    """Who may read `thing` of somebody who made these choices; of what is offered, `topic`, or else any of it."""
    if thing.chosen == BY_TIER:
        tiers = [choices.tiers.get(topic or OWN_WORDS, NOBODY)]
        if thing.code == "topics" and not topic:
            tiers = [choices.tiers[code] for code in choices.topics]
        used = {MATCHING} if topic in choices.used() else set()
        return thing.readers.union(used, *(OPENS[tier] for tier in tiers))
    opened = {
        BY_SHOWN: thing.code in choices.shown,
        BY_TICK: choices.tell_off_limits,
        BY_ROLE: choices.tell_role,
        BY_REASON: choices.tell_reason,
    }
    return thing.readers | {OPENED_TO[thing.chosen]} if opened.get(thing.chosen) else thing.readers


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
