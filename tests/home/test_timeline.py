"""The calendar of a cohort's messages, and reminders that a cohort moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.cohorts.world import World, at
from tests.home.test_outbox import read, text, word
from turnabout.applications.reminding import REMINDER, reminded_after
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.models import Message, Wording
from turnabout.home import outbox, timeline
from turnabout.home.timeline import Entry

pytestmark = pytest.mark.django_db
BEFORE = at(2023, 9, 2)


@pytest.fixture
def cohort(world: World) -> Cohort:
    return world.cohort()


def calendar(world: World, cohort: Cohort, now: datetime = BEFORE) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in timeline.entries(world.coordinator, cohort, now):
        found.setdefault(one.kind.sort.kind, []).append(one)
    return found


def test_everything_that_will_be_sent_stands_there_before_the_cohort_opens(world: World, cohort: Cohort) -> None:
    assert cohort.status == "draft"
    known = {one.sort.kind for _words, of_room in outbox.kinds(world.coordinator, cohort, BEFORE) for one in of_room}
    found = calendar(world, cohort)
    assert known - set(found) == timeline.OF_NAMED_LEADERS
    whole = timeline.entries(world.coordinator, cohort, BEFORE)
    dated = [one.at for one in whole if one.at is not None]
    assert dated == sorted(dated)
    assert found["selection.accepted"][0].when == cohort.dates.get(step="decisions").when
    assert found["surveys.closing_soon"][0].rule == "3 days before: The end questionnaire closes"
    assert found["applications.remind_manager"][0].rule == (
        "5 and 10 working days after a manager was asked and has not answered, until they answer."
    )
    assert found["applications.received"][0].when.endswith("until Friday 26 January 2024"), "its last day, not the next"
    page = text(read(world, "home:message_calendar", cohort.pk, now=BEFORE))
    assert "You have a place" in page
    assert "When a co-ordinator tells everybody their decision." in page


def test_a_reminder_stands_there_until_the_last_date_that_can_cause_it(world: World, cohort: Cohort) -> None:
    between = at(2024, 2, 14)
    assert "training.choose_soon" in calendar(world, cohort, between), "the mentors' dates are still to come"
    cohorts.switch_stages(cohort=cohort, off=["sharing_session"], by=world.coordinator, now=BEFORE)
    assert "training.session_soon" in calendar(world, Cohort.objects.get(pk=cohort.pk))


def test_what_was_for_the_opening_is_over_once_it_is_open(world: World) -> None:
    assert "cohorts.open_now" not in calendar(world, world.just_open(), at(2023, 12, 4))


def test_a_board_programme_names_leaders_and_has_no_panel(world: World) -> None:
    found = calendar(world, world.cohort(pattern="board", starts_on=date(2024, 4, 8)))
    assert set(found) >= timeline.OF_NAMED_LEADERS
    assert not timeline.OF_A_PANEL & set(found)


def test_a_message_moves_with_its_date_and_is_gone_when_it_has_passed(world: World, cohort: Cohort) -> None:
    before = calendar(world, cohort)["selection.accepted"][0].at
    planned = cohort.dates.get(step="decisions")
    week = timedelta(days=7)
    cohorts.change_date(
        cohort=cohort,
        step="decisions",
        starts_at=planned.starts_at + week,
        ends_at=planned.ends_at + week,
        by=world.coordinator,
        now=BEFORE,
    )
    fresh = Cohort.objects.get(pk=cohort.pk)
    after = calendar(world, fresh)["selection.accepted"][0].at
    assert before is not None
    assert after == before + week
    late = calendar(world, fresh, at(2024, 8, 1))
    assert late["selection.accepted"][0].when.startswith("Was planned for"), "nobody has told them yet"
    assert "surveys.closing_soon" not in calendar(world, fresh, at(2025, 8, 1))
    Message.objects.create(kind="selection.accepted", scope=cohort.pk, to_address="a@example.org", queued_at=BEFORE)
    assert "selection.accepted" not in calendar(world, fresh, at(2024, 8, 1))


def test_a_cohort_without_the_stage_has_not_its_messages(world: World) -> None:
    cohort = world.cohort()
    assert "surveys.please_answer" in calendar(world, cohort)
    cohorts.switch_stages(cohort=cohort, off=["end_questionnaire"], by=world.coordinator, now=BEFORE)
    fresh = Cohort.objects.get(pk=cohort.pk)
    assert not [kind for kind in calendar(world, fresh) if kind.startswith("surveys.")]


def test_nobody_else_reads_it(world: World, cohort: Cohort) -> None:
    assert timeline.entries(world.outsider, cohort, BEFORE) == []
    assert read(world, "home:message_calendar", cohort.pk, by=world.outsider).status_code == 404


# Moving a reminder.


def form(world: World, cohort: Cohort, **given: Any) -> Any:
    kind = outbox.kind_of(world.coordinator, cohort, REMINDER, BEFORE)
    assert kind is not None
    data = {"subject": kind.subject, "body": kind.body, "days_1": 5, "days_2": 10} | given
    return read(world, "home:message_kind", cohort.pk, REMINDER, data=data, now=BEFORE)


def test_a_reminder_is_moved_on_its_page_and_managers_are_reminded_then(world: World) -> None:
    cohort = world.just_open()
    page = form(world, cohort, days_1=3, days_2=7)
    assert page.status_code == 302
    assert page.url == reverse("home:message_kinds", args=[cohort.pk])
    assert reminded_after(cohort) == (3, 7)
    assert calendar(world, cohort)[REMINDER][0].rule.startswith("3 and 7 working days after")
    assert form(world, cohort).status_code == 302
    assert Wording.objects.get().days is None, "the rule's own days are the rule's again"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"days_1": 7, "days_2": 3}, "Choose a later day for each reminder"),
        ({"days_2": 30}, "Choose from 1 to 14 days"),
        ({"days_1": ""}, "Enter how many days"),
        ({"days_1": "soon"}, "Enter a whole number"),
    ],
)
def test_days_that_make_no_sense_are_refused(world: World, given: dict[str, Any], says: str) -> None:
    cohort = world.just_open()
    page = form(world, cohort, **given)
    assert page.status_code == 422
    assert says in text(page)
    assert not Wording.objects.exists()


def test_days_before_are_typed_without_a_sign(world: World, cohort: Cohort) -> None:
    assert word(world, cohort, "surveys.closing_soon", days=[-5]).days == [-5]
    page = text(read(world, "home:message_kind", cohort.pk, "surveys.closing_soon", now=BEFORE))
    assert 'value="5"' in page
    for days in ([5], [-30], [-5, -3]):
        with pytest.raises(Refused):
            word(world, cohort, "surveys.closing_soon", days=days)


def test_the_hours_of_messages_know_weekends_and_bank_holidays() -> None:
    days = {day: hours.is_working_day(date(2023, 12, day)) for day in (22, 23, 25, 26, 27)}
    assert days == {22: True, 23: False, 25: False, 26: False, 27: True}
