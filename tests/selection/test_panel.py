"""A panel: who reads what, blind to the writer and to each other, and what the co-ordinator settles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.selection.walk import (
    DECIDING,
    assessed,
    assessors,
    checked,
    close,
    decide,
    says,
    second_coordinator,
    sent,
)
from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import Assessment, Panel, PanelCopy, Settlement, Verdict
from turnabout.selection.panel import DIFFER, SAID, UNCHECKED, WAITS, criteria_of, readers_of, word_of
from turnabout.selection.permissions import may_read_assessment, may_sit

NAMES = ("Amara Okafor", "Idris Vale", "Bola Rimmer", "Cass Tunley", "Dot Farrow", "Eli Marsh")


def applied(cohort: Cohort, world: World, many: int = 2) -> list[Any]:
    return [checked(sent(cohort, "mentor", name), world) for name in NAMES[:many]]


def two_read(cohort: Cohort, world: World) -> None:
    actions.set_panel(cohort=cohort, readers=2, criteria=["M3", "M4", "N1"], by=world.coordinator, now=DECIDING)


def give_out(cohort: Cohort, world: World) -> list[Assessment]:
    return actions.give_out(cohort=cohort, by=world.coordinator, now=DECIDING)


def of(application: Any, *statuses: str) -> list[Assessment]:
    found = Assessment.objects.filter(application=application).select_related("assessor", "application__cohort")
    return list(found.filter(status__in=statuses) if statuses else found)


def test_under_twenty_applications_one_assessor_reads_each_and_from_there_two(world: World, cohort: Cohort) -> None:
    for n in range(19):
        sent(cohort, "mentor", f"Person {chr(65 + n)}")
    assert readers_of(cohort) == 1
    sent(cohort, "mentor", "Person Twenty")
    assert readers_of(cohort) == 2


def test_with_the_first_finished_assessment_only_more_readers_can_come(world: World, cohort: Cohort) -> None:
    application, *_more = applied(cohort, world, 2)
    cohort = close(cohort, world)
    assessors(cohort, world, 2)
    give_out(cohort, world)
    says(of(application)[0])
    assert Panel.objects.get(cohort=cohort).readers == 1
    give: dict[str, Any] = {"cohort": cohort, "by": world.coordinator, "now": DECIDING}
    scored = [one.code for role in ("mentor", "mentee") for one in criteria_of(cohort, role)]
    with pytest.raises(Refused, match="nothing else changes"):
        actions.set_panel(**give, readers=2, criteria=[*scored, "M5"])
    actions.set_panel(**give, readers=2, criteria=scored)
    with pytest.raises(Refused, match="nothing else changes"):
        actions.set_panel(**give, readers=1, criteria=scored)
    assert word_of(application).state == WAITS
    give_out(cohort, world)
    assert len(of(application)) == 2


def test_while_the_call_is_open_the_number_of_readers_goes_on_following_the_number_of_applications(
    world: World, cohort: Cohort
) -> None:
    [application] = applied(cohort, world, 1)
    assessors(cohort, world, 1)
    give_out(cohort, world)
    says(of(application)[0])
    for n in range(19):
        sent(cohort, "mentor", f"Person {chr(65 + n)}")
    assert readers_of(cohort) == 2


def test_nobody_reads_without_assessor_in_a_system_programme(world: World, cohort: Cohort) -> None:
    for none in (0, 3):
        with pytest.raises(Refused, match="one or two"):
            actions.set_panel(cohort=cohort, readers=none, criteria=["M3", "N1"], by=world.coordinator, now=DECIDING)


def test_each_role_keeps_a_criterion_and_eligibility_is_none_of_the_panels(world: World, cohort: Cohort) -> None:
    for wrong in (["M3"], ["M3", "N1", "M2"], ["M3", "N1", "N7"], ["M3", "N1", "M8"]):
        with pytest.raises(Refused, match="at least one criterion"):
            actions.set_panel(cohort=cohort, readers=1, criteria=wrong, by=world.coordinator, now=DECIDING)


def test_a_decision_waits_for_the_panel_but_not_what_no_panel_judges(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    give: dict[str, Any] = {"application": application, "by": world.coordinator, "now": DECIDING}
    for outcome in ({"outcome": "accept"}, {"outcome": "reserve"}, {"outcome": "decline", "reason": "capacity"}):
        with pytest.raises(Refused, match="panel has not assessed"):
            actions.decide(**give, **outcome)
    with pytest.raises(Refused, match="panel has not assessed"):
        actions.decide_several(
            cohort=cohort, applications=[application], outcome="accept", by=world.coordinator, now=DECIDING
        )
    assert not Verdict.objects.exists()
    assert actions.decide(**give, outcome="decline", reason="not_eligible").outcome == "decline"


def test_a_board_programme_has_no_panel_and_decides_at_once(world: World) -> None:
    board = world.open_cohort(pattern="board", number=6, starts_on=date(2024, 4, 8))
    mentor = applying.start(board, "mentor", "Amara Okafor", during := at(2024, 2, 12))
    mentor = applying.send(applying.fill(mentor, during), during)
    with pytest.raises(Refused, match="nobody is scored"):
        actions.set_panel(cohort=board, readers=1, criteria=["M3", "N1"], by=world.coordinator, now=during)
    assert actions.decide(application=mentor, outcome="accept", by=world.coordinator, now=during).outcome == "accept"


def test_applications_are_given_out_evenly_once_and_each_assessor_is_told_once(world: World, cohort: Cohort) -> None:
    two_read(cohort, world)
    applied(cohort, world, 6)
    assessors(cohort, world, 3)
    made = give_out(cohort, world)
    assert len(made) == 12
    assert sorted(sum(one.assessor_id == who for one in made) for who in {one.assessor_id for one in made}) == [4, 4, 4]
    assert give_out(cohort, world) == []
    told = Message.objects.filter(kind="selection.panel_ready")
    assert sorted(told.values_list("to_address", flat=True)) == sorted({one.assessor.email for one in made})


def test_an_assessor_is_given_nothing_before_they_have_said_whom_they_know(world: World, cohort: Cohort) -> None:
    applied(cohort, world, 1)
    sam = Person.objects.make(name="Sam Ridley", email="sam.ridley@example.org")
    cohorts.give_role(person=sam, kind="assessor", cohort=cohort, by=world.coordinator, now=world.now)
    assert give_out(cohort, world) == []
    actions.declare(cohort=cohort, emails=[], teams=[], by=sam, now=DECIDING)
    assert len(give_out(cohort, world)) == 1


@pytest.mark.parametrize(
    ("emails", "teams"),
    [(["AMARA.Okafor@example.org"], []), ([], ["the urgent care"]), (["amara.okafor@example.org"], ["Estates"])],
)
def test_whom_an_assessor_declared_goes_to_somebody_else(
    emails: list[str], teams: list[str], world: World, cohort: Cohort
) -> None:
    [application] = applied(cohort, world, 1)
    sam, tess = assessors(cohort, world, 2)
    actions.declare(cohort=cohort, emails=emails, teams=teams, by=sam, now=DECIDING)
    assert [one.assessor for one in give_out(cohort, world)] == [tess]
    assert of(application)[0].assessor == tess


def test_nobody_assesses_their_manager_nor_whoever_they_manage(world: World, cohort: Cohort) -> None:
    boss = Person.objects.make(name="Rae Linton", email="rae.linton@example.org")
    cohorts.give_role(person=boss, kind="assessor", cohort=cohort, by=world.coordinator, now=world.now)
    actions.declare(cohort=cohort, emails=[], teams=[], by=boss, now=DECIDING)
    applied(cohort, world, 1)
    assert give_out(cohort, world) == []
    below = Person.objects.make(name="Bo Under", email="bo.under@example.org")
    give = {"kind": "assessor", "cohort": cohort, "manager_email": "idris.vale@example.org"}
    cohorts.give_role(person=below, **give, by=world.coordinator, now=world.now)
    actions.declare(cohort=cohort, emails=[], teams=[], by=below, now=DECIDING)
    mine = checked(sent(cohort, "mentor", "Idris Vale"), world)
    give_out(cohort, world)
    assert of(mine) == []


def test_whoever_applied_on_paper_is_not_given_to_their_manager(world: World, cohort: Cohort) -> None:
    rae = Person.objects.make(name="Rae Linton", email="rae.linton@example.org")
    cohorts.give_role(person=rae, kind="assessor", cohort=cohort, by=world.coordinator, now=world.now)
    actions.declare(cohort=cohort, emails=[], teams=[], by=rae, now=DECIDING)
    [application] = applied(cohort, world, 1)
    Person.objects.filter(pk=application.person_id).update(email=None)
    assert give_out(cohort, world) == []


def test_whoever_checked_an_application_with_its_name_on_it_does_not_assess_it(world: World, cohort: Cohort) -> None:
    lena = second_coordinator(world)
    application = checked(sent(cohort), world, by=lena)
    cohorts.end_role(role=lena.roles.get(), by=world.administrator, now=at(2024, 1, 30))
    later = at(2024, 2, 1)
    cohorts.give_role(person=lena, kind="assessor", cohort=cohort, by=world.coordinator, now=later)
    actions.declare(cohort=cohort, emails=[], teams=[], by=lena, now=later)
    assert actions.give_out(cohort=cohort, by=world.coordinator, now=later) == []
    assert of(application) == []


def test_names_are_only_added_once_something_was_given(world: World, cohort: Cohort) -> None:
    applied(cohort, world, 1)
    [sam] = assessors(cohort, world, 1)
    give: dict[str, Any] = {"cohort": cohort, "by": sam, "now": DECIDING}
    actions.declare(**give, emails=["old.friend@example.org"], teams=["Estates"])
    actions.declare(**give, emails=["old.friend@example.org"], teams=[])
    give_out(cohort, world)
    with pytest.raises(Refused, match=r"taken out again: old\.friend"):
        actions.declare(**give, emails=[], teams=[])
    actions.declare(**give, emails=["old.friend@example.org", "new.friend@example.org"], teams=[])
    [seen] = queries.assessors_of(world.coordinator, cohort, DECIDING)
    assert seen.named == 2


def test_what_is_decided_without_the_panel_leaves_the_desk_like_everything_else_that_ends(
    world: World, cohort: Cohort
) -> None:
    declined, gone, told = applied(cohort, world, 3)
    [sam] = assessors(cohort, world, 1)
    give_out(cohort, world)
    ids = {one.application_id: one for one in Assessment.objects.filter(assessor=sam)}
    decide(declined, world, "decline", reason="not_eligible")
    applications.withdraw(application=gone, by=gone.person, now=DECIDING)
    actions.hand_back(assessment=ids[told.pk], by=sam, now=DECIDING)
    assert queries.my_assessments(sam, cohort, DECIDING) == []
    assert queries.my_progress(sam, cohort, DECIDING) == (0, 0)
    for mine in ids.values():
        found = queries.find_assessment(sam, mine.pk)
        assert may_read_assessment(sam, found, DECIDING).hidden


def test_nobody_changes_their_scores_after_another_has_finished_even_if_that_one_hands_back(
    world: World, cohort: Cohort
) -> None:
    two_read(cohort, world)
    [application] = applied(cohort, world, 1)
    assessors(cohort, world, 2)
    give_out(cohort, world)
    first, second = of(application)
    says(first)
    says(second)
    actions.hand_back(assessment=Assessment.objects.get(pk=first.pk), by=first.assessor, now=DECIDING)
    with pytest.raises(Refused, match="finished too"):
        actions.reopen(assessment=second, by=second.assessor, now=DECIDING)


def test_a_slip_found_by_the_first_reader_is_hidden_from_the_second(world: World, cohort: Cohort) -> None:
    two_read(cohort, world)
    application = checked(sent(cohort), world, hidden=["nine years"])
    assessors(cohort, world, 2)
    give_out(cohort, world)
    first, second = of(application)
    says(first)
    checked(application, world, hidden=["nobody asked"])
    shown = str([value for one in queries.judged(second.assessor, second, DECIDING) for _q, value in one.answers])
    assert "nobody asked" not in shown
    assert "nine years" not in shown


def test_an_applicant_whom_a_co_ordinator_reports_to_still_shows_that_a_reader_is_missing(
    world: World, cohort: Cohort
) -> None:
    role = world.coordinator.roles.get(kind="coordinator", organisation__isnull=False)
    cohorts.name_manager(role=role, manager_email="helen.marlowe@example.org", by=world.coordinator, now=DECIDING)
    lena = second_coordinator(world)
    checked(sent(cohort, "mentee", "Helen Marlowe"), world, by=lena)
    state = queries.panel_state(world.coordinator, cohort, DECIDING)
    assert (state.short, state.states) == (1, {})


def test_whom_an_applicant_keeps_apart_from_does_not_assess_them(world: World, cohort: Cohort) -> None:
    grim = Person.objects.make(name="Grim Boss", email="grim.boss@example.org")
    cohorts.give_role(person=grim, kind="assessor", cohort=cohort, by=world.coordinator, now=world.now)
    actions.declare(cohort=cohort, emails=[], teams=[], by=grim, now=DECIDING)
    applied(cohort, world, 1)
    assert give_out(cohort, world) == []
    state = queries.panel_state(world.coordinator, cohort, DECIDING)
    assert (state.short, state.lying) == (1, 0)


def test_a_panel_with_nobody_free_says_so_and_goes_on_when_somebody_is_added(world: World, cohort: Cohort) -> None:
    [application] = applied(cohort, world, 1)
    [sam] = assessors(cohort, world, 1)
    actions.declare(cohort=cohort, emails=["amara.okafor@example.org"], teams=[], by=sam, now=DECIDING)
    assert give_out(cohort, world) == []
    assert queries.panel_state(world.coordinator, cohort, DECIDING).short == 1
    _sam, tess = assessors(cohort, world, 2)
    assert [one.assessor for one in give_out(cohort, world)] == [tess]
    assert word_of(application).state == WAITS


def test_a_friend_found_half_way_is_handed_back_and_passed_on_with_nothing_left(world: World, cohort: Cohort) -> None:
    [application] = applied(cohort, world, 1)
    sam, tess = assessors(cohort, world, 2)
    [mine] = give_out(cohort, world)
    first, second = (sam, tess) if mine.assessor == sam else (tess, sam)
    actions.keep(assessment=mine, scores={"M3": 2}, notes={"M3": "I know this voice."}, by=first, now=DECIDING)
    actions.hand_back(assessment=mine, by=first, now=DECIDING)
    mine.refresh_from_db()
    assert (mine.status, mine.scores, bytes(mine.notes)) == ("handed_back", {}, b"")
    assert [one.assessor for one in of(application, "assigned")] == [second]
    with pytest.raises(Refused) as refusal:
        says(mine)
    assert refusal.value.decision.hidden
    actions.hand_back(assessment=of(application, "assigned")[0], by=second, now=DECIDING)
    assert of(application, "assigned") == []
    assert queries.panel_state(world.coordinator, cohort, DECIDING).short == 1


def test_saying_more_of_whom_one_knows_takes_away_nothing_that_was_read(world: World, cohort: Cohort) -> None:
    """Else the name that makes an application vanish would be its writer's."""
    applied(cohort, world, 2)
    [sam] = assessors(cohort, world, 1)
    give_out(cohort, world)
    before = [one.code for one in queries.my_assessments(sam, cohort, DECIDING)]
    actions.declare(cohort=cohort, emails=["amara.okafor@example.org"], teams=[], by=sam, now=DECIDING)
    assert [one.code for one in queries.my_assessments(sam, cohort, DECIDING)] == before


