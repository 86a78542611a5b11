"""What anybody can read: the list of programmes and a cohort's own page."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cohorts.world import at
from tests.home.walk import furnish, say
from turnabout.cohorts import actions
from turnabout.foundation import clock
from turnabout.stories import actions as stories

OPEN = at(2023, 12, 4, 10)


def page(client, address, moment=OPEN):
    """The words of a page as a visitor reads them at `moment`."""
    with clock.borrowed(moment):
        response = client.get(address)
    assert response.status_code == 200
    text = re.sub(r"<(style|script).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def address(cohort):
    return reverse("home:public", args=[cohort.programme.slug, cohort.slug])


def test_the_first_page_answers_on_an_empty_database(client, db):
    assert "reverse mentor" in page(client, "/")


def test_the_first_page_lists_what_is_open_and_what_is_under_way_and_no_draft(client, world):
    world.just_open(number=5)
    world.cohort(number=6, title="A secret draft")
    running = world.just_open(number=4, title="Last year's cohort")
    actions.close_applications(cohort=running, by=world.coordinator, now=world.now)
    shown = page(client, "/")
    assert "Fenwick reverse mentoring: Cohort 5" in shown
    assert "Apply by the end of Friday 26 January 2024." in shown
    assert shown.index("Under way") < shown.index("Last year's cohort".replace("'", "&#39;"))
    assert "secret" not in shown


def test_a_cohort_s_page_says_what_for_whom_when_how_and_whom_to_ask(client, world):
    cohort = furnish(world, world.just_open())
    shown = page(client, address(cohort))
    for words in (
        "Reverse mentoring turns mentoring on its head.",
        "Staff of every band",
        "Apply by the end of Friday 26 January 2024.",
        "You hear from us by Friday 2 February 2024.",
        "6 or 13 February 2024 Training for reverse mentees",
        "5 or 11 March 2024 Briefing for reverse mentors",
        "Tuesday 13 February 2024, 8:30am to 9:30am",
        "Monday 8 April 2024 Mentoring starts",
        "Small remarks, and what they do : video, 4 minutes, with captions or a transcript",
        "inclusion@example.org",
        "0116 496 0000",
    ):
        assert words in shown


def test_what_people_said_stands_by_year_the_newest_first(client, world):
    cohort = furnish(world, world.just_open())
    shown = page(client, address(cohort))
    assert shown.index("2022/23") < shown.index("kinder to one another") < shown.index("2021/22")


def test_a_system_programme_has_two_equal_buttons_and_a_board_programme_one(client, world):
    system = world.just_open(number=5)
    assert buttons(client, system, OPEN) == ["Apply as a reverse mentor", "Apply as a reverse mentee"]
    board = world.just_open(number=6, pattern="board", starts_on=date(2024, 4, 8))
    assert buttons(client, board, at(2024, 2, 12)) == ["Apply as a reverse mentor"]


def buttons(client, cohort, moment):
    with clock.borrowed(moment):
        body = client.get(address(cohort)).content.decode()
    doors = re.search(r'class="app-doors">(.*?)<h2', body, flags=re.S)
    return [
        re.sub(r"<[^>]+>|\s+", " ", one).strip()
        for one in re.findall(r'<a class="nhsuk-button.*?</a>', doors[1], flags=re.S)
    ]


def test_the_buttons_lead_to_the_application_in_that_role(client, world):
    cohort = world.just_open()
    with clock.borrowed(OPEN):
        body = client.get(address(cohort)).content.decode()
    for role in ("mentor", "mentee"):
        assert reverse("applications:begin", args=[cohort.programme.slug, cohort.slug, role]) in body


def test_the_buttons_are_there_until_the_last_second_and_not_after_it(client, world):
    cohort = world.just_open()
    assert buttons(client, cohort, cohort.closes_at - timedelta(seconds=1))
    late = page(client, address(cohort), cohort.closes_at)
    assert "Applications have closed." in late
    assert "Apply as a" not in late


def test_a_moved_deadline_stands_on_the_page_at_once(client, world):
    cohort = world.just_open()
    day = date(2024, 2, 2)
    actions.change_date(
        cohort=cohort,
        step="applications_close",
        starts_at=at(2024, 2, 2, 0),
        ends_at=clock.end_of(day),
        by=world.coordinator,
        now=OPEN,
    )
    assert "Apply by the end of Friday 2 February 2024." in page(client, address(cohort))


def test_a_cohort_that_is_called_off_says_so(client, world):
    cohort = world.just_open()
    actions.call_off(cohort=cohort, by=world.coordinator, now=OPEN)
    assert "This cohort will not take place." in page(client, address(cohort))


def test_a_draft_has_no_page_not_even_for_its_coordinator(client, world):
    cohort = world.cohort()
    client.force_login(world.coordinator)
    assert client.get(address(cohort)).status_code == 404


def test_words_are_markdown_and_carry_no_script(client, world):
    words = {
        "what": "<script>alert(1)</script> **Bold**",
        "who_for": "[x](javascript:alert(1))",
        "how_to_apply": "- One\n- Two",
    }
    cohort = world.just_open(words=words)
    with clock.borrowed(OPEN):
        body = client.get(address(cohort)).content.decode()
    assert "<script>alert" not in body
    assert 'href="javascript:' not in body
    assert "<strong>Bold</strong>" in body
    assert '<li dir="auto">One</li>' in body


def test_words_that_were_taken_back_are_off_the_page(client, world):
    cohort = world.just_open()
    story = say(world, cohort, words="I would do it again tomorrow.")
    assert "again tomorrow" in page(client, address(cohort))
    stories.take_back(testimonial=story, by=world.coordinator, now=OPEN)
    assert "again tomorrow" not in page(client, address(cohort))


def test_help_names_the_contact_of_every_cohort_under_way(client, world):
    world.just_open()
    assert "inclusion@example.org" in page(client, reverse("home:help"))


@pytest.mark.parametrize("name", ["privacy", "accessibility", "help"])
def test_the_pages_at_the_foot_are_for_everybody(client, db, name):
    assert page(client, reverse(f"home:{name}"))


def test_the_first_page_makes_as_many_queries_for_three_cohorts_as_for_one(client, world):
    world.just_open(number=1)
    one = queries_of(client, "/")
    world.just_open(number=2)
    world.just_open(number=3)
    assert queries_of(client, "/") == one


def test_a_cohort_s_page_makes_as_many_queries_for_three_testimonials_as_for_one(client, world):
    cohort = world.just_open()
    say(world, cohort)
    one = queries_of(client, address(cohort))
    say(world, cohort, year_label="2020/21")
    say(world, cohort, year_label="2019/20")
    assert queries_of(client, address(cohort)) == one


def queries_of(client, where):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with clock.borrowed(OPEN), CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)
