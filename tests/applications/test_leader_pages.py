"""The co-ordinator's list of leaders, and where a leader's link leads."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.applications import walk
from tests.cohorts.world import at
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation import clock
from turnabout.foundation.ids.models import UsedKey

NAMED = at(2024, 2, 6, 10)
CLOSES = clock.end_of(date(2024, 3, 1))


@pytest.fixture(autouse=True)
def _in_february():
    with clock.borrowed(NAMED):
        yield


@pytest.fixture
def leader(world, board):
    return walk.named(world, board, NAMED)


def words(response):
    return " ".join(response.content.decode().split())


def press(client, address, **given):
    return client.post(address, {"idempotency_key": str(uuid4()), **given})


def link(token, name="leader"):
    return reverse(f"applications:{name}", args=[token])


def test_a_coordinator_names_a_leader_and_sees_the_answer_come(world, client, board):
    client.force_login(world.coordinator)
    listing = reverse("applications:leaders", args=[board.pk])
    assert "Nobody is named yet." in words(client.get(listing))
    form = reverse("applications:name_leader", args=[board.pk])
    given = {
        "name": "Helen Marlowe",
        "email": "helen.marlowe@example.org",
        "job_title": "Chief executive",
        "organisation": str(world.host.pk),
        "grade": "CEO",
        "manager_email": "",
        "is_chief_executive": "on",
    }
    assert press(client, form, **{**given, "email": "helen"}).status_code == 422
    assert press(client, form, **given).url == listing
    page = words(client.get(listing))
    assert "Helen Marlowe" in page
    assert "1 leader has not answered yet." in page
    assert "the end of Friday 1 March 2024" in page
    application = Application.objects.get()
    assert (application.level, application.is_chief_executive, application.named) == (9, True, True)
    again = press(client, form, **given)
    assert again.status_code == 409
    assert "in this cohort already" in words(again)


def test_the_list_of_leaders_is_not_here_for_anybody_else(world, client, board, leader):
    application, _token = leader
    addresses = (
        reverse("applications:leaders", args=[board.pk]),
        reverse("applications:name_leader", args=[board.pk]),
        reverse("applications:new_link", args=[application.pk]),
    )
    for other in (world.outsider, application.person):
        client.force_login(other)
        for address in addresses:
            assert client.get(address).status_code == 404
    client.logout()
    for address in addresses:
        assert client.get(address).status_code == 302


def test_a_system_programme_says_that_leaders_apply_themselves(world, client, cohort):
    client.force_login(world.coordinator)
    page = client.get(reverse("applications:leaders", args=[cohort.pk]))
    assert page.status_code == 403
    assert "leaders apply themselves" in words(page)


def test_looking_at_a_link_answers_nothing_and_leaves_no_trace_of_its_secret(client, leader):
    application, token = leader
    for _ in range(3):
        response = client.get(link(token))
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"
    client.get(link(token, "leader_no"))
    client.head(link(token))
    assert Application.objects.get(pk=application.pk).status == "draft"


def test_a_leader_says_yes_by_link(client, leader):
    application, token = leader
    page = words(client.get(link(token)))
    assert "Will you take part, Gareth Pryce?" in page
    assert "Who can see this" in page
    done = press(client, link(token), **_as_posted())
    assert done.url == reverse("applications:leader_thanks")
    assert "Thank you: you take part" in words(client.get(done.url))
    assert "Thank you: you take part" in words(client.get(link(token)))
    again = Application.objects.get(pk=application.pk)
    assert again.status == "confirmed"
    answers = queries.answers_unscoped(again, by=again.person, purpose="a test")
    assert answers["available"] == ["tue_pm"]


def test_a_leaders_half_filled_answer_comes_back_with_its_words(client, leader):
    _application, token = leader
    refused = press(client, link(token), **{**_as_posted(), "modes": [], "why": "word " * 260})
    assert refused.status_code == 422
    page = words(refused)
    assert "Take out 10 words" in page
    assert "Choose at least one answer to “How can you meet?”" in page
    assert ("word " * 260).strip() in page


def test_a_leader_says_no_by_link(client, leader):
    application, token = leader
    done = press(client, link(token, "leader_no"))
    assert done.url == reverse("applications:leader_said_no")
    assert "You have said no" in words(client.get(done.url))
    assert "You have said no" in words(client.get(link(token)))
    assert Application.objects.get(pk=application.pk).status == "turned_down"


@pytest.mark.parametrize(("name", "answer"), [("leader", "confirmed"), ("leader_no", "turned_down")])
def test_an_answer_pressed_twice_counts_once_and_nothing_kept_holds_the_secret(client, leader, name, answer):
    application, token = leader
    given = {"idempotency_key": str(uuid4()), **_as_posted()}
    first, second = (client.post(link(token, name), given) for _ in range(2))
    assert first.url == second.url
    assert token not in first.url
    assert Application.objects.get(pk=application.pk).status == answer
    [kept] = UsedKey.objects.values("path", "outcome")
    assert token not in str(kept)
    assert "/confirm/" not in kept["path"]


def test_a_used_link_says_so_and_changes_nothing(client, leader):
    application, token = leader
    press(client, link(token), **_as_posted())
    second = press(client, link(token), **{**_as_posted(), "why": "Something else"})
    assert second.status_code == 200
    assert "Thank you: you take part" in words(second)
    assert "Thank you: you take part" in words(press(client, link(token, "leader_no")))
    assert Application.objects.get(pk=application.pk).status == "confirmed"


def test_an_expired_link_says_whom_to_ask(client, leader):
    _application, token = leader
    with clock.borrowed(CLOSES):
        response = client.get(link(token))
    assert response.status_code == 410
    assert "This link has expired" in words(response)
    assert "Joan Whitfield (inclusion@example.org, 0116 496 0000)" in words(response)


def test_an_answer_that_arrives_when_the_link_has_just_expired_keeps_its_words_on_the_page(client, leader):
    application, token = leader
    with clock.borrowed(CLOSES + timedelta(seconds=1)):
        response = press(client, link(token), **_as_posted())
    assert response.status_code == 409
    assert "This link has expired" in words(response)
    assert "I want to hear what I am not told." in words(response)
    assert Application.objects.get(pk=application.pk).status == "draft"


def test_a_link_that_never_was_says_what_to_try(client, leader):
    response = client.get(link("x" * 43))
    assert response.status_code == 404
    assert "This link does not work" in words(response)
    assert press(client, link("x" * 43)).status_code == 404


def test_a_new_link_replaces_the_old_one(world, client, leader):
    application, old = leader
    client.force_login(world.coordinator)
    done = press(client, reverse("applications:new_link", args=[application.pk]))
    assert done.url == reverse("applications:leaders", args=[application.cohort_id])
    assert client.get(link(old)).status_code == 404
    actions.confirm(
        application=application,
        token=actions.send_new_link(application=application, by=world.coordinator, now=NAMED),
        answers=walk.LEADER,
        by=queries.by_link(),
        now=NAMED,
    )
    refused = client.get(reverse("applications:new_link", args=[application.pk]))
    assert refused.status_code == 403
    assert "has answered" in words(refused)


def test_a_named_leader_has_a_page_that_says_where_they_stand_and_no_form(client, leader):
    application, _token = leader
    client.force_login(application.person)
    assert "Use the link in your email." in words(client.get(reverse("applications:standing", args=[application.pk])))
    address = reverse("applications:task_list", args=[application.pk])
    assert client.get(address).url == reverse("applications:standing", args=[application.pk])


def _as_posted():
    return {name: value for name, value in walk.LEADER.items() if value not in ([], "")}


def test_the_list_costs_the_same_for_one_leader_and_for_three(world, client, board, leader):
    client.force_login(world.coordinator)
    listing = reverse("applications:leaders", args=[board.pk])
    client.get(listing)
    with CaptureQueriesContext(connection) as one:
        client.get(listing)
    for name in ("Helen Marlowe", "Ruth Ashdown"):
        walk.named(world, board, NAMED, name)
    with CaptureQueriesContext(connection) as three:
        page = words(client.get(listing))
    assert "Ruth Ashdown" in page
    assert len(three) == len(one)