def test_who_sees_names_or_has_applied_cannot_assess(world: World, cohort: Cohort) -> None:
    give: dict[str, Any] = {"kind": "assessor", "cohort": cohort, "by": world.coordinator, "now": world.now}
    cohorts.give_role(person=world.coordinator, **give)
    assert "see names" in str(may_sit(world.coordinator, cohort, DECIDING).reason)
    amara = sent(cohort).person
    cohorts.give_role(person=amara, **give)
    assert "have applied" in str(may_sit(amara, cohort, DECIDING).reason)
    assert may_sit(world.outsider, cohort, DECIDING).hidden
    ivy = Person.objects.make(name="Ivy Stand", email="ivy.stand@example.org")
    for kind in ("assessor", "independent_contact"):
        cohorts.give_role(person=ivy, **give | {"kind": kind, "manager_email": "chair@example.org"})
    assert "see names" in str(may_sit(ivy, cohort, DECIDING).reason)
    begun = applying.start(cohort, "mentor", "Bo Curious", applying.DURING).person
    cohorts.give_role(person=begun, **give)
    assert may_sit(begun, cohort, DECIDING)


def test_what_lies_with_somebody_whose_role_ended_is_given_to_others(world: World, cohort: Cohort) -> None:
    [application] = applied(cohort, world, 1)
    sam, tess = assessors(cohort, world, 2)
    [mine] = give_out(cohort, world)
    role = mine.assessor.roles.get(kind="assessor")
    cohorts.end_role(role=role, by=world.coordinator, now=at(2024, 1, 31))
    later = at(2024, 2, 1)
    assert queries.panel_state(world.coordinator, cohort, later).lying == 1
    [made] = actions.give_out(cohort=cohort, by=world.coordinator, now=later)
    assert made.assessor == (tess if mine.assessor == sam else sam)
    assert [one.status for one in of(application)] == ["assigned"]


