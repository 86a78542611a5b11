"""Decisions are held, may be changed while they are, and are told together."""

from __future__ import annotations

import re

import pytest

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.selection.walk import DECIDING, TELLING, assessed, close, decide, second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.applications.permissions import may_read_answers
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import Participation, Verdict
from turnabout.selection.permissions import may_view_application
from turnabout.selection.personspec import SPECIFICATION, nameable

LETTERS = ("selection.accepted", "selection.reserve", "selection.declined")
NEVER_IN_A_LETTER = re.compile(
    r"reverse|mentor|mentee|strand|race|ethnic|disab|lgbt|gay|faith|lived|experience|captions|manager|pray", re.I
)


def test_nobody_is_told_while_a_decision_is_held(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    application.refresh_from_db()
    assert application.status == "submitted"
    assert queries.my_decision(application.person, application.pk) is None
    assert not Message.objects.filter(kind__in=LETTERS).exists()
    assert not Participation.objects.exists()


def test_a_held_decision_may_be_changed_and_only_the_last_one_counts(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    decide(application, world, "decline", reason="capacity", now=at(2024, 1, 31))
    verdict = Verdict.objects.get()
    assert (verdict.outcome, verdict.reason, verdict.status) == ("decline", "capacity", "held")


def test_second_coordinator_learns_that_a_colleague_was_faster(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    lena = second_coordinator(world)
    seen_by_both = queries.mark_of(None)
    decide(application, world, seen=seen_by_both)
    with pytest.raises(Refused, match="Joan Whitfield decided “Accept” here a moment ago"):
        decide(application, world, "reserve", seen=seen_by_both, by=lena)
    assert Verdict.objects.get().outcome == "accept"
    seen_now = queries.mark_of(Verdict.objects.get())
    decide(application, world, "reserve", seen=seen_now, by=lena)
    assert Verdict.objects.get().outcome == "reserve"


def test_everybody_is_told_together(world: World, cohort: Cohort) -> None:
    amara, idris, sol = (sent(cohort, "mentor", name) for name in ("Amara Okafor", "Idris Vale", "Sol Marsh"))
    helen = sent(cohort, "mentee", "Helen Marlowe")
    decide(amara, world)
    decide(helen, world)
    decide(idris, world, "reserve")
    decide(sol, world, "decline", reason="not_yet_shown", criterion="M4")
    close(cohort, world)
    before = AuditEvent.objects.count()
    assert actions.release(cohort=cohort, by=world.coordinator, now=TELLING) == 4
    assert AuditEvent.objects.count() == before + 1
    assert set(Verdict.objects.values_list("status", flat=True)) == {"released"}
    told = {message.to_address: message.kind for message in Message.objects.filter(kind__in=LETTERS)}
    assert told == {
        "amara.okafor@example.org": "selection.accepted",
        "helen.marlowe@example.org": "selection.accepted",
        "idris.vale@example.org": "selection.reserve",
        "sol.marsh@example.org": "selection.declined",
    }
    taking_part = Participation.objects.order_by("role")
    assert [(one.person.name, one.role, one.status) for one in taking_part] == [
        ("Helen Marlowe", "mentee", "taking_part"),
        ("Amara Okafor", "mentor", "taking_part"),
    ]
    sol.refresh_from_db()
    assert sol.status == "decided"
    assert queries.my_decision(sol.person, sol.pk) is not None


def test_no_letter_says_who_somebody_is(world: World, cohort: Cohort) -> None:
    outcomes = [{}, {"outcome": "reserve"}]
    outcomes += [
        {"outcome": "decline", "reason": code} for code in ("capacity", "not_eligible", "deferred", "withdrew")
    ]
    for number, given in enumerate(outcomes):
        decide(sent(cohort, "mentor", f"Person {number}"), world, **given)
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    letters = Message.objects.filter(kind__in=LETTERS)
    assert letters.count() == len(outcomes)
    for letter in letters:
        assert not (found := NEVER_IN_A_LETTER.search(letter.subject + letter.body)), f"{letter.kind}: {found}"
        assert "{" not in letter.subject + letter.body


def test_a_letter_about_a_criterion_says_how_to_show_it(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world, "decline", reason="not_yet_shown", criterion="M4")
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    letter = Message.objects.get(kind="selection.declined")
    assert "One thing that we look for was not yet shown in this application: you can help a leader" in letter.body
    assert "How to show it next time: Tell of a time" in letter.body
    assert "M4" not in letter.body


def test_preview_is_the_letter_word_for_word(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world, "decline", reason="capacity")
    close(cohort, world)
    [preview] = queries.letters(world.coordinator, cohort, DECIDING)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    letter = Message.objects.get(kind="selection.declined")
    assert (preview.subject, preview.body) == (letter.subject, letter.body)
    assert queries.letters(world.coordinator, cohort, TELLING) == []


def test_an_undecided_application_stays_undecided_when_the_others_are_told(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    idris = sent(cohort, "mentor", "Idris Vale")
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    idris.refresh_from_db()
    assert idris.status == "submitted"
    assert queries.waiting(world.coordinator, cohort, TELLING) == (1, 0)


def test_letters_do_not_go_out_while_people_can_still_change_their_application(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    with pytest.raises(Refused, match="still open"):
        actions.release(cohort=cohort, by=world.coordinator, now=DECIDING)
    assert Verdict.objects.get().status == "held"


def test_releasing_nothing_is_refused_and_so_is_releasing_twice(world: World, cohort: Cohort) -> None:
    close(cohort, world)
    with pytest.raises(Refused, match="No decision waits"):
        actions.release(cohort=cohort, by=world.coordinator, now=TELLING)


@pytest.mark.parametrize(
    ("role", "given", "says"),
    [
        ("mentor", {"outcome": "maybe"}, "Choose whether"),
        ("mentor", {"outcome": "decline"}, "Choose a reason"),
        ("mentor", {"outcome": "decline", "reason": "dull"}, "Choose a reason"),
        ("mentor", {"outcome": "accept", "reason": "capacity"}, "decline only"),
        ("mentor", {"outcome": "decline", "reason": "not_yet_shown"}, "Choose which criterion"),
        ("mentor", {"outcome": "decline", "reason": "not_yet_shown", "criterion": "M2"}, "Lived experience"),
        ("mentor", {"outcome": "decline", "reason": "not_yet_shown", "criterion": "M1"}, "Choose which criterion"),
        ("mentor", {"outcome": "decline", "reason": "not_yet_shown", "criterion": "N3"}, "Choose which criterion"),
        ("mentee", {"outcome": "decline", "reason": "not_yet_shown", "criterion": "M4"}, "Choose which criterion"),
        ("mentor", {"outcome": "decline", "reason": "capacity", "criterion": "M4"}, "only"),
    ],
)
def test_a_decision_in_wrong_words_is_refused_and_writes_nothing(
    role: str, given: dict[str, str], says: str, world: World, cohort: Cohort
) -> None:
    application = assessed(sent(cohort, role), world)
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match=says):
        decide(application, world, **given)
    assert not Verdict.objects.exists()
    assert AuditEvent.objects.count() == lines


def test_lived_experience_and_employment_can_never_be_named_in_a_decline() -> None:
    assert {one.code for one in SPECIFICATION if not one.nameable} == {"M1", "M2"}
    assert [one.code for one in nameable("mentor")] == ["M3", "M4", "M5", "M6", "M7", "M8"]
    assert [one.code for one in nameable("mentee")] == [f"N{number}" for number in range(1, 9)]
    for one in SPECIFICATION:
        assert str(one.words) and str(one.how_to_show)


def test_a_decision_that_was_told_can_no_longer_be_changed(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    with pytest.raises(Refused, match="no longer waits"):
        decide(application, world, "reserve", now=TELLING)


def test_outsiders_applicants_and_other_programmes_decide_nothing(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    other = cohorts.create_organisation(name="Elsewhere Trust", kind="nhs", by=world.administrator, now=world.now)
    cohorts.give_role(
        person=world.outsider, kind="coordinator", organisation=other, by=world.administrator, now=world.now
    )
    for by in (world.outsider, application.person):
        with pytest.raises(Refused) as refusal:
            decide(application, world, by=by)
        assert refusal.value.decision.hidden or by == application.person
    assert not Verdict.objects.exists()


def test_coordinator_never_decides_on_their_own_application(world: World, cohort: Cohort) -> None:
    own = sent(cohort, "mentor", "Joan Whitfield")
    with pytest.raises(Refused, match="your own application"):
        decide(own, world)
    assert [line.application for line in queries.shortlist(world.coordinator, cohort, DECIDING)] == []


def test_an_application_opened_again_is_read_again(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world, now=at(2024, 1, 10))
    applications.reopen(application=application, by=application.person, now=at(2024, 1, 11))
    assert not Verdict.objects.exists()


def test_a_withdrawn_application_waits_for_no_decision_and_gets_no_letter(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    close(cohort, world)
    applications.withdraw(application=application, by=application.person, now=DECIDING)
    with pytest.raises(Refused, match="No decision waits"):
        actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert not Message.objects.filter(kind__in=LETTERS).exists()


def test_a_draft_is_its_writers_own(world: World, cohort: Cohort) -> None:
    draft = applying.start(cohort)
    assert queries.shortlist(world.coordinator, cohort, DECIDING) == []
    with pytest.raises(Refused) as refusal:
        decide(draft, world)
    assert refusal.value.decision.hidden


def test_a_draft_that_was_withdrawn_stays_its_writers_own(world: World, cohort: Cohort) -> None:
    draft = applying.fill(applying.start(cohort))
    applications.withdraw(application=draft, by=draft.person, now=applying.DURING)
    assert queries.shortlist(world.coordinator, cohort, DECIDING) == []
    assert queries.find_application(world.coordinator, cohort, draft.pk, DECIDING) is None
    assert may_view_application(world.coordinator, draft, DECIDING).hidden


def test_of_whoever_withdrew_before_the_decision_only_that_is_shown(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    applications.withdraw(application=application, by=application.person, now=applying.DURING)
    [line] = queries.shortlist(world.coordinator, cohort, DECIDING)
    assert (line.application, line.readable) == (application, False)
    seen = may_view_application(world.coordinator, application, DECIDING)
    assert not seen and "has withdrawn" in str(seen.reason)


def test_whoever_withdrew_after_the_decision_was_told_can_still_be_read(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world, "reserve")
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    application.refresh_from_db()
    applications.withdraw(application=application, by=application.person, now=TELLING)
    [line] = queries.shortlist(world.coordinator, cohort, TELLING)
    assert line.readable and may_view_application(world.coordinator, application, TELLING)
    assert may_read_answers(world.coordinator, application, TELLING)


def test_outsider_is_shown_no_list_no_letters_and_no_counts(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    for viewer in (world.outsider, application.person):
        assert queries.shortlist(viewer, cohort, DECIDING) == []
        assert queries.letters(viewer, cohort, DECIDING) == []
        assert queries.waiting(viewer, cohort, DECIDING) == (0, 0)
        assert queries.find_application(viewer, cohort, application.pk, DECIDING) is None
