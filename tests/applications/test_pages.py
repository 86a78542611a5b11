"""The pages of the form: what they show, what they keep, and to whom they are not there."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation import clock
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.mail.models import Message

CLOSES = clock.end_of(date(2024, 1, 26))


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


def to(name, application, *more):
    return reverse(f"applications:{name}", args=[application.pk, *more])


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def begin(cohort, role="mentor"):
    return reverse("applications:begin", args=[cohort.programme.slug, cohort.slug, role])


def test_a_visitor_who_presses_apply_signs_in_first_and_comes_back(client, cohort):
    response = client.get(begin(cohort))
    assert response.status_code == 302
    assert response.url == f"{reverse('account_request_login_code')}?next={begin(cohort)}"


def test_starting_leads_to_the_list_of_sections_and_a_second_press_to_the_same_form(world, client, cohort):
    client.force_login(world.outsider)
    page = client.get(begin(cohort))
    assert "about 31 minutes altogether" in words(page)
    assert "the end of Friday 26 January 2024" in words(page)
    key = str(uuid4())
    first = client.post(begin(cohort), {"idempotency_key": key})
    again = client.post(begin(cohort), {"idempotency_key": key})
    from_a_second_tab = press(client, begin(cohort))
    application = Application.objects.get(person=world.outsider)
    assert {first.url, again.url, from_a_second_tab.url} == {to("task_list", application)}
    assert client.get(begin(cohort)).url == to("task_list", application)


def test_apply_says_why_when_it_is_not_open_and_is_not_there_for_a_draft_cohort(world, client, cohort, board):
    client.force_login(world.outsider)
    with clock.borrowed(CLOSES):
        late = client.get(begin(cohort))
    assert late.status_code == 403
    assert "Applications closed at the end of Friday 26 January 2024." in words(late)
    assert "Joan Whitfield (inclusion@example.org, 0116 496 0000)" in words(late)
    named = client.get(begin(board, "mentee"))
    assert named.status_code == 403
    assert "named by the co-ordinator" in words(named)
    assert client.get(begin(world.cohort(number=9))).status_code == 404
    assert client.get(begin(cohort, "boss")).status_code == 404


def test_the_list_shows_what_is_done_begun_and_to_do(browser, application):
    actions.save_section(
        application=application, section="why", answers=walk.MENTOR["why"], by=application.person, now=DURING
    )
    actions.keep(
        application=application, section="apart", typed={"avoid_teams": "x"}, by=application.person, now=DURING
    )
    page = words(browser.get(to("task_list", application)))
    assert page.count("Completed") == 1
    assert page.count("Begun") == 1
    assert page.count("To do") == 10
    assert "About 10 minutes" in page
    assert "Check and send" not in page


def test_a_section_is_saved_and_shown_again_as_it_was(browser, application):
    address = to("section", application, "apart")
    response = press(browser, address, avoid_emails="A@Example.org\nb@example.org", avoid_teams="Estates")
    assert response.url == to("task_list", application)
    assert "a@example.org\nb@example.org" in browser.get(address).content.decode()


def test_words_over_the_limit_come_back_with_the_message_and_are_there_another_day(browser, application):
    typed = "sentence " * 260
    response = press(browser, to("section", application, "why"), why=typed, hope="short")
    assert response.status_code == 422
    page = words(response)
    assert "Take out 10 words: you can write up to 250, and you have written 260" in page
    assert "We have kept what you typed" in page
    assert typed.strip() in page
    with clock.borrowed(DURING + timedelta(days=9)):
        later = words(browser.get(to("section", application, "why")))
    assert typed.strip() in later
    assert "Take out 10 words" in later


def test_a_half_filled_section_can_be_left_for_later(browser, application):
    address = to("section", application, "meeting")
    response = press(browser, address, base="", modes=["video"], available=["mon_am"], later="yes")
    assert response.url == to("task_list", application)
    assert "We have kept what you typed" in words(browser.get(response.url))
    page = browser.get(address).content.decode()
    assert "Enter the place where you mostly work" in page
    assert 'value="video" checked' in " ".join(page.split())


def test_ten_megabytes_pasted_by_mistake_are_answered_with_a_sentence(browser, application):
    response = press(browser, to("section", application, "why"), why="wall of text " * 800_000, hope="short")
    assert response.status_code == 422
    page = words(response)
    assert "Take out" in page
    assert "far too long to be kept for you" in page
    application.refresh_from_db()
    assert queries.half_filled(application, application.person, DURING)["why"] == {"hope": "short"}


def test_more_than_the_site_can_read_is_refused_in_words_and_changes_nothing(browser, application):
    response = press(browser, to("section", application, "why"), why="é" * 7_000_000)
    assert response.status_code == 413
    assert "far more than any answer here can hold" in words(response)
    assert bytes(Application.objects.get(pk=application.pk).unfinished) == b""


def test_one_long_word_of_ten_megabytes_does_not_pass_for_one_word(browser, application):
    response = press(browser, to("section", application, "why"), why="x" * 10_000_000, hope="short")
    assert response.status_code == 422
    assert "10000000 characters long" in words(response)


def test_a_day_is_typed_into_three_boxes_and_a_wrong_one_is_kept(client, cohort):
    leader = walk.start(cohort, "mentee", "Helen Marlowe")
    client.force_login(leader.person)
    given = {
        "influence": ["policy"],
        "observe": ["board"],
        "objective": "Fairer rotas",
        "objective_by_day": "31",
        "objective_by_month": "9",
        "objective_by_year": "2024",
    }
    wrong = press(client, to("section", leader, "influence"), **given)
    assert wrong.status_code == 422
    assert "must be a real date" in words(wrong)
    assert 'value="31"' in words(client.get(to("section", leader, "influence")))
    assert press(client, to("section", leader, "influence"), **{**given, "objective_by_day": "30"}).status_code == 302
    assert Application.objects.get(pk=leader.pk).objective_by == date(2024, 9, 30)


def test_lived_experience_is_not_kept_without_the_tick(browser, application):
    address = to("experience", application)
    page = words(browser.get(address))
    for said in ("Who can see this", "Why we ask", "To take it back"):
        assert said in page
    offered = {"topics": ["race"], "topics_words": "only mine"}
    second = press(browser, address, choose="yes", **offered)
    assert second.status_code == 200
    assert "Who may know, and when?" in words(second)
    chosen = {"who_race": "coordinator", "who_own_words": "agreed"}
    refused = press(browser, address, **offered, **chosen)
    assert refused.status_code == 422
    assert "Tick to agree" in words(refused)
    assert "only mine" in words(refused)
    again = Application.objects.get(pk=application.pk)
    assert (bytes(again.topics), bytes(again.topics_words), bytes(again.unfinished)) == (b"", b"", b"")
    taken = press(browser, address, **offered, **chosen, consent="on")
    assert taken.url == to("sharing", application)
    assert ConsentEvent.objects.count() == 1


def test_lived_experience_is_not_behind_the_ordinary_address(browser, application):
    assert browser.get(to("section", application, "experience")).status_code == 404
    assert browser.get(to("section", application, "nonsense")).status_code == 404


def test_lived_experience_is_taken_back_in_two_presses_after_sending_too(browser, application):
    walk.send(walk.fill(application))
    page = words(browser.get(to("experience", application)))
    assert "Take back what I offer" in page
    response = press(browser, to("take_back", application))
    assert response.url == to("standing", application)
    assert "What you had offered is removed" in words(browser.get(response.url))
    assert bytes(Application.objects.get(pk=application.pk).topics) == b""


def test_the_last_look_shows_every_answer_with_a_way_to_change_it(browser, application):
    walk.fill(application)
    page = words(browser.get(to("check", application)))
    for said in (
        "Staff nurse",
        "NHS Agenda for Change: Band 5",
        "Because nobody asked me in nine years.",
        "What the ward says when I pray.",
        "grim.boss@example.org",
        "Captions or speech to text",
    ):
        assert said in page
    assert f"{to('section', application, 'why')}?from=check" in page
    assert f"{to('experience', application)}?from=check" in page
    changed = press(browser, f"{to('section', application, 'why')}?from=check", why="Anew", hope="H")
    assert changed.url == to("check", application)
    assert "Anew" in words(browser.get(changed.url))


def test_what_somebody_wrote_cannot_write_the_page(browser, application):
    walk.fill(application, but={"why": {"why": "<script>alert(1)</script>", "hope": "{{ 7*7 }}"}})
    page = browser.get(to("check", application)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page


def test_sending_asks_every_declaration_then_thanks_and_says_what_comes_next(browser, application):
    walk.fill(application)
    refused = press(browser, to("check", application), declarations=["privacy"])
    assert refused.status_code == 422
    assert "Tick every line" in words(refused)
    sent = press(browser, to("check", application), declarations=walk.declarations(application))
    assert sent.url == to("sent", application)
    page = words(browser.get(sent.url))
    assert "Your application is sent" in page
    assert "Friday 2 February 2024" in page
    assert "Answer seven equality questions" in page


def test_pressing_send_twice_sends_once(browser, application):
    walk.fill(application)
    key, ticked = str(uuid4()), walk.declarations(application)
    first = browser.post(to("check", application), {"idempotency_key": key, "declarations": ticked})
    same_key = browser.post(to("check", application), {"idempotency_key": key, "declarations": ticked})
    other_window = press(browser, to("check", application), declarations=ticked)
    assert {first.url, same_key.url, other_window.url} == {to("sent", application)}
    assert Message.objects.filter(kind="applications.received").count() == 1


def test_sent_one_second_late_the_answers_stay_and_the_page_says_what_can_be_done(browser, application):
    walk.fill(application)
    with clock.borrowed(CLOSES + timedelta(seconds=1)):
        response = press(browser, to("check", application), declarations=walk.declarations(application))
        page = words(response)
        listed = words(browser.get(to("task_list", application)))
    assert response.status_code == 409
    assert "Applications closed at the end of Friday 26 January 2024." in page
    assert "your answers are kept here as a draft" in page
    assert "Joan Whitfield" in page
    assert "Because nobody asked me in nine years." in page
    assert "your answers are kept here as a draft" in listed
    assert Application.objects.get(pk=application.pk).status == "draft"


def test_a_section_saved_one_second_late_is_still_kept(browser, application):
    with clock.borrowed(CLOSES + timedelta(seconds=1)):
        response = press(browser, to("section", application, "why"), why="In the last minute", hope="H")
    assert response.status_code == 302
    application.refresh_from_db()
    assert queries.answers(application, application.person, DURING)["why"] == "In the last minute"


def test_an_expired_session_sends_a_late_typist_to_sign_in_and_not_away(client, application):
    response = press(client, to("section", application, "why"), why="typed for an hour", hope="H")
    assert response.url.startswith(reverse("account_request_login_code"))


def test_where_i_stand_follows_the_application(browser, application):
    assert "You have not sent this yet." in words(browser.get(to("standing", application)))
    walk.send(walk.fill(application))
    page = words(browser.get(to("standing", application)))
    assert "We have your application." in page
    assert "Everybody hears on the same day: Friday 2 February 2024." in page
    assert "Briefing for reverse mentors, first date" in page
    assert "Training for reverse mentees" not in page
    assert press(browser, to("reopen", application)).url == to("task_list", application)
    assert "You have taken your application back" in words(browser.get(to("task_list", application)))
    assert press(browser, to("withdraw", application)).url == to("standing", application)
    page = words(browser.get(to("standing", application)))
    assert "You have withdrawn." in page
    assert press(browser, to("start_again", application)).url == to("task_list", application)


def test_sent_pages_lead_where_they_belong(browser, application):
    assert browser.get(to("sent", application)).url == to("task_list", application)
    walk.send(walk.fill(application))
    for name in ("task_list", "check"):
        assert browser.get(to(name, application)).url == to("standing", application)
    refused = browser.get(to("section", application, "why"))
    assert refused.status_code == 403
    assert "Press “Change my application”" in words(refused)


PAGES = ("standing", "task_list", "check", "sent", "reopen", "withdraw", "start_again", "experience", "take_back")


@pytest.mark.parametrize("name", PAGES)
def test_somebody_elses_application_is_not_here(world, client, cohort, application, name):
    walk.send(walk.fill(application))
    for other in (world.outsider, world.coordinator, walk.person("Idris Vale")):
        client.force_login(other)
        assert client.get(to(name, application)).status_code == 404
        assert press(client, to(name, application)).status_code == 404 or name in ("standing", "task_list", "sent")
    assert client.get(to("section", application, "why")).status_code == 404


def test_a_reverse_mentee_has_no_page_of_lived_experience(client, cohort):
    leader = walk.start(cohort, "mentee", "Helen Marlowe")
    client.force_login(leader.person)
    assert client.get(to("experience", leader)).status_code == 404
    assert client.get(to("section", leader, "learning")).status_code == 200


def test_pages_of_a_form_are_never_kept_by_a_cache(browser, application):
    assert browser.get(to("section", application, "why")).headers["Cache-Control"] == "no-store"
