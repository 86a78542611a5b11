"""What people said: entered with their leave, printed where and while they agree, erased when taken back."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cohorts.world import at
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.stories import actions, models, queries

NOW = at(2024, 1, 23, 10)
TODAY = date(2024, 1, 23)
WORDS = "Listening to one person for six months changed how I chair."


def enter(world, cohort, **given):
    whole = {
        "year_label": "2021/22",
        "words": WORDS,
        "said_by": "mentee",
        "channels": ["public", "report"],
        "consent_on": date(2024, 1, 10),
        "consent_how": "email",
        "by": world.coordinator,
        "now": NOW,
    }
    return actions.add_testimonial(cohort=cohort, **(whole | given))


def publish(world, testimonial, now=NOW):
    return actions.publish(testimonial=testimonial, by=world.coordinator, now=now)


def years(place, on=TODAY, **more):
    return [(year, [one.words for one in group]) for year, group in queries.published(place, on, **more)]


def test_words_are_read_by_nobody_before_they_are_published(world, cohort):
    story = enter(world, cohort)
    assert years(cohort) == []
    publish(world, story)
    assert years(cohort) == [("2021/22", [WORDS])]


def test_words_are_grouped_by_year_and_shown_for_every_cohort_of_the_programme(world, cohort):
    later = world.open_cohort(number=6)
    for year in ("2019/20", "2022/23", "2019/20"):
        publish(world, enter(world, cohort, year_label=year, words=f"In {year}."))
    assert years(later) == [("2022/23", ["In 2022/23."]), ("2019/20", ["In 2019/20.", "In 2019/20."])]
    assert years(world.programme) == years(cohort)
    other = cohorts.create_programme(host=world.host, name="Another", by=world.coordinator, now=NOW)
    assert years(other) == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"channels": []}, "only when their author agreed"),
        ({"channels": ["billboard"]}, "only when their author agreed"),
        ({"words": "  "}, "in their own words"),
        ({"consent_on": TODAY + timedelta(days=1)}, "cannot be in the future"),
    ],
)
def test_words_without_leave_are_refused_and_not_kept(world, cohort, given, reason):
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match=reason):
        enter(world, cohort, **given)
    assert not models.Testimonial.objects.exists()
    assert AuditEvent.objects.count() == lines


def test_words_for_the_report_alone_cannot_be_put_on_the_website(world, cohort):
    story = enter(world, cohort, channels=["report"])
    with pytest.raises(Refused, match="did not agree to see this on a website"):
        publish(world, story)
    assert years(cohort, channel="public") == []


def test_leave_runs_out_after_24_months(world, cohort):
    publish(world, enter(world, cohort, consent_on=date(2024, 1, 10)))
    assert years(cohort, date(2026, 1, 10))
    assert years(cohort, date(2026, 1, 11)) == []


def test_leave_that_ran_out_cannot_be_published_on(world, cohort):
    story = enter(world, cohort, consent_on=date(2022, 1, 10))
    with pytest.raises(Refused, match="run out"):
        publish(world, story)


def test_leave_given_on_a_leap_day_runs_out_two_years_later(world, cohort):
    story = enter(world, cohort, consent_on=date(2020, 2, 29))
    assert story.expires_on == date(2022, 3, 1)


def test_words_that_are_taken_back_are_erased_and_leave_only_that_they_were(world, cohort):
    story = publish(world, enter(world, cohort, shown_name="Helen"))
    actions.take_back(testimonial=story, by=world.coordinator, now=NOW)
    stored = models.Testimonial.objects.get()
    assert (stored.status, stored.words, stored.shown_name) == ("taken_back", "", "")
    assert years(cohort) == []
    assert AuditEvent.objects.filter(event="testimonial.taken_back", thing_id=str(story.pk)).count() == 1


def test_an_author_with_an_account_stands_in_the_ledger_and_can_take_back_alone(world, cohort):
    story = publish(world, enter(world, cohort, person=world.outsider))
    assert ledger.stands(world.outsider, "testimonial", story.pk)
    assert [one.pk for one in queries.mine(world.outsider)] == [story.pk]
    actions.take_back(testimonial=story, by=world.outsider, now=NOW)
    assert not ledger.stands(world.outsider, "testimonial", story.pk)
    assert queries.mine(world.outsider) == []


def test_nobody_else_enters_publishes_lists_or_takes_back(world, cohort):
    story = enter(world, cohort)
    for deed in (
        lambda: enter(world, cohort, by=world.outsider),
        lambda: actions.publish(testimonial=story, by=world.outsider, now=NOW),
        lambda: actions.take_back(testimonial=story, by=world.outsider, now=NOW),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.decision.hidden
    assert queries.kept(world.outsider, cohort, NOW) == []
    assert queries.find(world.outsider, story.pk, NOW) is None


def test_the_audit_line_holds_no_words(world, cohort):
    enter(world, cohort)
    assert WORDS not in str(AuditEvent.objects.get(event="testimonial.entered").details)


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    with clock.borrowed(NOW):
        yield client


def send(client, address, data=None):
    return client.post(address, {"idempotency_key": uuid.uuid4(), **(data or {})})


ANSWERS = {
    "words": WORDS,
    "year_label": "2021/22",
    "said_by": "mentee",
    "shown_name": "",
    "channels": ["public"],
    "consent_on_day": "10",
    "consent_on_month": "1",
    "consent_on_year": "2024",
    "consent_how": "email",
}


def test_a_coordinator_enters_publishes_and_takes_back_through_the_pages(keeper, world, cohort):
    listed = reverse("stories:list", args=[cohort.pk])
    assert "words are here yet" in keeper.get(listed).content.decode()
    assert send(keeper, reverse("stories:new", args=[cohort.pk]), ANSWERS)["Location"] == listed
    story = models.Testimonial.objects.get()
    public = reverse("home:public", args=[cohort.programme.slug, cohort.slug])
    assert WORDS not in keeper.get(public).content.decode()
    shown = keeper.get(reverse("stories:publish", args=[story.pk])).content.decode()
    assert WORDS in shown
    send(keeper, reverse("stories:publish", args=[story.pk]))
    assert WORDS in keeper.get(public).content.decode()
    send(keeper, reverse("stories:take_back", args=[story.pk]))
    assert WORDS not in keeper.get(public).content.decode()
    assert WORDS not in keeper.get(listed).content.decode()


def test_a_form_without_leave_comes_back_with_its_words(keeper, cohort):
    response = send(keeper, reverse("stories:new", args=[cohort.pk]), {**ANSWERS, "channels": []})
    assert response.status_code == 422
    assert "Choose where they agreed" in response.content.decode()
    assert WORDS in response.content.decode()
    assert not models.Testimonial.objects.exists()


def test_an_author_finds_the_way_to_take_words_back_and_nothing_else(client, world, cohort):
    story = publish(world, enter(world, cohort, person=world.outsider))
    client.force_login(world.outsider)
    with clock.borrowed(NOW):
        assert client.get(reverse("stories:publish", args=[story.pk])).status_code == 404
        back = send(client, reverse("stories:take_back", args=[story.pk]))
    assert back["Location"] == "/"
    assert models.Testimonial.objects.get().status == "taken_back"


def test_words_are_escaped_where_they_are_printed(keeper, world, cohort):
    publish(world, enter(world, cohort, words="<b>Bold</b> & brave"))
    body = keeper.get(reverse("home:public", args=[cohort.programme.slug, cohort.slug])).content.decode()
    assert re.search(r"&lt;b&gt;Bold&lt;/b&gt; &amp; brave", body)


def test_the_list_makes_as_many_queries_for_three_as_for_one(keeper, world, cohort):
    enter(world, cohort)
    listed = reverse("stories:list", args=[cohort.pk])
    one = queries_of(keeper, listed)
    enter(world, cohort)
    enter(world, cohort)
    beside = world.open_cohort(number=9)
    enter(world, beside, words="Said in another cohort.")
    assert queries_of(keeper, listed) == one
    assert "Said in another cohort." not in keeper.get(listed).content.decode()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
