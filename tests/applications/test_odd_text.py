"""Whatever can be typed or pasted is kept as it is, shown inert, and never breaks the page."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation import clock

ODD = [
    "A smile 😀 and a family 👩‍👩‍👧",
    "שלום and مرحبا from right to left \u202eturned\u202c",
    "<script>alert(1)</script><b>bold</b>",
    '=HYPERLINK("https://example.org")',
    "{{ 7*7 }} {% raw %} ${x}",
    "'; DROP TABLE applications; --",
    "Zalgo t̸̰e̷̥x̵t and \ufeffa mark",
]


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def application(cohort):
    return walk.start(cohort)


@pytest.fixture
def browser(client, application):
    client.force_login(application.person)
    return client


def at(application, section="why"):
    return reverse("applications:section", args=[application.pk, section])


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


@pytest.mark.parametrize("text", ODD)
def test_words_of_any_kind_are_kept_as_they_are_and_shown_inert(browser, application, text):
    assert press(browser, at(application), why=text, hope="short").status_code == 302
    assert queries.answers(Application.objects.get(pk=application.pk), application.person, DURING)["why"] == text
    page = browser.get(at(application)).content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page


@pytest.mark.parametrize("section", ["about", "meeting", "why", "apart", "manager"])
def test_characters_that_no_database_holds_break_nothing(browser, application, section):
    typed = {
        "about": {
            "name": "A\x00mara",
            "organisation": "\x00",
            "directorate": "U\x00",
            "job_title": "x",
            "grade": "\x00",
        },
        "meeting": {"base": "\x00", "modes": ["\x00"], "available": ["mon_am"], "travel": "\x00by bus"},
        "why": {"why": "half \x00 gone", "hope": "\x00"},
        "apart": {"avoid_emails": "a\x00@example.org", "avoid_teams": "E\x00states"},
        "manager": {"manager_name": "R\x00ae", "manager_email": "rae\x00@example.org"},
    }[section]
    answer = press(browser, at(application, section), **typed)
    assert answer.status_code in (302, 422)
    assert "Null characters" not in answer.content.decode()
    assert browser.get(at(application, section)).status_code == 200


def test_a_nought_character_is_left_out_of_the_words_around_it(browser, application):
    assert press(browser, at(application), why="half \x00gone", hope="x").status_code == 302
    assert queries.answers(Application.objects.get(pk=application.pk), application.person, DURING)["why"] == "half gone"


def test_half_a_character_is_no_reason_to_break(browser, application):
    raw = b"idempotency_key=&why=half+%ED%A0%80+here&hope=x"
    answer = browser.post(at(application), raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert browser.get(at(application)).status_code == 200
    whole = {"why": "half \ud800 here", "hope": "\udfff!"}
    actions.save_section(application=application, section="why", answers=whole, by=application.person, now=DURING)
    assert queries.answers(application, application.person, DURING)["why"] == "half  here"
    actions.keep(application=application, section="why", typed=whole, by=application.person, now=DURING)
    assert queries.half_filled(application, application.person, DURING)["why"]["why"] == "half ? here"


def test_ten_megabytes_are_answered_quickly_and_what_was_saved_stays(browser, application):
    press(browser, at(application), why="Saved before", hope="x")
    began = time.process_time()
    answer = press(browser, at(application), seen="1", why="wall of text " * 800_000, hope="x")
    assert time.process_time() - began < 8, "of work, most of which is the sending itself"
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Take out" in page
    assert "far too long to be kept for you" in page
    assert (
        queries.answers(Application.objects.get(pk=application.pk), application.person, DURING)["why"] == "Saved before"
    )


def test_more_than_the_site_reads_leads_back_to_the_page_with_the_draft(browser, application):
    press(browser, at(application), why="Saved before", hope="x")
    answer = press(browser, at(application), seen="1", why="é" * 7_000_000)
    assert answer.status_code == 413
    assert f'href="{at(application)}"' in answer.content.decode()
    assert "Saved before" in browser.get(at(application)).content.decode()


def test_thousands_of_fields_are_refused_in_words(browser, application):
    answer = browser.post(at(application), {f"x{n}": "1" for n in range(2_100)})
    assert answer.status_code == 400
    assert "Go back and try again" in answer.content.decode()
