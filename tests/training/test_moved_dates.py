"""A date of the chain that is no fixed day is no session, and a session that people can book stays one."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.cohorts.world import at, make_ready
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.planner import TO_BE_CONFIRMED, WINDOW
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.mail.models import Message
from turnabout.training import actions
from turnabout.training.models import Session

NOW = at(2024, 2, 5, 9)
WEEKS = {"starts_at": clock.london(date(2024, 3, 4), time(0)), "ends_at": clock.end_of(date(2024, 3, 15))}


def test_those_booked_hear_of_a_moved_session_and_nobody_else(prepared):
    prepared.book(prepared.amara, "mentor_briefing_a")
    Message.objects.all().delete()
    hours = {"starts_at": at(2024, 3, 6, 13), "ends_at": at(2024, 3, 6, 17)}
    given = {"cohort": prepared.cohort, "step": "mentor_briefing_a", "by": prepared.coordinator, "now": NOW}
    cohorts.change_date(**given, **hours)
    (message,) = Message.objects.select_related("to_person")
    assert (message.to_person, message.kind) == (prepared.amara.person, "training.changed")
    assert "Wednesday 6 March 2024, 1pm to 5pm" in message.body


@pytest.mark.parametrize("kind", [WINDOW, TO_BE_CONFIRMED])
def test_a_session_that_can_be_booked_keeps_a_fixed_day(prepared, kind):
    given = {"cohort": prepared.cohort, "step": "mentor_briefing_a", "by": prepared.coordinator, "now": NOW}
    with pytest.raises(Refused, match="it must have a day and a time"):
        cohorts.change_date(**given, **WEEKS, kind=kind)


@pytest.mark.parametrize("kind", [WINDOW, TO_BE_CONFIRMED])
def test_a_date_without_a_fixed_day_becomes_no_session_until_it_has_one(world, kind):
    cohort = world.cohort()
    given = {"cohort": cohort, "step": "peer_support_1", "by": world.coordinator, "now": world.now}
    cohorts.change_date(**given, **WEEKS, kind=kind)
    cohort = make_ready(cohort, by=world.coordinator, now=world.now)
    cohort = cohorts.open_applications(cohort=cohort, by=world.coordinator, now=world.now)
    cohort = cohorts.close_applications(cohort=cohort, by=world.coordinator, now=at(2024, 1, 30))
    cohort = cohorts.prepare(cohort=cohort, by=world.coordinator, now=at(2024, 2, 2))
    actions.plan_sessions(cohort=cohort, by=world.coordinator, now=at(2024, 2, 2))
    assert not Session.objects.filter(step="peer_support_1").exists()
    hours = {"starts_at": at(2024, 5, 22, 12, 30), "ends_at": at(2024, 5, 22, 13, 30)}
    given = {"cohort": cohort, "step": "peer_support_1", "by": world.coordinator, "now": NOW}
    cohorts.change_date(**given, **hours)
    actions.plan_sessions(cohort=cohort, by=world.coordinator, now=NOW)
    assert Session.objects.get(step="peer_support_1").starts_at == hours["starts_at"]
