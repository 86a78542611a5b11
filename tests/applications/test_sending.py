"""Sending: the closing instant in London decides by arrival, nothing is lost, and everything can be undone in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import at
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message

CLOSES = clock.end_of(date(2024, 1, 26))
LAST = CLOSES - timedelta(microseconds=1)


@pytest.fixture
def ready(cohort):
    return walk.fill(walk.start(cohort))


def test_a_complete_form_is_sent_once_and_its_arrival_is_confirmed(ready):
    walk.send(ready)
    again = Application.objects.get(pk=ready.pk)
    assert (again.status, again.submitted_at, again.submitted_by) == ("submitted", DURING, ready.person.pk)
    assert [message.kind for message in Message.objects.all()] == ["applications.received"]
    with pytest.raises(Refused, match="This is now “Sent”"):
        walk.send(ready)
    assert Message.objects.count() == 1


def test_the_letter_says_no_role_and_no_strand(ready):
    walk.send(ready)
    message = Message.objects.get()
    for word in ("mentor", "race", "faith", "disab", "lgbt"):
        assert word not in f"{message.subject} {message.body}".lower()
    assert "Leadership and inclusion programme" in message.subject


def test_an_incomplete_form_is_not_sent_and_says_which_sections_are_left(cohort):
    application = walk.start(cohort)
    with pytest.raises(Refused, match="Not finished yet: About you; Your pay grade; How and when you can meet"):
        walk.send(application)


def test_declarations_are_asked_one_by_one(ready):
    with pytest.raises(Refused, match="Tick every declaration"):
        actions.submit(application=ready, declarations=["privacy"], by=ready.person, now=DURING)
    assert Application.objects.get(pk=ready.pk).declarations == []


def test_the_last_microsecond_before_midnight_in_london_is_in_time(ready):
    assert walk.send(ready, LAST).status == "submitted"


@pytest.mark.parametrize("late", [timedelta(0), timedelta(microseconds=1), timedelta(seconds=1), timedelta(days=3)])
def test_from_the_exact_closing_instant_on_it_is_late_and_nothing_is_lost(ready, late):
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused) as refusal:
        walk.send(ready, CLOSES + late)
    reason = str(refusal.value.reason)
    assert "Applications closed at the end of Friday 26 January 2024." in reason
    assert "your answers are kept here as a draft" in reason
    assert "Joan Whitfield (inclusion@example.org, 0116 496 0000)" in reason
    again = Application.objects.get(pk=ready.pk)
    assert again.status == "draft"
    assert AuditEvent.objects.count() == lines
    assert queries.answers(again, again.person, CLOSES + late)["why"] == "Because nobody asked me in nine years."


def test_the_closing_instant_is_londons_in_summer_too(world):
    """A cohort that starts in September closes in summer time: its midnight is 11pm in UTC."""
    summer = world.just_open(number=7, starts_on=date(2024, 9, 16))
    assert summer.closes_at.isoformat() == "2024-07-05T23:00:00+00:00"
    application = walk.fill(walk.start(summer))
    with pytest.raises(Refused, match="end of Friday 5 July 2024"):
        walk.send(application, at(2024, 7, 6, 0, 0))
    assert walk.send(application, at(2024, 7, 5, 23, 59)).status == "submitted"


def test_words_typed_after_closing_are_still_kept(ready):
    actions.keep(application=ready, section="why", typed={"why": "one more", "hope": ""}, by=ready.person, now=CLOSES)
    assert queries.half_filled(ready, ready.person, CLOSES)["why"]["why"] == "one more"


def test_a_form_that_arrived_in_time_counts_although_the_clock_closed_meanwhile(cohort, ready):
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=CLOSES)
    assert walk.send(ready, LAST).status == "submitted"


def test_what_the_coordinator_closed_early_is_closed(world, cohort, ready):
    early = at(2023, 12, 20, 9)
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=early)
    with pytest.raises(Refused, match="Applications were closed before this arrived"):
        walk.send(ready, early)


def test_a_later_last_day_lets_a_late_form_in(world, cohort, ready):
    cohorts.change_date(
        cohort=cohort,
        step="applications_close",
        starts_at=clock.london(date(2024, 2, 2), CLOSES.time()),
        ends_at=clock.end_of(date(2024, 2, 2)),
        by=world.coordinator,
        now=DURING,
    )
    assert walk.send(ready, CLOSES).status == "submitted"


def test_nobody_starts_before_opening_or_after_closing(world, cohort):
    with pytest.raises(Refused, match="Applications closed at"):
        walk.start(cohort, now=CLOSES)
    with pytest.raises(Refused, match="not open yet"):
        walk.start(world.cohort(number=8), now=world.now)


def test_a_sent_form_can_be_changed_and_sent_again_until_closing(ready):
    walk.send(ready)
    with pytest.raises(Refused, match="You have sent this"):
        actions.save_section(application=ready, section="why", answers=walk.MENTOR["why"], by=ready.person, now=DURING)
    actions.reopen(application=ready, by=ready.person, now=DURING)
    actions.save_section(
        application=ready, section="why", answers={**walk.MENTOR["why"], "why": "Now."}, by=ready.person, now=DURING
    )
    walk.send(ready)
    assert queries.answers(ready, ready.person, DURING)["why"] == "Now."
    with pytest.raises(Refused, match="Applications closed"):
        actions.reopen(application=ready, by=ready.person, now=CLOSES)


def test_a_form_taken_back_only_to_be_changed_is_sent_by_the_clock_at_closing(cohort, ready):
    walk.send(ready)
    actions.reopen(application=ready, by=ready.person, now=DURING)
    never_sent = walk.fill(walk.start(cohort, "mentee", "Helen Marlowe"))
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=CLOSES)
    assert Application.objects.get(pk=ready.pk).status == "submitted"
    assert Application.objects.get(pk=never_sent.pk).status == "draft"


def test_a_form_taken_back_and_left_incomplete_stays_a_draft(cohort, ready):
    walk.send(ready)
    actions.reopen(application=ready, by=ready.person, now=DURING)
    actions.withdraw_experience(application=ready, by=ready.person, now=DURING)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=CLOSES)
    assert Application.objects.get(pk=ready.pk).status == "draft"


def test_a_half_typed_change_does_not_lose_what_was_sent_before_it(world, cohort, ready):
    walk.send(ready)
    actions.reopen(application=ready, by=ready.person, now=DURING)
    actions.keep(application=ready, section="why", typed={"why": "Half a"}, by=ready.person, now=DURING)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=CLOSES)
    again = Application.objects.get(pk=ready.pk)
    assert again.status == "submitted"
    assert queries.answers(again, world.coordinator, CLOSES)["why"] == "Because nobody asked me in nine years."
    assert queries.half_filled(again, again.person, CLOSES)["why"] == {"why": "Half a"}


def test_nobody_sends_older_words_again_while_a_change_is_half_typed(ready):
    walk.send(ready)
    actions.reopen(application=ready, by=ready.person, now=DURING)
    actions.keep(application=ready, section="why", typed={"why": "Half a"}, by=ready.person, now=DURING)
    with pytest.raises(Refused, match="Not finished yet: "):
        walk.send(ready)
    changed = {**walk.MENTOR["why"], "why": "A whole sentence."}
    actions.save_section(application=ready, section="why", answers=changed, by=ready.person, now=DURING)
    assert walk.send(ready).status == "submitted"


def test_withdrawing_is_possible_at_any_time_and_can_be_undone_until_closing(ready):
    walk.send(ready)
    actions.withdraw(application=ready, by=ready.person, now=DURING)
    assert ready.status == "withdrawn"
    actions.start_again(application=ready, by=ready.person, now=DURING)
    assert ready.status == "draft"
    assert queries.answers(ready, ready.person, DURING)["why"] == "Because nobody asked me in nine years."
    actions.withdraw(application=ready, by=ready.person, now=CLOSES + timedelta(days=200))
    with pytest.raises(Refused, match="Applications closed"):
        actions.start_again(application=ready, by=ready.person, now=CLOSES + timedelta(days=200))


def test_a_withdrawn_form_started_again_is_not_sent_by_the_clock(cohort, ready):
    walk.send(ready)
    actions.withdraw(application=ready, by=ready.person, now=DURING)
    actions.start_again(application=ready, by=ready.person, now=DURING)
    walk.fill(ready)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=CLOSES)
    assert Application.objects.get(pk=ready.pk).status == "draft"


def test_nobody_else_sends_reopens_or_withdraws(world, ready):
    for deed in (actions.submit, actions.withdraw):
        with pytest.raises(Refused) as refusal:
            deed(application=ready, by=world.coordinator, now=DURING)
        assert refusal.value.decision.hidden
    walk.send(ready)
    with pytest.raises(Refused) as refusal:
        actions.reopen(application=ready, by=world.outsider, now=DURING)
    assert refusal.value.decision.hidden


def test_a_coordinator_reads_what_was_sent_to_their_cohort_and_nobody_elses(world, cohort, ready):
    assert not queries.for_coordinator(world.coordinator, cohort, DURING)
    walk.send(ready)
    assert [one.pk for one in queries.for_coordinator(world.coordinator, cohort, DURING)] == [ready.pk]
    assert not queries.for_coordinator(world.outsider, cohort, DURING)
    answers = queries.answers(ready, world.coordinator, DURING)
    assert answers["why"] == "Because nobody asked me in nine years."
    reads = AuditEvent.objects.filter(event="sensitive.read", by_id=world.coordinator.pk)
    assert {line.details["purpose"] for line in reads} == {"reading an application"}


def test_no_coordinator_reads_a_draft_that_was_withdrawn_without_ever_being_sent(world, cohort, ready):
    actions.withdraw(application=ready, by=ready.person, now=DURING)
    assert not queries.for_coordinator(world.coordinator, cohort, DURING)
    with pytest.raises(Refused) as refusal:
        queries.answers(ready, world.coordinator, DURING)
    assert refusal.value.decision.hidden


def test_no_coordinator_reads_words_that_were_changed_and_never_sent_again(world, ready):
    walk.send(ready)
    actions.reopen(application=ready, by=ready.person, now=DURING)
    changed = {**walk.MENTOR["why"], "why": "Never sent."}
    actions.save_section(application=ready, section="why", answers=changed, by=ready.person, now=DURING)
    actions.withdraw(application=ready, by=ready.person, now=DURING)
    with pytest.raises(Refused):
        queries.answers(ready, world.coordinator, DURING)
    assert queries.answers(ready, ready.person, DURING)["why"] == "Never sent."


def test_where_i_stand_says_until_when_it_can_change_and_when_everybody_hears(world, ready):
    standing = queries.standing(ready, ready.person, DURING)
    assert standing.may_change
    assert standing.closes_at == CLOSES
    assert standing.decided_at == clock.london(date(2024, 2, 2), CLOSES.time())
    assert not queries.standing(ready, ready.person, CLOSES).may_change
    assert queries.standing(ready, world.outsider, DURING) is None