def test_a_co_ordinator_calls_in_what_a_slow_assessor_has_not_finished(world: World, cohort: Cohort) -> None:
    first, second = applied(cohort, world, 2)
    [sam] = assessors(cohort, world, 1)
    give_out(cohort, world)
    says(of(first)[0])
    assert actions.call_in(cohort=cohort, assessor=sam, by=world.coordinator, now=DECIDING) == 1
    assert [one.status for one in of(first)] == ["done"]
    assert [one.status for one in of(second)] == ["handed_back"]


def test_each_criterion_needs_a_score_a_zero_its_note_and_the_whole_a_word(world: World, cohort: Cohort) -> None:
    applied(cohort, world, 1)
    [sam] = assessors(cohort, world, 1)
    [mine] = give_out(cohort, world)
    give: dict[str, Any] = {"assessment": mine, "by": sam, "now": DECIDING}
    lines = AuditEvent.objects.count()
    for scores, notes, recommends, words in (
        ({"M3": 2}, {}, "yes", "each criterion"),
        ({"M3": 2, "M4": 3}, {}, "yes", "each criterion"),
        ({"M3": 2, "M4": 0}, {"M4": "  "}, "yes", "what was missing"),
        ({"M3": 2, "M4": 1}, {}, "", "is shown"),
        ({"M3": 2, "M4": 1}, {"M3": "x" * 2001}, "yes", "Shorten this note"),
    ):
        with pytest.raises(Refused, match=words):
            actions.finish(**give, scores=scores, notes=notes, recommends=recommends)
    assert AuditEvent.objects.count() == lines
    assert actions.finish(**give, scores={"M3": 2, "M4": 1}, notes={}, recommends="yes").status == "done"


