"""A form is filled in section by section; nothing typed is lost, and nothing wrong is taken for an answer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.applications import walk
from tests.applications.walk import DURING
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent


def save(application: Application, section: str, **answers: object) -> None:
    whole = walk.FORMS[application.role][section]
    actions.save_section(
        application=application, section=section, answers={**whole, **answers}, by=application.person, now=DURING
    )


def test_a_new_form_has_every_section_still_to_do(cohort):
    application = walk.start(cohort)
    assert application.status == "draft"
    states = [one.state for one in queries.progress(application, application.person, DURING)]
    assert states == [""] * 12


def test_both_forms_can_be_filled_in_whole(cohort):
    for role, name in (("mentor", "Amara Okafor"), ("mentee", "Helen Marlowe")):
        application = walk.fill(walk.start(cohort, role, name))
        progress = queries.progress(application, application.person, DURING)
        assert {one.state for one in progress} == {"done"}, role


def test_what_was_saved_is_read_back_as_it_was_given(cohort):
    application = walk.fill(walk.start(cohort, "mentee", "Helen Marlowe"))
    answers = queries.answers(Application.objects.get(pk=application.pk), application.person, DURING)
    assert answers["name"] == "Helen Marlowe"
    assert answers["line_size"] == 1200
    assert answers["objective_by"] == date(2024, 9, 30)
    assert answers["topics"] == ["race", "carers"]
    assert answers["capacity"] == "2"
    assert answers["no_example_yet"] is True


@pytest.mark.parametrize("typed", ["200001", "0" * 12 + "9" * 30, "9" * 5000, "0" * 5000 + "200001"])
def test_a_number_of_people_is_judged_whole(cohort, typed):
    application = walk.start(cohort, "mentee", "Helen Marlowe")
    with pytest.raises(Refused, match="Enter a whole number, like 12"):
        save(application, "about", line_size=typed)


def test_noughts_before_a_number_are_nothing(cohort):
    application = walk.start(cohort, "mentee", "Helen Marlowe")
    save(application, "about", line_size="0" * 5000 + "200000", organisation=str(cohort.programme.host_id))
    answers = queries.answers(Application.objects.get(pk=application.pk), application.person, DURING)
    assert answers["line_size"] == 200_000


def test_the_grade_decides_the_level(cohort):
    assert walk.fill(walk.start(cohort)).level == 3
    assert walk.fill(walk.start(cohort, "mentee", "Helen Marlowe")).level == 9


def test_an_answer_at_its_limit_is_taken_and_one_over_is_not(cohort):
    application = walk.start(cohort)
    save(application, "why", why="word " * 250)
    with pytest.raises(Refused, match="Take out 1 word: you can write up to 250, and you have written 251"):
        save(application, "why", why="word " * 251)
    leader = walk.start(cohort, "mentee", "Helen Marlowe")
    with pytest.raises(Refused, match="you can write up to 200"):
        save(leader, "why", changed_decision="word " * 201)


def test_a_refused_section_changes_nothing_and_leaves_no_line(cohort):
    application = walk.start(cohort)
    save(application, "why")
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused):
        save(application, "why", why="word " * 300)
    assert AuditEvent.objects.count() == lines
    answers = queries.answers(application, application.person, DURING)
    assert answers["why"] == "Because nobody asked me in nine years."


def test_every_fault_of_a_section_is_said_at_once(cohort):
    application = walk.start(cohort)
    with pytest.raises(Refused) as refusal:
        save(application, "meeting", base="", modes=[], available=["sunday"])
    assert "Enter the place where you mostly work." in refusal.value.reason
    assert "Choose at least one answer to “How can you meet?”." in refusal.value.reason
    assert "Choose one of the answers in the list." in refusal.value.reason


@pytest.mark.parametrize(
    ("section", "answers", "says"),
    [
        ("manager", {"manager_email": "", "talk_first": False}, "talk to the co-ordinator first"),
        ("manager", {"manager_email": "amara.okafor@example.org"}, "your own address"),
        ("manager", {"manager_email": "rae at work"}, "correct format"),
        ("apart", {"avoid_emails": ["the one with the dog"]}, "no email address"),
        ("why", {"why": "   "}, "Write an answer"),
    ],
)
def test_a_fault_says_what_to_do(cohort, section, answers, says):
    with pytest.raises(Refused, match=says):
        save(walk.start(cohort), section, **answers)


def test_talking_first_stands_in_for_a_manager(cohort):
    application = walk.start(cohort)
    save(application, "manager", manager_name="", manager_email="", talk_first=True)
    assert application.sections_done == ["manager"]


def test_a_leader_may_honestly_have_no_example_but_must_say_so(cohort):
    application = walk.start(cohort, "mentee", "Helen Marlowe")
    with pytest.raises(Refused, match="tick “I can’t think of one yet”"):
        save(application, "why", no_example_yet=False)
    save(application, "why")
    assert application.sections_done == ["why"]


def test_none_of_these_stands_alone(cohort):
    application = walk.start(cohort, "mentee", "Helen Marlowe")
    with pytest.raises(Refused, match="but not both"):
        save(application, "influence", observe=["none", "board"])


def test_half_filled_words_are_kept_over_any_limit_and_read_by_the_applicant_alone(world, cohort):
    application = walk.start(cohort)
    typed = {"why": "word " * 400, "hope": ""}
    too_long = actions.keep(application=application, section="why", typed=typed, by=application.person, now=DURING)
    assert too_long == []
    again = Application.objects.get(pk=application.pk)
    assert queries.half_filled(again, again.person, DURING)["why"] == typed
    assert queries.half_filled(again, world.coordinator, DURING) == {}
    states = {one.section.code: one.state for one in queries.progress(again, again.person, DURING)}
    assert states["why"] == "begun"


def test_a_complete_section_that_is_broken_again_counts_as_begun_until_it_is_mended(cohort):
    application = walk.fill(walk.start(cohort))
    actions.keep(application=application, section="why", typed={"why": ""}, by=application.person, now=DURING)
    with pytest.raises(Refused, match="Not finished yet: Why you want to do this"):
        walk.send(application)
    save(application, "why")
    assert walk.send(application).status == "submitted"


def test_an_answer_far_above_any_limit_is_named_and_not_stored(cohort):
    application = walk.start(cohort)
    kept = {"why": "x" * 10_000_000, "hope": "short"}
    assert actions.keep(application=application, section="why", typed=kept, by=application.person, now=DURING) == [
        "why"
    ]
    assert queries.half_filled(application, application.person, DURING)["why"] == {"hope": "short"}


def test_two_windows_do_not_undo_each_others_sections(cohort):
    application = walk.start(cohort)
    other_window = Application.objects.get(pk=application.pk)
    save(application, "why")
    save(other_window, "boundaries")
    assert set(Application.objects.get(pk=application.pk).sections_done) == {"why", "boundaries"}


def test_text_is_stored_in_one_spelling_without_control_characters(cohort):
    application = walk.start(cohort)
    save(application, "why", why="Cafe\u0301\r\nline\x07 two \u202e\u0000")
    assert queries.answers(application, application.person, DURING)["why"] == "Caf\u00e9\nline two \u202e"


def test_one_person_has_one_application_to_a_cohort(cohort):
    walk.start(cohort)
    with pytest.raises(Refused, match="You already have an application"):
        walk.start(cohort, "mentee")


def test_nobody_starts_an_application_for_somebody_else(world, cohort):
    with pytest.raises(Refused) as refusal:
        actions.start(cohort=cohort, person=walk.person(), role="mentor", by=world.coordinator, now=DURING)
    assert refusal.value.decision.hidden


def test_nobody_saves_or_reads_somebody_elses_draft(world, cohort):
    application = walk.fill(walk.start(cohort))
    for other in (world.outsider, world.coordinator):
        with pytest.raises(Refused) as refusal:
            actions.save_section(
                application=application, section="why", answers=walk.MENTOR["why"], by=other, now=DURING
            )
        assert refusal.value.decision.hidden
        with pytest.raises(Refused):
            queries.answers(application, other, DURING)
        assert queries.find(other, application.pk) is None


def test_the_board_programme_asks_its_reverse_mentors_a_shorter_form(board):
    short = walk.start(board)
    asked = {question.name for section in queries.sections(short) for question in section.questions}
    assert "hope" not in asked
    assert walk.send(walk.fill(short)).status == "submitted"


def test_in_a_board_programme_leaders_do_not_apply(board):
    with pytest.raises(Refused, match="named by the co-ordinator"):
        walk.start(board, "mentee", "Helen Marlowe")
