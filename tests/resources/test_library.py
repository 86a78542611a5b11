"""The library: a shelf for each cohort, one for all, and what a pair can talk about."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cohorts.world import at
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.resources import actions, prompts, queries
from turnabout.resources.models import Resource

NOW = at(2024, 1, 23, 10)
FILM = {"title": "Small remarks", "url": "https://films.example.org/small-remarks", "kind": "video"}


def add(world, cohort, **given):
    by = given.pop("by", world.coordinator)
    return actions.add_resource(cohort=cohort, **(FILM | given), by=by, now=NOW)


def titles(cohort):
    return [one.title for one in queries.for_cohort(cohort)]


def test_a_shelf_is_the_cohort_s_own_and_the_common_one_stands_on_all(world, cohort):
    beside = world.open_cohort(number=9)
    add(world, cohort, title="Ours")
    add(world, beside, title="Theirs")
    add(world, None, title="Everybody's", by=world.administrator)
    assert titles(cohort) == ["Everybody's", "Ours"]
    assert titles(beside) == ["Everybody's", "Theirs"]


def test_topics_are_kept_in_the_order_of_the_vocabulary_and_unknown_ones_are_not(world, cohort):
    film = add(world, cohort, topics=["age", "microaggressions", "cookery"])
    assert film.topics == ["microaggressions", "age"]
    assert film.topic_words == ["Microaggressions", "Age"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "films.example.org"])
def test_an_address_that_is_no_web_page_is_refused(world, cohort, url):
    with pytest.raises(Refused, match="whole address"):
        add(world, cohort, url=url)
    assert not Resource.objects.exists()


def test_only_a_coordinator_fills_and_empties_the_shelf_of_a_cohort(world, cohort):
    film = add(world, cohort)
    for stranger in (world.outsider, world.administrator):
        with pytest.raises(Refused):
            add(world, cohort, by=stranger)
        with pytest.raises(Refused):
            actions.remove_resource(resource=film, by=stranger, now=NOW)
    with pytest.raises(Refused):
        add(world, None)
    actions.remove_resource(resource=film, by=world.coordinator, now=NOW)
    assert titles(cohort) == []


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    with clock.borrowed(NOW):
        yield client


def send(client, address, data=None):
    return client.post(address, {"idempotency_key": uuid.uuid4(), **(data or {})})


def test_a_coordinator_adds_and_removes_through_the_pages(keeper, cohort):
    shelf = reverse("resources:list", args=[cohort.pk])
    assert "The shelf is empty" in keeper.get(shelf).content.decode()
    given = {**FILM, "topics": ["microaggressions", "civility"], "minutes": "4", "captions": "on"}
    assert send(keeper, shelf, given).status_code == 302
    film = Resource.objects.get()
    assert (film.topics, film.minutes, film.captions) == (["microaggressions", "civility"], 4, True)
    public = reverse("home:public", args=[cohort.programme.slug, cohort.slug])
    assert FILM["url"] in keeper.get(public).content.decode()
    send(keeper, reverse("resources:remove", args=[film.pk]))
    assert FILM["url"] not in keeper.get(public).content.decode()


def test_a_wrong_address_comes_back_with_what_was_typed(keeper, cohort):
    response = send(keeper, reverse("resources:list", args=[cohort.pk]), {**FILM, "url": "not an address"})
    assert response.status_code == 422
    assert "Enter the whole address of the page" in response.content.decode()
    assert 'value="not an address"' in response.content.decode()


def test_the_shelf_makes_as_many_queries_for_three_as_for_one(keeper, world, cohort):
    add(world, cohort)
    shelf = reverse("resources:list", args=[cohort.pk])
    one = queries_of(keeper, shelf)
    add(world, cohort, title="B")
    add(world, cohort, title="C")
    add(world, world.open_cohort(number=9), title="Somebody else's")
    assert queries_of(keeper, shelf) == one
    assert "Somebody else" not in keeper.get(shelf).content.decode()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_each_of_six_meetings_has_prompts_and_every_later_one_those_of_the_last():
    assert [meeting.number for meeting in prompts.MEETINGS] == [1, 2, 3, 4, 5, 6]
    assert all(meeting.questions for meeting in prompts.MEETINGS)
    assert prompts.for_meeting(2).number == 2
    assert prompts.for_meeting(9).number == 6
    assert prompts.for_meeting(0).number == 1


def test_what_a_pair_can_talk_about_is_for_everybody_who_is_signed_in(client, world):
    where = reverse("resources:conversations")
    assert "/account/" in client.get(where)["Location"]
    client.force_login(world.outsider)
    body = client.get(where).content.decode()
    assert "Meeting 6: What happens now" in body
    assert "Where are you really from?" in body