def test_neither_reads_the_other_before_both_have_finished_nor_changes_afterwards(world: World, cohort: Cohort) -> None:
    two_read(cohort, world)
    [application] = applied(cohort, world, 1)
    sam, tess = assessors(cohort, world, 2)
    give_out(cohort, world)
    first, second = of(application)
    says(first)
    first.refresh_from_db()
    assert queries.other_marks(second.assessor, second, DECIDING) is None
    assert queries.other_marks(first.assessor, first, DECIDING) is None
    assert queries.readings(world.coordinator, application, DECIDING) == []
    actions.reopen(assessment=first, by=first.assessor, now=DECIDING)
    says(first, score=1)
    says(second, score=1)
    first.refresh_from_db()
    other = queries.other_marks(first.assessor, first, DECIDING)
    assert other is not None
    assert other.marks.scores == {"M3": 1, "M4": 1}
    with pytest.raises(Refused, match="both assessments stand"):
        actions.reopen(assessment=first, by=first.assessor, now=DECIDING)
    assert {sam, tess} == {first.assessor, second.assessor}


@pytest.mark.parametrize(("other", "differs"), [
    ({"score": 1}, False), ({"M3": 0}, True), ({"score": 2, "recommends": "not_yet"}, True), ({"M4": 1}, False),
])  # fmt: skip
def test_two_apart_or_another_word_goes_to_the_co_ordinator(
    other: dict[str, Any], differs: bool, world: World, cohort: Cohort
) -> None:
    two_read(cohort, world)
    [application] = applied(cohort, world, 1)
    assessors(cohort, world, 2)
    give_out(cohort, world)
    first, second = of(application)
    says(first)
    says(second, **other)
    assert (word_of(application).state == DIFFER) is differs
    waiting = queries.panel_state(world.coordinator, cohort, DECIDING).to_settle
    assert waiting == ([application] if differs else [])


