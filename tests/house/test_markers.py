"""House test 1, the other half: the pages themselves keep to the table of who reads which field at which moment.

Every answer of thirteen people is marked. At each moment every page is opened by everybody for whom it is due, and
whatever is found there, or in a message, is held against the table written by hand in tests/house/fields.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import get_resolver

from tests.house.asking import doors, links_kept
from tests.house.looking import door
from tests.house.marked.authors import EVERYBODY, Mark, marks_in
from tests.house.marked.questions import STANDS_FOR, THING_OF, UNMARKED
from tests.house.marked.table import BESIDE_THE_TABLE, EXPLAINED, Promise, Sighting, kept_and_not, leaks, reads_as
from tests.house.marked.walk import Marked, Stage, stages
from tests.house.marked.watching import NOT_OPENED, Watch
from tests.house.test_permissions import none
from turnabout.applications.questions import form_of
from turnabout.applications.questions.shared import ADJUSTMENTS
from turnabout.applications.sharing import RULES
from turnabout.foundation import ids
from turnabout.foundation.mail.types import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

ONCE_SENT = ("sent", "accepted", "asked", "together", "ended")
ONCE_TOLD = ONCE_SENT[1:]
KEEPERS = ("coordinator", "independent")


@dataclass(frozen=True)
class Unkept:
    """Promises that no page keeps, and why that is so."""

    readers: Iterable[str]
    questions: str
    moments: Iterable[str]
    why: str
    roles: Iterable[str] = ("mentor", "mentee", "either", "named leader")

    def covers(self, one: Promise) -> bool:
        of_it = one.reader in self.readers and one.question in self.questions.split()
        return of_it and one.moment in self.moments and one.role in self.roles


UNKEPT = (
    Unkept(KEEPERS, "avoid_emails avoid_teams", ONCE_SENT,
           "rounds keep to it; the page that a decision is made on says that it is not shown"),
    Unkept(KEEPERS, "diary_name diary_email", ("sent",),
           "it plays no part in the decision, and is shown once somebody has a place"),
    Unkept(("coordinator",), "about_me support_turn_to", ("sent",),
           "the same", ("mentor", "either")),
    Unkept(("coordinator",), "identity", ("sent", "together", "ended"),
           "the same; the one leader of the walk who declared it never comes to meet"),
    Unkept(KEEPERS, "adjustments_needs adjustments_words", ("sent",),
           "it plays no part in the decision, and is shown once somebody has a place", ("mentor", "mentee", "either")),
    Unkept(("assessor",), "why changed_decision observe observe_limits influence objective objective_by", ("sent",),
           "a leader is named in a Board programme, which has no panel", ("named leader",)),
    Unkept(("trainer",), "job_title", ONCE_TOLD,
           "no page of a trainer needs it: the table promises more than is shown"),
    Unkept(("manager",), "firstname surname", ("asked", "together", "ended"),
           "the link is good until it is answered or over; what they were told stands in their letter"),
    Unkept(("person",), "avoid_emails avoid_teams", ("withdrawn", *ONCE_SENT),
           "after sending, one's own words are shown as a co-ordinator reads them, where these are left out: a gap"),
    Unkept(("person",), "diary_name diary_email", ("withdrawn", "sent", "together", "ended"),
           "the same, until one has a place, and where pairs meet: a gap"),
    Unkept(("person",), "adjustments_words support_turn_to", ("withdrawn",),
           "after a withdrawal there is no page to change them on, and none that only shows them: a gap"),
    Unkept(("person",), "about_me off_limits", ("withdrawn",),
           "the same, where no partner's page can be looked at: a gap", ("either",)),
)  # fmt: skip


@dataclass
class Found:
    """What was found on the walk; `leaked` and `loosened` are what was found beside a page and a rule with a crime."""

    stages: dict[str, Stage] = field(default_factory=dict)
    sightings: set[Sighting] = field(default_factory=set)
    promised: list[tuple[Promise, Sighting]] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    letters: set[Sighting] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    leaked: set[Sighting] = field(default_factory=set)
    loosened: set[Sighting] = field(default_factory=set)


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Found:
    """The walk, made once and rolled back at once."""
    whole = Found()
    with django_db_blocker.unblock(), links_kept(), ids.seeded(1), transaction.atomic():
        marked = Marked.make()
        for stage in stages(marked):
            watch = Watch(marked, stage)
            watch.look()
            whole.stages[stage.name] = stage
            whole.sightings |= watch.sightings
            whole.promised += watch.promised()
            whole.tried |= watch.tried
            if stage.name == "asked":
                whole.leaked, whole.loosened = leaked(marked, stage), loosened(marked, stage)
        last = Watch(marked, stage)
        last.read_letters()
        whole.letters = last.sightings
        whole.written, whole.told = marked.written, marked.told
        transaction.set_rollback(True)
    return whole


def leaked(marked: Marked, stage: Stage) -> set[Sighting]:
    """A page that shows everybody's reasons to anybody who is signed in, opened by somebody from outside."""
    with override_settings(ROOT_URLCONF="tests.house.planted"):
        watch = Watch(marked, stage)
        watch.open(door("planted:leaking"), "outsider")
    return watch.sightings


