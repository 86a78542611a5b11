"""What people write into cells, and what is understood of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.applications import grades
from turnabout.applications.questions.shape import DAY, LINES, MANY, ONE, YES, Question
from turnabout.applications.questions.shared import ADJUSTMENTS, MODES, NOT_IN_LIST, STAFF_GROUPS, YES_NO
from turnabout.importing.addresses import loose
from turnabout.importing.columns import digest_of
from turnabout.importing.values import Unclear, answer, is_month_first

CHOICES = (("local:Grade 7", "Grade 7"), *grades.choices(), (NOT_IN_LIST, "My grade is not in the list"))
GRADE = Question("grade", ONE, "Pay framework and grade", choices=CHOICES)
DAY_OF = Question("day", DAY, "By when?")
GROUP = Question("staff_group", ONE, "Staff group", choices=STAFF_GROUPS)
NEEDS = Question("adjustments_needs", MANY, "Adjustments", choices=ADJUSTMENTS)
MEET = Question("modes", MANY, "How can you meet?", choices=MODES)
NETWORK = Question("network", ONE, "Network?", choices=YES_NO)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NHS Agenda for Change: Band 5", "AfC 5"),
        ("Band 5", "AfC 5"),
        ("band 8a", "AfC 8a"),
        ("AfC Band 6", "AfC 6"),
        ("AfC 7", "AfC 7"),
        ("B3", "AfC 3"),
        ("Consultant", "Consultant"),
        ("Very senior manager", "VSM"),
        ("SCP 12", "SCP 7-17"),
        ("spinal column point 41", "SCP 39+"),
        ("Grade 7", "local:Grade 7"),
        ("5", NOT_IN_LIST),
        ("Grade 9 (protected)", NOT_IN_LIST),
    ],
)
def test_a_grade_is_known_by_any_of_its_names(cell, code):
    assert answer(GRADE, cell) == code


def test_a_bare_number_is_a_band_only_under_a_heading_that_says_so():
    assert answer(GRADE, "5", heading="Your pay band") == "AfC 5"
    assert answer(GRADE, "8b", heading="Band") == "AfC 8b"
    assert answer(GRADE, "5", heading="Grade") == NOT_IN_LIST


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-02-06", "2024-02-06"),
        ("2024-02-06 14:30:00", "2024-02-06"),
        ("2024-02-06T14:30", "2024-02-06"),
        ("6/2/2024", "2024-02-06"),
        ("06.02.24", "2024-02-06"),
        ("6-2-2024 9:30", "2024-02-06"),
        ("6 February 2024", "2024-02-06"),
        ("Tuesday 6th Feb 2024, 9am", "2024-02-06"),
        ("6-Feb-2024", "2024-02-06"),
    ],
)
def test_a_day_is_understood_in_any_usual_spelling(cell, day):
    assert answer(DAY_OF, cell) == day


@pytest.mark.parametrize("cell", ["31/2/2024", "soon", "2024", "13/13/2024", "2024-13-01"])
def test_what_is_no_day_is_told(cell):
    with pytest.raises(Unclear, match="is no date"):
        answer(DAY_OF, cell)


def test_american_days_are_known_by_a_number_over_twelve_or_by_what_can_be():
    assert is_month_first(["1/15/24 10:02", "2/3/24"])
    assert not is_month_first(["15/1/24", "2/3/24"])
    assert not is_month_first(["2/3/24", "4/5/24"])
    window = (date(2023, 11, 13), date(2023, 12, 4))
    assert is_month_first(["12/1/23 10:12:00"], window)
    assert not is_month_first(["1/12/23"], window)


def test_many_choices_are_parted_by_semicolons_and_a_choice_may_hold_commas():
    cell = "Large print, Easy Read or another format;Breaks, or shorter meetings;"
    assert answer(NEEDS, cell) == ["formats", "breaks"]
    assert answer(MEET, "Video call, Phone call") == ["video", "phone"]
    assert answer(MEET, "MS Teams;Face to face;Teams") == ["video", "in_person"]
    assert answer(NEEDS, "n/a") == []


def test_a_choice_is_known_by_its_beginning_if_only_one_begins_so():
    assert answer(GROUP, "Nursing") == "nursing"
    assert answer(GROUP, "Additional Clinical Services") == "clinical_services"
    assert answer(NETWORK, "Prefer not to say") == "rather_not"
    with pytest.raises(Unclear, match="Write it as it stands in the list"):
        answer(GROUP, "Additional wizard")


def test_yes_and_no_in_many_words():
    tick = Question("open", YES, "I am open to it")
    assert [answer(tick, one) for one in ("Yes", "y", "TRUE", "x", "I am open to it")] == [True] * 5
    assert [answer(tick, one) for one in ("No", "false", "0")] == [False] * 3
    with pytest.raises(Unclear, match="neither yes nor no"):
        answer(tick, "perhaps")


def test_a_list_loses_the_words_for_nothing():
    assert answer(Question("teams", LINES, "Teams"), "Estates; Theatre\nN/A") == "Estates\nTheatre"


@given(st.sampled_from(STAFF_GROUPS), st.booleans())
def test_every_choice_is_known_by_its_words_whatever_their_case(choice, upper):
    code, words = choice
    assert answer(GROUP, str(words).upper() if upper else str(words)) == code


@given(st.text(max_size=40))
def test_no_cell_at_all_breaks_the_reading(cell):
    for question in (GRADE, DAY_OF, GROUP, NEEDS, MEET, NETWORK):
        try:
            answer(question, cell)
        except Unclear as fault:
            assert str(fault)


def test_an_address_without_dots_and_tags_is_nearly_the_same():
    same = {loose(one) for one in ("A.B@example.org", "ab@example.org", "ab+x.y@EXAMPLE.org", "\uff21b@example.org")}
    assert same == {"ab@example.org"}
    assert loose("ab@sub.example.org") != loose("ab@example.org")


def test_headings_are_one_whatever_their_case_and_spaces_and_their_digest_tells_none():
    assert digest_of(["Work  Email", "Name"]) == digest_of([" work email", "NAME"])
    assert digest_of(["Work Email", "Name"]) != digest_of(["Name", "Work Email"])
