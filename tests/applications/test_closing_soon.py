"""Who hears that the last day is near, when, and that nobody learns who they are."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.applications.walk import DURING, named, sent, start
from tests.cohorts.world import World, at, until
from turnabout.applications import actions as applying
from turnabout.applications.closing_soon import TAKEN_BACK, TO_APPLICANTS, TO_LEADERS
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.mail.actions import set_wording
from turnabout.foundation.mail.models import Message
from turnabout.home import outbox

pytestmark = pytest.mark.django_db
CLOSES = at(2024, 1, 27)
REMINDED = at(2024, 1, 23, 8)
"""Three working days before Friday 26 January, the last day."""


def told(kind: str) -> dict[str, datetime]:
    found = Message.objects.filter(kind=kind).select_related("to_person")
    return {message.to_person.name: message.queued_at for message in found if message.to_person}


def test_whoever_has_begun_and_not_sent_hears_once_and_whoever_has_sent_nothing(world: World, cohort: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    sent(cohort, "mentee", "Helen Marlowe")
    until(CLOSES)
    assert told(TO_APPLICANTS) == {"Idris Vale": REMINDED}
    body = Message.objects.get(kind=TO_APPLICANTS).body
    assert "the end of Friday 26 January 2024" in body
    assert f"/{Application.objects.get(status='draft').pk}/" in body


def test_whoever_keeps_the_outbox_does_not_learn_who_it_was(world: World, cohort: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    until(REMINDED)
    message = Message.objects.get(kind=TO_APPLICANTS)
    assert outbox.find(world.coordinator, cohort, message.pk, REMINDED) is None
    assert not outbox.listed(world.coordinator, cohort, REMINDED, status=message.status).lines


def test_the_reminder_moves_with_the_last_day(world: World, cohort: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    cohorts.extend_applications(cohort=cohort, closes_on=date(2024, 2, 2), by=world.coordinator, now=DURING)
    until(at(2024, 2, 3))
    assert told(TO_APPLICANTS) == {"Idris Vale": at(2024, 1, 30, 8)}


def test_a_cohort_chooses_the_day(world: World, cohort: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    set_wording(kind=TO_APPLICANTS, scope=cohort.pk, days=[-5], by=world.coordinator, now=DURING)
    until(CLOSES)
    assert told(TO_APPLICANTS) == {"Idris Vale": at(2024, 1, 19, 8)}


def test_nobody_is_reminded_once_applications_were_closed_early(world: World, cohort: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=DURING)
    until(CLOSES)
    assert not told(TO_APPLICANTS)


def test_a_leader_who_has_not_answered_is_reminded_that_the_link_ends(world: World, board: Cohort) -> None:
    named(world, board, at(2024, 2, 1, 10), "Helen Marlowe")
    until(at(2024, 3, 2))
    assert told(TO_LEADERS) == {"Helen Marlowe": at(2024, 2, 27, 8)}
    assert not told(TO_APPLICANTS)


def test_a_reminder_that_runs_twice_says_it_once(world: World, cohort: Cohort, board: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    named(world, board, DURING, "Helen Marlowe")
    until(at(2024, 2, 28), runs=2)
    assert Message.objects.filter(kind__in=(TO_APPLICANTS, TO_LEADERS)).count() == 2


def test_whoever_took_theirs_back_hears_that_it_is_sent_again_and_how_to_stop_it(world: World, cohort: Cohort) -> None:
    """They may have done it so as not to be known: to hear that nothing is to be done would out them."""
    application = sent(cohort, "mentor", "Amara Okafor")
    applying.reopen(application=application, by=application.person, now=DURING)
    until(REMINDED)
    assert told(TO_APPLICANTS) == {}
    assert told(TAKEN_BACK) == {"Amara Okafor": REMINDED}
    message = Message.objects.get(kind=TAKEN_BACK)
    assert "goes again by itself" in message.body
    assert "withdraw it before then" in message.body
    assert "nothing to do" not in message.body
    assert outbox.find(world.coordinator, cohort, message.pk, REMINDED) is None
    until(CLOSES)
    application.refresh_from_db()
    assert application.status == "submitted", "as the message says"


def test_a_day_that_is_changed_after_the_reminder_went_reminds_nobody_twice(world: World, cohort: Cohort) -> None:
    start(cohort, "mentor", "Idris Vale")
    until(REMINDED)
    set_wording(kind=TO_APPLICANTS, scope=cohort.pk, days=[-1], by=world.coordinator, now=REMINDED)
    until(CLOSES)
    assert Message.objects.filter(kind=TO_APPLICANTS).count() == 1