def test_a_difference_is_settled_once_and_the_second_co_ordinator_is_told(world: World, cohort: Cohort) -> None:
    two_read(cohort, world)
    [application] = applied(cohort, world, 1)
    assessors(cohort, world, 2)
    give_out(cohort, world)
    first, second = of(application)
    says(first)
    says(second, M3=0, recommends="not_yet")
    with pytest.raises(Refused, match="differ"):
        actions.decide(application=application, outcome="accept", by=world.coordinator, now=DECIDING)
    lena = second_coordinator(world)
    give: dict[str, Any] = {"application": application, "scores": {"M3": 1, "M4": 2}, "recommends": "yes", "seen": ""}
    actions.settle(**give, words="One reader missed the second paragraph.", by=lena, now=DECIDING)
    with pytest.raises(Refused, match="Lena Moss settled this a moment ago"):
        actions.settle(**give, words="I think so too.", by=world.coordinator, now=DECIDING)
    word = word_of(application)
    assert (word.state, word.total, word.most, word.recommends, word.settled) == (SAID, 3, 4, "yes", True)
    assert "second paragraph" in queries.settled_words(world.coordinator, application, DECIDING)
    assert actions.decide(application=application, outcome="accept", by=lena, now=DECIDING).outcome == "accept"
    with pytest.raises(Refused, match="Take it back first"):
        actions.settle(**give | {"seen": None}, words="Again.", by=lena, now=DECIDING)


