"""Who reads which field at which moment: the rules, and what is really found, against the table written by hand.

A person's private words are marked and planted through the real actions, and their pages are opened by everybody at
each moment. A mark must be found exactly where the table says, whichever page or front-door query gives it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.home.walk import furnish
from tests.house.fields import EXPECTED, MOMENTS, READERS, Cells
from tests.matching.walk import MATCHING, Ready, Who
from tests.partnerships.walk import Paired
from tests.selection.walk import DECIDING, TELLING, close, decide, second_coordinator
from turnabout.applications import actions as applications
from turnabout.applications import moments, sharing
from turnabout.applications import queries as forms
from turnabout.applications.permissions import MANAGERS_LINK
from turnabout.applications.sharing import AGREED, BEFORE, COORDINATOR, NOBODY, OWN_WORDS, RULES, TIERS, TOLD, Choices
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.models import Message
from turnabout.partnerships import actions as partnerships
from turnabout.selection import actions as selection
from turnabout.selection.models import Verdict
from turnabout.training import actions as training
from turnabout.training.models import Session

CHOSEN = {
    "": Choices(),
    "kept": Choices(),
    "told": Choices(
        shown=frozenset({"first_name", "job", "about_me"}), tell_off_limits=True, tell_role=True, tell_reason=True
    ),
    **{tier: Choices({"race": tier, OWN_WORDS: tier}) for tier in TIERS},
}


def differences(expected: Mapping[str, Mapping[tuple[str, str], Cells]] = EXPECTED) -> list[str]:
    """Every cell of (thing × choice × reader × moment) in which the rules and the table differ."""
    found = []
    for role, things in RULES.items():
        known = {code for code, _chosen in expected[role]}
        found += [f"{role}: {one.code} has no row in tests/house/fields.py" for one in things if one.code not in known]
        found += [f"{role}: {one.code} has no row in tests/house/fields.py" for one in TOLD if one.code not in known]
        for (code, chosen), cells in expected[role].items():
            topic = {"topics": "race", "words": OWN_WORDS}.get(code, "") if role != "mentee" else ""
            for reader in READERS:
                wanted = cells.get(reader, "." * len(MOMENTS))
                got = "".join(
                    "x" if moments.reads(reader, role, code, CHOSEN[chosen], one, topic) else "." for one in MOMENTS
                )
                if got != wanted:
                    found.append(f"{role} {code} ({chosen}) for {reader}: expected {wanted}, the rules say {got}")
    return found


def test_the_rules_say_what_the_table_says() -> None:
    assert differences() == []


def test_the_table_and_the_rules_know_the_same_readers_and_moments() -> None:
    assert tuple(moments.READERS) == READERS
    assert tuple(moments.MOMENTS) == MOMENTS


def test_every_choice_that_opens_a_thing_has_rows_of_its_own() -> None:
    for role, things in RULES.items():
        for thing in (*things, *TOLD):
            rows = {chosen for code, chosen in EXPECTED[role] if code == thing.code}
            assert len(rows) == len(list(moments.options(thing))), (role, thing.code)


@pytest.mark.parametrize("code", ["adjustments_words", "support", "manager_reason"])
def test_a_rule_that_was_loosened_is_caught(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def loosened(things: tuple[sharing.Thing, ...]) -> tuple[sharing.Thing, ...]:
        return tuple(
            replace(one, readers=one.readers | {"trainer", "partner"}) if one.code == code else one for one in things
        )

    monkeypatch.setitem(RULES, "mentor", loosened(RULES["mentor"]))
    monkeypatch.setattr(sharing, "TOLD", loosened(TOLD))
    caught = differences()
    assert {line.split(" for ")[1].split(":")[0] for line in caught} == {"trainer", "partner"}
    assert all(line.split()[1] == code for line in caught)


def test_a_moment_that_was_widened_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(moments.WHEN, "partner", ("together", "ended"))
    assert all(" for partner: expected ....x.., the rules say ....xx." in line for line in differences())
    assert differences()


KEPT = (
    "selection:shortlist",
    "selection:people",
    "applications:releases",
    "matching:overview",
    "matching:holds",
    "partnerships:overview",
    "training:sessions",
    "training:untrained",
    "training:needs",
    "home:day",
    "home:cases",
)
"""The pages about a cohort that its keepers open."""
OFFICE = ("assessor", "trainer", "lead")
PROMISES = {"will_not_pry": True, "will_be_fair": True}
ANSWERS: dict[str, dict[str, Any]] = {
    "mentor": {"answer": "conditions", "conditions": "zqx-conditions", "cover": "zqx-cover", **PROMISES},
    "mentee": {"answer": "not_now", "reason": "zrx-reason", "show_reason": False},
}
NEVER, NEVER_LOOK = ("assessor", "board", "administrator", "anybody"), ("sent", "together")
"""Those who never read anything look twice: when there is most to decide, and when there is most to know."""
NOT_ON_A_PAGE = {("coordinator", "decision"), ("coordinator", "adjustments"), ("person", "adjustments")}
"""What a reader may read and no page prints at every moment: the letter, once it went out, stands in the outbox; needs
are printed in words where they are arranged, and are codes in the form."""
AMARA_MARKS = {
    "Okafor": ("name", ""),
    "zqx-job": ("job", "told"),
    "zqx-pronouns": ("pronouns", ""),
    "zqx-team": ("work", ""),
    "zqx-travel": ("travel", ""),
    "zqx-avoid@example.org": ("avoid", ""),
    "Captions or speech to text": ("adjustments", ""),
    "zqx-adjustment": ("adjustments_words", ""),
    "zqx-manager@example.org": ("manager", ""),
    "zqx-why": ("why", ""),
    "zqx-hope": ("hope", ""),
    "zqx-background": ("background", ""),
    "Religion": ("topics", "before"),
    "Disability and long-term": ("topics", "agreed"),
    "Caring for somebody": ("topics", "coordinator"),
    "Menopause": ("topics", "nobody"),
    "zqx-words": ("words", "agreed"),
    "zqx-about": ("about_me", "told"),
    "zqx-limits": ("off_limits", "told"),
    "zqx-turn-to": ("support", ""),
    "zqx-letter": ("decision", ""),
    "zqx-conditions": ("manager_conditions", ""),
    "zqx-cover": ("manager_cover", ""),
}
HELEN_MARKS = {
    "Marlowe": ("name", ""),
    "zrx-job": ("job", ""),
    "zrx-team": ("work", ""),
    "zrx-why": ("why", ""),
    "zrx-words": ("words", ""),
    "zrx-example": ("example", ""),
    "zrx-limits": ("observe", ""),
    "zrx-objective": ("influence", ""),
    "zrx-diary@example.org": ("diary", ""),
    "zrx-adjustment": ("adjustments_words", ""),
    "zrx-reason": ("manager_reason", "kept"),
}
MARKS = {"mentor": AMARA_MARKS, "mentee": HELEN_MARKS}
TIERED = {"race": BEFORE, "faith": BEFORE, "disability": AGREED, "carers": COORDINATOR, "menopause": NOBODY}
AMARA = Who(
    "Amara Okafor",
    answers={
        "about": {"job_title": "zqx-job", "directorate": "zqx-team", "pronouns": "zqx-pronouns"},
        "meeting": {"travel": "zqx-travel"},
        "why": {"why": "zqx-why", "hope": "zqx-hope"},
        "background": {"mentoring_experience": "zqx-background"},
        "boundaries": {"about_me": "zqx-about", "off_limits": "zqx-limits", "show_off_limits": True},
        "apart": {"avoid_emails": ["zqx-avoid@example.org"]},
        "adjustments": {"adjustments_needs": ["captions"], "adjustments_words": "zqx-adjustment"},
        "support": {"support_turn_to": "zqx-turn-to"},
        "manager": {"manager_email": "zqx-manager@example.org"},
    },
)
HELEN = Who(
    "Helen Marlowe",
    "mentee",
    answers={
        "about": {"job_title": "zrx-job", "directorate": "zrx-team"},
        "why": {"why": "zrx-why", "changed_decision": "zrx-example", "no_example_yet": False},
        "learning": {"topics_words": "zrx-words"},
        "influence": {"observe_limits": "zrx-limits", "objective": "zrx-objective"},
        "diary": {"diary_name": "Pat", "diary_email": "zrx-diary@example.org"},
        "adjustments": {"adjustments_words": "zrx-adjustment"},
    },
)


class Walk:
    """Amara and Helen, from before they send to the end of their pair; and everybody who might look."""

    def __init__(self, world: World) -> None:
        self.world, self.now = world, applying.DURING
        self.cohort = furnish(world, world.open_cohort())
        self.led = self.cohort.organisations.order_by("name")[0]
        self.pages: list[tuple[str, Any]] = []
        self.managers_read: dict[str, str] = {}
        keep: dict[str, Any] = {"by": world.coordinator, "now": world.now}
        named = {kind: Person.objects.make(name=f"Some {kind}", email=f"{kind}@example.org") for kind in OFFICE}
        for kind in ("assessor", "trainer"):
            cohorts.give_role(person=named[kind], kind=kind, cohort=self.cohort, **keep)
        lead = {"person": named["lead"], "kind": "partner_lead", "organisation": self.led}
        cohorts.give_role(**lead, by=OPERATOR, now=world.now)
        board = self.cohort.roles.get(kind="board_reader").person
        self.people = named | {
            "coordinator": second_coordinator(world),
            "board": board,
            "administrator": world.administrator,
            "anybody": world.outsider,
        }

    def before_sending(self) -> None:
        both = [applying.start(self.cohort, who.role, who.name) for who in (AMARA, HELEN)]
        for application, who in zip(both, (AMARA, HELEN), strict=True):
            applying.fill(application, but=who.form(self.world))
        self.amara, self.helen = both
        offered: dict[str, Any] = {"topics": TIERED, "words": "zqx-words", "words_for": AGREED}
        applications.offer_experience(
            application=self.amara, **offered, wording=EXPERIENCE_NOW, by=self.amara.person, now=self.now
        )
        for one in both:
            of_one = ("applications:standing", "applications:check", "selection:my_decision", "applications:release")
            self.pages += [(name, [one.pk]) for name in (*of_one, "home:who_sees")]
            of_both = ("selection:decide", "selection:edit_letter")
            self.pages += [(name, [self.cohort.pk, one.pk]) for name in of_both]
        self.pages += [(name, [self.cohort.pk]) for name in KEPT]
        self.pages += [("home:our_organisation", [self.led.pk]), ("home:my_mentoring", []), ("home:start", [])]

    def sent(self) -> None:
        for application in (self.amara, self.helen):
            applying.send(application)
            release, token = applications.ask_manager(application=application, by=application.person, now=self.now)
            self.pages.append(("applications:kept_release", [release.pk]))
            with clock.borrowed(self.now):
                page = Client().get(reverse("applications:manager", args=[token])).content.decode()
            letter = Message.objects.filter(kind="applications.ask_manager").latest("queued_at")
            self.managers_read[application.role] = f"{page} {letter.subject} {letter.body}"
            applications.answer_release(
                release=release, token=token, **ANSWERS[application.role], by=MANAGERS_LINK, now=self.now
            )
        self.now = DECIDING
        for application in (self.amara, self.helen):
            decide(application, self.world)
        words = f"Dear Amara,\n\nzqx-letter\n\nAsk {self.cohort.contact_email}."
        verdict = Verdict.objects.get(application=self.amara)
        selection.edit_letter(verdict=verdict, words=words, by=self.world.coordinator, now=self.now)

    def accepted(self) -> None:
        self.cohort = close(self.cohort, self.world)
        selection.release(cohort=self.cohort, by=self.world.coordinator, now=TELLING)
        self.ready = Ready.told(self.world, self.cohort, AMARA, HELEN)
        self.cohort, self.now = self.ready.cohort, MATCHING
        session = Session.objects.get(cohort=self.cohort, step="sharing_session")
        for who in (AMARA, HELEN):
            part = self.ready.part(who.name)
            training.book(session=session, participation=part, by=part.person, now=MATCHING)
            self.pages.append(("home:mine", [part.pk]))
        self.pages.append(("training:session", [self.cohort.pk, session.pk]))

    def mentor_asked(self) -> None:
        self.pair = self.ready.pair(AMARA.name, HELEN.name, self.ready.publish())
        self.pages.append(("matching:answer", [self.pair.pk]))

    def leader_asked(self) -> None:
        self.ready.answer(AMARA.name, True, self.pair)

    def together(self) -> None:
        self.ready.answer(HELEN.name, True, self.ready.pair(AMARA.name, HELEN.name))
        self.couple = Paired(self.ready, self.amara.person, self.helen.person)
        self.pages += [(f"partnerships:{name}", [self.couple.partnership.pk]) for name in ("pair", "agreement")]

    def ended(self) -> None:
        self.now = at(2024, 4, 21)
        partnerships.end(partnership=self.couple.partnership, by=self.helen.person, now=self.now)

    def read_by(self, person: Person) -> str:
        """All that somebody can open of these two: every page, and what the front-door queries give."""
        client = Client()
        client.force_login(person)
        found = []
        with clock.borrowed(self.now):
            for name, args in self.pages:
                text = client.get(reverse(name, args=args), follow=True).content.decode()
                found.append(text[text.find("<main") :])
            for one in (self.amara, self.helen):
                one.refresh_from_db()
                with suppress(Refused):
                    found.append(str(forms.answers(one, person, self.now)))
        return " ".join(found)

    def readers_of(self, role: str) -> dict[str, Person]:
        """Who stands for each reader of the marks of one of the two."""
        own, other = (self.amara, self.helen) if role == "mentor" else (self.helen, self.amara)
        return self.people | {"person": own.person, "other": other.person}


def looked(walk: Walk, moment: str, also: Mapping[str, str]) -> list[str]:
    """Every mark that somebody found and should not have, or did not find and should have."""
    place = MOMENTS.index(moment)
    seen: dict[Any, str] = {}
    found = []
    for role, marks in MARKS.items():
        for reader, person in walk.readers_of(role).items():
            if reader in NEVER and moment not in NEVER_LOOK:
                continue
            if person.pk not in seen:
                seen[person.pk] = walk.read_by(person)
            text = seen[person.pk]
            code_of = also.get(role, "") if reader == "other" else reader
            for mark, (code, chosen) in marks.items():
                allowed = EXPECTED[role][code, chosen].get(code_of, "." * len(MOMENTS))[place] == "x"
                shown = mark in text
                if shown != allowed and not (allowed and (reader, code) in NOT_ON_A_PAGE):
                    found.append(f"{moment}: {reader} {'found' if shown else 'did not find'} {mark} of the {role}")
    return found


STEPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("before_sending", "before_sending", {}),
    ("sent", "sent", {}),
    ("accepted", "accepted", {}),
    ("mentor_asked", "asked", {"mentee": "proposed"}),
    ("leader_asked", "asked", {"mentor": "proposed", "mentee": "proposed"}),
    ("together", "together", {"mentor": "partner", "mentee": "partner"}),
    ("ended", "ended", {"mentor": "partner", "mentee": "partner"}),
)
"""What happens, the moment that it is, and as what each of the two reads of the other by then."""


@pytest.fixture
def walk(db: None) -> Walk:
    return Walk(World.make(at(2023, 9, 1, 9)))


def test_every_mark_is_found_exactly_where_the_table_says(walk: Walk) -> None:
    found = []
    for step, moment, also in STEPS:
        getattr(walk, step)()
        found += looked(walk, moment, also)
        if step == "sent":
            for role, text in walk.managers_read.items():
                read = {mark for mark in MARKS[role] if mark in text}
                allowed = {
                    mark for mark, cell in MARKS[role].items() if EXPECTED[role][cell].get("manager", "..")[1] == "x"
                }
                found += [f"{role}: the manager {mark}" for mark in read ^ allowed]
    assert found == [], "\n".join(found)


def test_of_somebody_who_withdrew_undecided_nothing_but_their_name_is_left(walk: Walk) -> None:
    walk.before_sending()
    for application in (walk.amara, walk.helen):
        applying.send(application)
        applications.withdraw(application=application, by=application.person, now=walk.now)
    assert looked(walk, "withdrawn", {}) == []


def test_a_rule_that_was_loosened_is_found_on_the_pages_too(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    loosened = tuple(
        replace(one, readers=one.readers | {"trainer", "proposed"}) if one.code in ("adjustments_words", "about_me")
        else one
        for one in RULES["mentor"]
    )  # fmt: skip
    monkeypatch.setitem(RULES, "mentor", loosened)
    for step, _moment, _also in STEPS[:3]:
        getattr(walk, step)()
    assert "accepted: trainer found zqx-adjustment of the mentor" in looked(walk, "accepted", {})
