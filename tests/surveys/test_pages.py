"""The pages of the questionnaire: what they show, whom, and what they never keep."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.surveys.asking import CANARY, PASSPHRASE, Asking
from turnabout.foundation import clock
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design.next_steps import DECISIONS, MINE, steps
from turnabout.foundation.ids.models import UsedKey
from turnabout.selection.models import Participation
from turnabout.surveys.models import Box, OpenAnswer, Questionnaire


@pytest.fixture
def at_its_time(board: Asking):
    with clock.borrowed(board.now):
        yield board


def of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(person, name: str, thing, status: int = 200) -> str:
    response = of(person).get(reverse(f"surveys:{name}", args=[thing.pk]))
    assert response.status_code == status, response.status_code
    return response.content.decode()


def press(person, name: str, thing, status: int = 302, **data) -> str:
    sent = {"idempotency_key": str(uuid.uuid4()), **data}
    response = of(person).post(reverse(f"surveys:{name}", args=[thing.pk]), sent)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


MENTOR = {"E-M01": "5", "E-B01": "4", "E-B02": "not-said", "E-M16c": f"{CANARY} listen\r\nto porters"}
MENTEE = {"E-N01": "5", "E-B01": "4", "E-B02": "4"}


def test_the_whole_way_through_the_pages(at_its_time: Asking) -> None:
    board = at_its_time
    joan = board.coordinator
    assert "There is no plan yet" in read(joan, "overview", board.cohort)
    plan = read(joan, "plan", board.cohort)
    assert "With 8 reverse mentors this report can give no figures for sealed answers." in plan
    assert "With 16 reverse mentors and leaders together the most this report can say is" in plan
    press(joan, "plan", board.cohort, passphrase=PASSPHRASE, again=PASSPHRASE)
    asked = Questionnaire.objects.get()
    press(joan, "send", asked)
    for person in board.mentors:
        press(person, "answer", asked, **MENTOR)
    for person in board.mentees:
        press(person, "answer", asked, **MENTEE)
    assert "You are told after closing" in read(joan, "overview", board.cohort).split("Enough answers")[1][:200]
    press(joan, "close", asked)
    assert "Yes" in read(joan, "overview", board.cohort).split("Enough answers")[1][:200]
    assert "What never will" in read(joan, "open_box", asked)
    press(joan, "open_box", asked, passphrase=PASSPHRASE)
    shown = read(joan, "overview", board.cohort)
    assert "All 8 of the 8 leaders who answered agreed. 8 were invited." in shown
    assert "Fewer than ten people answered, so we do not give figures." in shown
    assert "At least two in three of those who answered agreed." in shown
    assert "This is the highest of the three answers a group of this size can be given." in shown


def test_the_open_question_is_labelled_before_it_is_answered(at_its_time: Asking) -> None:
    at_its_time.open()
    page = read(at_its_time.mentees[0], "answer", at_its_time.asked)
    label = "This is about you, and is printed as exact numbers; in a group this small people may work out your answer."
    assert page.count(label) == 1
    assert page.index(label) < page.index('name="E-N01"')
    assert label not in read(at_its_time.mentors[0], "answer", at_its_time.asked)


def test_the_page_before_the_questions_says_what_sealing_cannot_do(at_its_time: Asking) -> None:
    at_its_time.open()
    page = read(at_its_time.mentors[0], "about", at_its_time.asked)
    assert "The people who run the server can see that you answered, not what you answered." in page
    assert "If someone changed the program itself, they could see answers as they arrive." in page
    assert "<svg" in page
    assert "There are fewer than ten of them, so the report gives no figure" in page


def test_free_text_is_said_to_be_read_by_nobody(at_its_time: Asking) -> None:
    at_its_time.open()
    assert "Nobody will read this yet" in read(at_its_time.mentors[0], "answer", at_its_time.asked)


def test_a_mistake_loses_nothing_and_stores_nothing(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    person = board.mentors[0]
    back = press(person, "answer", board.asked, 422, **{**MENTOR, "E-B01": ""})
    assert "Choose an answer to" in back
    assert f"{CANARY} listen" in back
    assert back.count(" checked") == 2
    assert not Box.objects.exists()


def test_too_long_a_text_comes_back_whole(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    words = "a" * 1001
    back = press(board.mentors[0], "answer", board.asked, 422, **{**MENTOR, "E-M16c": words})
    assert words in back
    assert "can have up to 1000 characters, and you have written 1001" in back


def test_line_ends_count_once(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    words = "a\r\n" * 499 + "aa"
    press(board.mentors[0], "answer", board.asked, **{**MENTOR, "E-M16c": words})
    assert Box.objects.count() == 1


def test_pressing_twice_replaces_and_keeps_no_key_with_a_time(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    for _ in range(2):
        press(board.mentors[0], "answer", board.asked, **MENTOR)
    assert Box.objects.count() == 1
    assert not UsedKey.objects.filter(person=board.mentors[0]).exists()


def test_taking_back_twice_is_harmless_and_keeps_no_key_with_a_time(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    mentor, other = board.mentors[:2]
    board.answer(mentor)
    board.answer(other)
    key = str(uuid.uuid4())
    for _ in range(2):
        press(mentor, "take_back", board.asked, idempotency_key=key)
    assert Box.objects.count() == 1
    assert not UsedKey.objects.filter(person=mentor).exists()
    press(board.world.outsider, "take_back", board.asked, 404)
    assert AuditEvent.objects.filter(event="questionnaire.taken_back").count() == 1


def test_the_confirmation_and_the_form_show_nothing_back(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    person = board.mentors[0]
    press(person, "answer", board.asked, **MENTOR)
    for name in ("received", "answer", "about"):
        page = read(person, name, board.asked)
        assert CANARY not in page
        assert " checked" not in page


def test_personal_pages_are_not_kept_by_the_browser(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    for name in ("about", "answer"):
        response = of(board.mentors[0]).get(reverse(f"surveys:{name}", args=[board.asked.pk]))
        assert response.headers["Cache-Control"] == "no-store"


def test_nobody_else_finds_the_pages(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    for person in (board.coordinator, board.world.outsider, board.world.administrator):
        for name in ("about", "answer", "received"):
            read(person, name, board.asked, 404)
    for person in (board.mentors[0], board.mentees[0], board.world.outsider):
        for name in ("overview", "plan"):
            read(person, name, board.cohort, 404)
        for name in ("send", "close", "open_box"):
            read(person, name, board.asked, 404)
            press(person, name, board.asked, 404, passphrase=PASSPHRASE)


def test_a_planned_questionnaire_is_not_there_for_those_it_is_about(at_its_time: Asking) -> None:
    at_its_time.plan()
    for name in ("about", "answer"):
        read(at_its_time.mentors[0], name, at_its_time.asked, 404)


def test_after_closing_the_page_says_so(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    assert board.asked.closes_at is not None
    with clock.borrowed(board.asked.closes_at):
        assert "nothing can be added or changed" in read(board.mentors[0], "answer", board.asked, 403)
        press(board.mentors[0], "answer", board.asked, 403, **MENTOR)
    assert not Box.objects.exists()


def test_the_box_is_not_opened_with_the_wrong_words(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    board.answer_all()
    board.close()
    back = press(board.coordinator, "open_box", board.asked, 409, passphrase="not the right words")
    assert "This is not the passphrase of this box" in back
    assert "not the right words" not in back


def test_two_different_passphrases_are_refused(at_its_time: Asking) -> None:
    board = at_its_time
    back = press(board.coordinator, "plan", board.cohort, 422, passphrase=PASSPHRASE, again="something else")
    assert "The two passphrases are not the same" in back
    assert PASSPHRASE not in back


def test_nobody_is_shown_how_many_or_who(at_its_time: Asking) -> None:
    """The co-ordinator's page is the same, to the letter, for one answer, for nine, for all, and for nine again."""
    board = at_its_time
    board.open()
    pages = set()

    def look() -> None:
        page = read(board.coordinator, "overview", board.cohort)
        pages.add("".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line))

    for person in board.people:
        board.answer(person)
        look()
    for person in board.people[9:]:
        press(person, "take_back", board.asked)
        look()
    assert len(pages) == 1
    board.close()
    assert "Not yet" in read(board.coordinator, "overview", board.cohort).split("Enough answers")[1][:200]