def loosened(marked: Marked, stage: Stage) -> set[Sighting]:
    """A rule that opens one thing to a reader too many, and the page that asks it, opened by the leaders."""
    with pytest.MonkeyPatch.context() as patch:
        things = (replace(one, readers=one.readers | {"proposed"}) if one.code == "about_me" else one
                  for one in RULES["mentor"])  # fmt: skip
        patch.setitem(RULES, "mentor", tuple(things))
        watch = Watch(marked, stage)
        for leader in ("lb", "lc", "ea"):
            watch.open(door("matching:answer"), leader)
    return watch.sightings


def shown(found: Found) -> set[Sighting]:
    """What was found where people's things are; the words of a choice can stand by chance on another page."""
    return {one for one in found.sightings if not one.page.startswith(("cohorts:", "resources:", "monitoring:"))}


def differences(unkept: set[Promise], kept: set[Promise]) -> Iterator[str]:
    """Promises that no page keeps and nobody has explained, and explanations of what is kept or not promised."""
    yield from (f"no page keeps: {one}" for one in sorted(unkept) if not any(each.covers(one) for each in UNKEPT))
    for each in UNKEPT:
        yield from (f"is kept, and said not to be: {one}" for one in sorted(kept) if each.covers(one))
        if not any(each.covers(one) for one in unkept):
            yield f"nothing that was promised: {each.questions} ({each.why})"


def test_nobody_finds_an_answer_that_the_table_does_not_open_to_them(found: Found) -> None:
    none(leaks(found.sightings, found.stages))


def test_what_the_table_opens_is_shown_somewhere_or_it_is_said_why_not(found: Found) -> None:
    kept, unkept = kept_and_not(found.promised, shown(found))
    none(differences(unkept, kept))


def test_every_page_is_opened_or_it_is_said_why_not(found: Found) -> None:
    ours = {one.name for one in doors(get_resolver().url_patterns)}
    assert ours - found.tried == set(NOT_OPENED)


def test_every_question_is_marked_or_it_is_said_why_not() -> None:
    asked = {
        question.name
        for role in RULES
        for pattern in ("system", "board")
        for section in form_of(role, pattern, policies={"asks_identity": 1})
        for question in section.questions
    } - {"name"}  # which is marked in two parts
    assert asked - set(THING_OF) - set(UNMARKED) == set()
    assert set(UNMARKED) & set(THING_OF) == set()


