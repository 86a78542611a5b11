"""A co-ordinator sets up a cohort through the pages alone: seven questions, a check, a preview, and it is open."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from tests.cohorts.world import at
from turnabout.cohorts.models import Cohort, Programme
from turnabout.foundation import clock

ANSWERS = {
    "pattern": {"pattern": "system"},
    "name": {"title": "Cohort 5, 2023/24", "number": "5"},
    "start": {"starts_on_day": "8", "starts_on_month": "April", "starts_on_year": "2024"},
    "words": {"what": "What it is.", "who_for": "Who it is for.", "how_to_apply": "- Choose\n- Write"},
    "contact": {"name": "Inclusion team", "email": "inclusion@example.org", "phone": "0116 496 0000"},
}


@pytest.fixture(autouse=True)
def _today(world):
    with clock.borrowed(world.now):
        yield


def send(client, address, data):
    """Press the button of the page at `address`, with the key that its form carries."""
    return client.post(address, {"idempotency_key": uuid.uuid4(), **data})


def answered(client, world, **changed):
    """Answer all seven questions and stand before the check page."""
    scope = {"organisations": [str(world.host.pk), str(world.partner.pk)], "strands": ["race", "lgbtq"]}
    whole = ANSWERS | {"programme": {"programme": str(world.programme.pk)}, "scope": scope} | changed
    for question in ("pattern", "programme", "name", "start", "scope", "words", "contact"):
        response = send(client, reverse("cohorts:new", args=[question]), whole[question])
        assert response.status_code == 302, response.content.decode()
    assert response["Location"] == reverse("cohorts:check")
    return response


def test_a_coordinator_goes_from_the_first_question_to_an_open_cohort(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    check = client.get(reverse("cohorts:check")).content.decode()
    for words in ("Saturday 11 November 2023", "Tuesday 6 February 2024, 10am to 11am", "Monday 8 April 2024"):
        assert words in check
    made = send(client, reverse("cohorts:check"), {})
    cohort = Cohort.objects.get()
    assert made["Location"] == reverse("home:preview", args=[cohort.pk])
    preview = client.get(made["Location"]).content.decode()
    assert "This is the public page in preview." in preview
    assert '<li dir="auto">Choose</li>' in preview
    assert client.get(public(cohort)).status_code == 404
    pressed = send(client, reverse("cohorts:stage", args=[cohort.pk, "open"]), {})
    assert pressed["Location"] == reverse("home:day", args=[cohort.pk])
    assert client.get(public(cohort)).status_code == 200


def public(cohort):
    return reverse("home:public", args=[cohort.programme.slug, cohort.slug])


def test_the_button_pressed_twice_makes_one_cohort(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    key = {"idempotency_key": str(uuid.uuid4())}
    first = client.post(reverse("cohorts:check"), key)
    second = client.post(reverse("cohorts:check"), key)
    assert first["Location"] == second["Location"]
    assert Cohort.objects.count() == 1


def test_answers_survive_a_mistake_and_a_look_back(client, world):
    client.force_login(world.coordinator)
    send(client, reverse("cohorts:new", args=["pattern"]), ANSWERS["pattern"])
    wrong = send(client, reverse("cohorts:new", args=["name"]), {"title": "Cohort 5, 2023/24", "number": "five"})
    assert wrong.status_code == 422
    assert 'value="five"' in wrong.content.decode()
    assert 'value="Cohort 5, 2023/24"' in wrong.content.decode()
    back = client.get(reverse("cohorts:new", args=["pattern"])).content.decode()
    assert re.search(r'value="system"[^>]*checked', back)


def test_an_answer_changed_on_the_check_page_leads_back_to_it(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    changed = send(client, reverse("cohorts:new", args=["start"]), ANSWERS["start"] | {"starts_on_month": "5"})
    assert changed["Location"] == reverse("cohorts:check")
    assert "Wednesday 8 May 2024" in client.get(changed["Location"]).content.decode()


def test_the_check_page_sends_back_to_the_first_question_without_an_answer(client, world):
    client.force_login(world.coordinator)
    send(client, reverse("cohorts:new", args=["pattern"]), ANSWERS["pattern"])
    assert client.get(reverse("cohorts:check"))["Location"] == reverse("cohorts:new", args=["programme"])
    early = send(client, reverse("cohorts:check"), {})
    assert early.status_code == 409
    assert not Cohort.objects.exists()


def test_a_number_that_was_taken_meanwhile_is_said_and_the_answers_stay(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    world.cohort(number=5)
    taken = send(client, reverse("cohorts:check"), {})
    assert taken.status_code == 409
    assert "already has a cohort 5" in taken.content.decode()
    assert "Inclusion team" in taken.content.decode()


def test_the_next_number_and_the_host_are_proposed(client, world):
    world.cohort(number=4)
    client.force_login(world.coordinator)
    send(client, reverse("cohorts:new", args=["pattern"]), ANSWERS["pattern"])
    send(client, reverse("cohorts:new", args=["programme"]), {"programme": str(world.programme.pk)})
    assert 'value="5"' in client.get(reverse("cohorts:new", args=["name"])).content.decode()
    scope = client.get(reverse("cohorts:new", args=["scope"])).content.decode()
    assert re.search(rf'type="checkbox" value="{world.host.pk}"[^>]*checked', scope)
    assert not re.search(rf'value="{world.partner.pk}"[^>]*checked', scope)


@pytest.mark.parametrize(("pattern", "words"), [("board", "members of our Board"), ("system", "staff of any grade")])
def test_the_words_of_the_pattern_stand_ready(client, world, pattern, words):
    client.force_login(world.coordinator)
    send(client, reverse("cohorts:new", args=["pattern"]), {"pattern": pattern})
    assert words in client.get(reverse("cohorts:new", args=["words"])).content.decode()


@pytest.mark.parametrize("odd", [{"starts_on_year": "0001"}, {"starts_on_year": "9999"}, {"starts_on_day": "9" * 11}])
def test_a_start_that_no_calendar_can_be_counted_from_is_asked_again(client, world, odd):
    client.force_login(world.coordinator)
    start = {"starts_on_day": "31", "starts_on_month": "12", "starts_on_year": "2023"}
    assert send(client, reverse("cohorts:new", args=["start"]), {**start, **odd}).status_code == 422


def test_a_board_programme_is_set_up_without_an_open_call(client, world):
    client.force_login(world.coordinator)
    start = {"starts_on_day": "2", "starts_on_month": "10", "starts_on_year": "2023"}
    answered(client, world, pattern={"pattern": "board"}, start=start)
    check = client.get(reverse("cohorts:check")).content.decode()
    assert "Invitations go out" in check
    assert "Applications open" not in check


def test_a_new_programme_becomes_the_answer_to_its_question(client, world):
    client.force_login(world.coordinator)
    given = {"name": "Board programme", "host": str(world.host.pk)}
    made = send(client, reverse("cohorts:new_programme"), given)
    assert made["Location"] == reverse("cohorts:new", args=["pattern"])
    programme = Programme.objects.get(name="Board programme")
    page = client.get(reverse("cohorts:new", args=["programme"])).content.decode()
    assert re.search(rf'value="{programme.pk}"[^>]*checked', page)


def test_a_programme_of_somebody_else_s_organisation_is_not_on_offer(client, world):
    client.force_login(world.coordinator)
    given = {"name": "Theirs", "host": str(world.partner.pk)}
    assert send(client, reverse("cohorts:new_programme"), given).status_code == 422
    assert not Programme.objects.filter(name="Theirs").exists()


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_setting_up_a_cohort_is_not_there_for_anybody_else(client, world, who):
    client.force_login(getattr(world, who))
    assert client.get(reverse("cohorts:new", args=["pattern"])).status_code == 404
    assert client.get(reverse("cohorts:check")).status_code == 404


def test_a_question_that_does_not_exist_is_not_here(client, world):
    client.force_login(world.coordinator)
    assert client.get(reverse("cohorts:new", args=["colour"])).status_code == 404


def test_a_draft_that_is_not_ready_says_on_its_preview_what_is_missing(client, world):
    cohort = world.cohort(starts_on=at(2023, 9, 4).date())
    client.force_login(world.coordinator)
    preview = client.get(reverse("home:preview", args=[cohort.pk])).content.decode()
    assert "has already passed" in preview
    assert "Go on to open" not in preview
    refused = send(client, reverse("cohorts:stage", args=[cohort.pk, "open"]), {})
    assert refused.status_code == 409