def test_next_steps_lead_through(at_its_time: Asking) -> None:
    board = at_its_time
    joan, mentor = board.coordinator, board.mentors[0]

    mine = Participation.objects.get(person=mentor)

    def texts(occasion, viewer, thing) -> list[str]:
        return [str(step.text) for step in steps(occasion, viewer, thing, board.now) if "questionnaire" in step.url]

    assert texts(DECISIONS, joan, board.cohort) == ["Plan the last questionnaire"]
    board.plan()
    assert texts(DECISIONS, joan, board.cohort) == ["Send the last questionnaire"]
    assert texts(MINE, mentor, mine) == []
    board.open()
    assert texts(DECISIONS, joan, board.cohort) == []
    assert texts(MINE, mentor, mine) == ["Answer the questions about what changed"]
    board.answer(mentor)
    assert texts(MINE, mentor, mine) == []
    board.close()
    assert texts(DECISIONS, joan, board.cohort) == ["Open the box"]
    board.open_box()
    assert texts(DECISIONS, joan, board.cohort) == []


def test_the_last_moment_counts_when_the_request_arrives(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    assert board.asked.closes_at is not None
    with clock.borrowed(board.asked.closes_at - timedelta(microseconds=1)):
        press(board.mentors[0], "answer", board.asked, **MENTOR)
    assert Box.objects.count() == 1


def test_answers_can_be_taken_back_until_it_closes(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    leader = board.mentees[0]
    read(leader, "take_back", board.asked, 404)
    press(leader, "answer", board.asked, **MENTEE)
    assert "as though you had not answered" in read(leader, "take_back", board.asked)
    press(leader, "take_back", board.asked)
    assert not Box.objects.exists()
    assert not OpenAnswer.objects.exists()
    press(leader, "answer", board.asked, **MENTEE)
    board.close()
    press(leader, "take_back", board.asked, 403)
    assert Box.objects.count() == 1


def test_a_leader_is_told_that_one_answer_is_not_in_the_box(at_its_time: Asking) -> None:
    board = at_its_time
    board.open()
    leader, mentor = board.mentees[0], board.mentors[0]
    assert "One question is different: it is about yourself" in read(leader, "about", board.asked)
    assert "One question is different" not in read(mentor, "about", board.asked)
    board.answer(leader)
    board.answer(mentor)
    assert "Your answer about yourself is not in the box" in read(leader, "received", board.asked)
    assert "Your answer about yourself" not in read(mentor, "received", board.asked)