def test_settling_needs_every_score_a_word_and_a_reason(world: World, cohort: Cohort) -> None:
    two_read(cohort, world)
    [application] = applied(cohort, world, 1)
    assessors(cohort, world, 2)
    give_out(cohort, world)
    first, second = of(application)
    says(first)
    says(second, M3=0)
    give: dict[str, Any] = {"application": application, "by": world.coordinator, "now": DECIDING}
    for scores, recommends, words, match in (
        ({"M3": 1}, "yes", "So.", "each criterion"),
        ({"M3": 1, "M4": 1}, "", "So.", "is shown"),
        ({"M3": 1, "M4": 1}, "yes", " ", "in a sentence"),
    ):
        with pytest.raises(Refused, match=match):
            actions.settle(**give, scores=scores, recommends=recommends, words=words)
    assert not Settlement.objects.exists()


def test_hidden_words_never_reach_an_assessor_and_a_slip_of_the_pen_is_named(world: World, cohort: Cohort) -> None:
    application = applying.start(cohort, "mentor", "Amara Okafor", applying.DURING)
    words = {"why": "As a Black nurse at Fenwick I speak up.", "hope": "What Amara’s ward is like."}
    application = applying.send(applying.fill(application, but={"why": words}), applying.DURING)
    offered = queries.suspected(application, world.coordinator)
    assert {"Black", "Amara"} <= set(offered)
    with pytest.raises(Refused, match=r"stand nowhere.*Amarra"):
        checked(application, world, hidden=["Amarra"])
    checked(application, world, hidden=["Black nurse at Fenwick", "amara"])
    [sam] = assessors(cohort, world, 1)
    [mine] = give_out(cohort, world)
    shown = str([value for one in queries.judged(sam, mine, DECIDING) for _question, value in one.answers])
    assert "[words hidden]" in shown
    for word in ("Black", "Fenwick", "Amara", "amara"):
        assert word not in shown


