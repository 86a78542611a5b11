"""Who hears of a moved last day and of a moved day for decisions, and what they read."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.applications.walk import DURING, named, sent, start
from tests.cohorts.world import at
from turnabout.applications.models import Application
from turnabout.cohorts import actions, queries
from turnabout.foundation import clock
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message

LATER = date(2024, 2, 2)


@pytest.fixture
def both(cohort):
    """Somebody who began and did not send, and somebody who sent."""
    begun, whole = start(cohort, "mentor", "Idris Vale"), sent(cohort, "mentee", "Helen Marlowe")
    Message.objects.all().delete()
    return begun, whole


def move(cohort, step, day, world, **more):
    instants = {"starts_at": clock.london(day, time(0)), "ends_at": clock.end_of(day)}
    return actions.change_date(cohort=cohort, step=step, **instants, by=world.coordinator, now=DURING, **more)


def extend(cohort, world, **given):
    return actions.extend_applications(cohort=cohort, closes_on=LATER, by=world.coordinator, now=DURING, **given)


def letters():
    return {message.to_person.name: message.kind for message in Message.objects.select_related("to_person")}


def test_everybody_who_began_or_sent_hears_of_a_moved_last_day(world, cohort, both):
    move(cohort, "applications_close", LATER, world)
    assert letters() == {
        "Idris Vale": "applications.closing_moved_unsent",
        "Helen Marlowe": "applications.closing_moved",
    }
    for message in Message.objects.all():
        assert "It is now the end of Friday 2 February 2024." in message.body
        assert "The last day was the end of Friday 26 January 2024." in message.body


def test_an_extension_tells_those_who_have_not_sent_and_the_others_only_if_asked(world, cohort, both):
    extend(cohort, world, reason="Many of you asked.")
    assert letters() == {"Idris Vale": "applications.closing_moved_unsent"}
    assert "Many of you asked." in Message.objects.get().body
    actions.extend_applications(
        cohort=cohort, closes_on=date(2024, 2, 3), tell_applicants=True, by=world.coordinator, now=DURING
    )
    assert letters()["Helen Marlowe"] == "applications.closing_moved"


def test_somebody_who_withdrew_hears_nothing(world, cohort, both):
    from turnabout.applications import actions as applying

    applying.withdraw(application=both[1], by=both[1].person, now=DURING)
    Message.objects.all().delete()
    move(cohort, "applications_close", LATER, world)
    assert set(letters()) == {"Idris Vale"}


def test_a_moved_day_for_decisions_is_told_to_those_who_wait_for_one(world, cohort, both):
    move(cohort, "decisions", date(2024, 2, 9), world)
    assert letters() == {"Helen Marlowe": "applications.decisions_moved"}
    assert "Friday 9 February 2024" in Message.objects.get().body


@pytest.mark.parametrize("step", ["matching", "report", "follow_up_6", "midpoint", "peer_support_1"])
def test_nobody_hears_of_a_step_of_the_office_or_of_one_nobody_booked(world, cohort, both, step):
    planned = queries.date_of(cohort, step)
    day = planned.starts_at.astimezone(clock.LONDON).date().replace(day=20)
    move(cohort, step, day, world)
    assert letters() == {}


def test_no_letter_says_a_role_a_strand_or_another_name(world, cohort, both):
    move(cohort, "applications_close", LATER, world)
    move(cohort, "decisions", date(2024, 2, 9), world)
    for message in Message.objects.select_related("to_person"):
        words = f"{message.subject} {message.body}".lower()
        assert not any(word in words for word in ("reverse", "mentor", "mentee", "race", "disab", "lgbt"))
        others = {"Idris Vale", "Helen Marlowe"} - {message.to_person.name}
        assert not any(name.lower() in words for name in others)


def test_the_link_of_a_leader_who_has_not_answered_is_good_until_the_new_last_day(world, board):
    waiting, _token = named(world, board, at(2024, 2, 1))
    Message.objects.all().delete()
    later = date(2024, 3, 8)
    actions.extend_applications(cohort=board, closes_on=later, by=world.coordinator, now=at(2024, 2, 5))
    assert Application.objects.get(pk=waiting.pk).link_until == clock.end_of(later)
    assert letters() == {"Gareth Pryce": "applications.closing_moved_leader"}


def test_an_extension_is_one_line_in_the_trail_with_both_instants(world, cohort, both):
    before = AuditEvent.objects.count()
    extend(cohort, world, reason="Many of you asked.")
    (line,) = AuditEvent.objects.order_by("number")[before:]
    assert line.event == "cohort.extended"
    assert line.details["was"] == "2024-01-27T00:00:00+00:00"
    assert line.details["is_now"] == "2024-02-03T00:00:00+00:00"
    assert "asked" not in str(line.details)