def test_the_marks_of_every_thing_are_really_found(found: Found) -> None:
    read = {THING_OF[one.mark.question] for one in found.sightings}
    assert set(STANDS_FOR) - read == {"equality"}, "and those about equality are found by nobody"
    kept, _unkept = kept_and_not(found.promised, found.sightings)
    pairs = {(one.question, one.reader, one.moment) for one in kept if one.role == "mentor"}
    assert {
        ("topics", "proposed", "asked"),
        ("topics", "partner", "together"),
        ("topics_words", "partner", "together"),
        ("off_limits", "partner", "together"),
        ("about_me", "proposed", "asked"),
    } <= pairs


def test_a_message_says_of_somebody_only_what_its_reader_may_read(found: Found) -> None:
    said = {one for one in found.sightings if one.page.startswith("message ")}
    none(leaks(said | found.letters, found.stages))
    assert {THING_OF[one.mark.question] for one in said if one.reader != one.mark.author} == {
        "name",
        "first_name",
        "manager",
    }


def test_no_message_says_in_which_role_somebody_takes_part_or_what_they_live_with(found: Found) -> None:
    assert found.told == set()


def test_every_kind_of_message_was_made_and_read(found: Found) -> None:
    assert found.written == set(KINDS)


def test_what_is_named_beside_the_table_is_still_needed(found: Found) -> None:
    names = {reads_as(found.stages[one.stage], one.reader, one.mark.author) for one in found.sightings}
    assert set(BESIDE_THE_TABLE) <= names
    assert set(EXPLAINED) <= {(one.page, one.mark.author, one.mark.question) for one in found.sightings}


# The planted crimes, each caught by the function that judges the real site.


def test_a_planted_page_that_leaks_is_caught(found: Found) -> None:
    caught = list(leaks(found.leaked, found.stages))
    assert {one.mark.question for one in found.leaked} == {"why"}
    assert len(caught) == len({one.mark.author for one in found.leaked}) == len(EVERYBODY)
    assert all("planted:leaking as outsider shows why of" in one for one in caught)


def test_a_rule_that_opens_a_field_to_a_reader_too_many_is_caught_on_the_page(found: Found) -> None:
    caught = list(leaks(found.loosened - found.sightings, found.stages))
    assert caught == [
        f"asked: matching:answer as {leader} shows about_me of {mentor}, "
        "which “proposed” does not read when it is “asked”"
        for leader, mentor in (("ea", "eb"), ("lc", "mc"))
    ]


def test_a_planted_message_to_a_manager_is_caught(found: Found) -> None:
    letter = Sighting("sent", "message planted.letter", "manager of ma", Mark("ma", "why"))
    assert len(list(leaks([letter], found.stages))) == 1
    assert not list(leaks([replace(letter, reader="ma")], found.stages))


def test_a_promise_whose_page_is_gone_is_caught(found: Found) -> None:
    without = {one for one in shown(found) if one.page != "partnerships:pair"}
    kept, unkept = kept_and_not(found.promised, without)
    assert "no page keeps: off_limits of a mentor for “partner” when it is “together”" in set(differences(unkept, kept))


def test_an_explanation_that_is_needed_no_longer_is_caught(found: Found) -> None:
    kept, unkept = kept_and_not(found.promised, shown(found))
    diary = {one for one in unkept if one.question == "diary_name" and one.reader in KEEPERS}
    assert diary
    caught = list(differences(unkept - diary, kept | diary))
    assert {one.partition(":")[0] for one in caught} == {"is kept, and said not to be"}


def test_a_tick_in_a_list_is_found_and_a_list_without_one_is_nobodys() -> None:
    boxes = [f'<input type="checkbox" value="{code}"> {words}' for code, words in ADJUSTMENTS]
    assert list(marks_in(" ".join(boxes))) == []
    ticked = " ".join(boxes).replace('value="bsl"', 'value="bsl" checked')
    assert list(marks_in(ticked)) == [Mark("ma", "adjustments_needs")]
    assert list(marks_in(str(dict(ADJUSTMENTS)["bsl"]))) == [Mark("ma", "adjustments_needs")]