def test_two_co_ordinators_who_check_at_once_do_not_undo_each_other(world: World, cohort: Cohort) -> None:
    application, lena = sent(cohort), second_coordinator(world)
    checked(application, world, by=lena, seen="")
    with pytest.raises(Refused, match="Lena Moss checked this application a moment ago"):
        checked(application, world, seen="")


def test_nothing_is_checked_anew_once_somebody_has_assessed_it(world: World, cohort: Cohort) -> None:
    [application] = applied(cohort, world, 1)
    assessors(cohort, world, 1)
    [mine] = give_out(cohort, world)
    checked(application, world, hidden=["nine years"])
    says(mine)
    with pytest.raises(Refused, match="Every assessor has read this application"):
        checked(application, world)


def test_an_application_that_is_opened_again_or_withdrawn_leaves_the_panel_with_nothing(
    world: World, cohort: Cohort
) -> None:
    for deed in (applications.reopen, applications.withdraw):
        name = {"reopen": "Amara Okafor", "withdraw": "Idris Vale"}[deed.__name__]
        application = assessed(sent(cohort, "mentor", name), world, applying.DURING)
        deed(application=application, by=application.person, now=applying.DURING)
        assert not of(application)
        assert not PanelCopy.objects.filter(application=application).exists()
    assert queries.panel_state(world.coordinator, cohort, DECIDING).states == {}


def test_somebody_who_would_take_either_role_is_placed_before_the_panel_reads(world: World, cohort: Cohort) -> None:
    application = sent(cohort, "either")
    with pytest.raises(Refused, match="Place them in one first"):
        checked(application, world)
    assert queries.panel_state(world.coordinator, cohort, DECIDING).to_place == [application]


def test_the_next_one_is_what_fewest_have_finished(world: World, cohort: Cohort) -> None:
    two_read(cohort, world)
    one, other = applied(cohort, world, 2)
    sam, tess = assessors(cohort, world, 2)
    give_out(cohort, world)
    says(next(each for each in of(one) if each.assessor == tess))
    waits = queries.next_for(sam, cohort, DECIDING)
    assert waits is not None
    assert waits.pk == next(each.pk for each in of(other) if each.assessor == sam)


def test_the_order_of_an_assessors_list_does_not_follow_the_day_of_sending(world: World, cohort: Cohort) -> None:
    """With six applications one order in 720 would; ids are drawn anew, so look at what orders them."""
    applied(cohort, world, 6)
    [sam] = assessors(cohort, world, 1)
    give_out(cohort, world)
    listed = queries.my_assessments(sam, cohort, DECIDING)
    assert [one.code for one in listed] == sorted(one.code for one in listed)


def test_an_assessor_reads_only_what_was_given_to_them_and_only_until_it_is_told(world: World, cohort: Cohort) -> None:
    [application] = applied(cohort, world, 1)
    sam, tess = assessors(cohort, world, 2)
    [mine] = give_out(cohort, world)
    stranger = tess if mine.assessor == sam else sam
    assert queries.find_assessment(stranger, mine.pk) is None
    assert queries.judged(stranger, mine, DECIDING) == []
    assert queries.judged(world.coordinator, mine, DECIDING) == []
    says(mine)
    decide(application, world)
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=at(2024, 2, 2))
    mine.refresh_from_db()
    again = Assessment.objects.select_related("application__cohort").get(pk=mine.pk)
    assert queries.judged(mine.assessor, again, at(2024, 2, 3)) == []


def test_a_panel_word_stands_on_the_shortlist_and_everywhere_says_who_waits(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    states = []
    for step in (lambda: None, lambda: checked(application, world), lambda: assessed(application, world)):
        step()
        [line] = queries.listed(world.coordinator, cohort, DECIDING, queries.Choice()).lines
        assert line.panel is not None
        states.append(line.panel.state)
    assert states == [UNCHECKED, WAITS, SAID]
