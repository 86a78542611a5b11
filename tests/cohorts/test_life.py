"""A cohort from its creation to its end, through the actions alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.cohorts.world import CONTACT, WORDS, at, make_ready
from turnabout.cohorts import actions, changes, permissions, queries
from turnabout.cohorts.closing import digest
from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.statuses import COHORT
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.moves.apply import history

CLOSING = datetime(2024, 1, 27, 0, 0, tzinfo=UTC)


def run_the_clock(now):
    """Let the clock strike `now` and do the work that was waiting for it."""
    with clock.borrowed(now):
        queue.tick(now)
        queue.drain()


def test_a_new_cohort_has_the_whole_chain_of_dates_and_its_creator_as_coordinator(world):
    cohort = world.cohort()
    assert len(queries.dates(cohort)) == 21
    assert queries.date_of(cohort, "mentee_training_b").starts_at == datetime(2024, 2, 13, 8, 30, tzinfo=UTC)
    assert cohort.closes_at == CLOSING
    assert permissions.is_coordinator(world.coordinator, cohort, date(2023, 9, 1))
    assert [role.kind for role in queries.roles_in(world.coordinator, cohort, world.now)] == ["coordinator"]


def test_several_programmes_and_cohorts_stand_side_by_side(world):
    other = actions.create_programme(host=world.host, name="Board programme", by=world.coordinator, now=world.now)
    fifth, sixth = world.cohort(number=5), world.cohort(number=6)
    board = world.cohort(number=1, programme=other, pattern="board")
    kept = queries.cohorts_kept_by(world.coordinator, world.now)
    assert {cohort.pk for cohort in kept} == {fifth.pk, sixth.pk, board.pk}
    assert queries.date_of(board, "applications_open") is None
    assert queries.date_of(board, "confirm_by").ends_at == at(2023, 8, 26, 0)


def test_two_cohorts_of_one_title_get_two_addresses(world):
    first = world.cohort(number=1, title="Cohort 2023/24")
    second = world.cohort(number=2, title="Cohort 2023/24")
    assert (first.slug, second.slug) == ("cohort-202324", "cohort-202324-2")


def test_a_number_that_is_taken_is_refused_and_nothing_is_written(world):
    world.cohort(number=5)
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match="already has a cohort 5"):
        world.cohort(number=5, title="Another")
    assert (Cohort.objects.count(), AuditEvent.objects.count()) == (1, lines)


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"organisations": []}, "at least one organisation"), ({"strands": ["height"]}, "no strand called")],
)
def test_a_cohort_without_organisation_or_with_an_unknown_strand_is_refused(world, given, reason):
    with pytest.raises(Refused, match=reason):
        world.cohort(**given)


def test_somebody_without_a_role_can_create_neither_programme_nor_cohort(world):
    with pytest.raises(Refused) as refusal:
        world.cohort(by=world.outsider)
    assert refusal.value.decision.hidden
    with pytest.raises(Refused) as refusal:
        actions.create_programme(host=world.host, name="Mine", by=world.outsider, now=world.now)
    assert refusal.value.decision.hidden


def test_a_coordinator_of_one_organisation_cannot_start_a_programme_of_another(world):
    with pytest.raises(Refused):
        actions.create_programme(host=world.partner, name="Theirs", by=world.coordinator, now=world.now)


def test_an_administrator_may_start_a_programme_and_keeps_no_cohort_by_it(world):
    theirs = actions.create_programme(host=world.partner, name="Theirs", by=world.administrator, now=world.now)
    with pytest.raises(Refused):
        world.cohort(programme=theirs, by=world.administrator)
    assert queries.cohorts_kept_by(world.administrator, world.now) == []


def test_opening_fixes_the_policies_and_schedules_the_closing_instant(world):
    cohort = world.open_cohort()
    assert cohort.frozen_digest == digest(cohort)
    due = Due.objects.get(job="cohorts.close_applications")
    assert (due.due_at, due.arguments) == (CLOSING, {"cohort": str(cohort.pk)})


def test_a_cohort_opened_on_its_planned_day_keeps_its_dates(world):
    cohort = world.ready_cohort()
    actions.open_applications(cohort=cohort, by=world.coordinator, now=at(2023, 11, 11, 9))
    assert queries.date_of(cohort, "applications_open").starts_at == at(2023, 11, 11, 0)
    assert "planned_opening" not in AuditEvent.objects.get(event="cohort.opened").details


@pytest.mark.parametrize("day", [(2023, 10, 2), (2023, 11, 20)])
def test_a_cohort_opened_early_or_late_says_the_day_on_which_it_was_opened(world, day):
    cohort = world.ready_cohort()
    actions.open_applications(cohort=cohort, by=world.coordinator, now=at(*day, 9))
    assert queries.date_of(cohort, "applications_open").starts_at == at(*day, 0)
    planned = AuditEvent.objects.get(event="cohort.opened").details["planned_opening"]
    assert planned == at(2023, 11, 11, 0).isoformat()


def test_policies_can_be_set_before_opening_and_not_after(world):
    cohort = world.cohort()
    given = {"given": {"meetings_to_graduate": 3}, "strands": ["race"], "organisations": [world.host]}
    actions.set_policies(cohort=cohort, **given, by=world.coordinator, now=world.now)
    assert cohort.policies["meetings_to_graduate"] == 3
    make_ready(cohort, by=world.coordinator, now=world.now)
    actions.open_applications(cohort=cohort, by=world.coordinator, now=world.now)
    with pytest.raises(Refused, match="fixed when the cohort opened"):
        actions.set_policies(cohort=cohort, **given, by=world.coordinator, now=world.now)


def test_the_digest_shows_that_something_fixed_was_changed_behind_its_back(world):
    cohort = world.open_cohort()
    Cohort.objects.filter(pk=cohort.pk).update(strands=["race"])
    assert digest(Cohort.objects.get(pk=cohort.pk)) != cohort.frozen_digest


def test_a_policy_that_nobody_could_meet_is_refused_in_words(world):
    cohort = world.cohort()
    with pytest.raises(Refused, match="Nobody could graduate"):
        actions.set_policies(
            cohort=cohort,
            given={"meetings_planned": 3, "meetings_to_graduate": 4},
            strands=[],
            organisations=[world.host],
            by=world.coordinator,
            now=world.now,
        )
    assert Cohort.objects.get(pk=cohort.pk).policies["meetings_planned"] == 6


@pytest.mark.postgres
def test_the_clock_closes_applications_at_the_closing_instant_and_not_a_second_before(world):
    cohort = world.open_cohort()
    run_the_clock(CLOSING - timedelta(seconds=1))
    cohort.refresh_from_db()
    assert cohort.status == "open"
    run_the_clock(CLOSING)
    cohort.refresh_from_db()
    assert cohort.status == "choosing"
    assert history(COHORT, cohort)[-1].by_label == "the clock"


@pytest.mark.postgres
def test_the_closing_job_run_twice_closes_once(world):
    cohort = world.open_cohort()
    run_the_clock(CLOSING)
    with clock.borrowed(CLOSING):
        queue.enqueue("cohorts.close_applications", cohort=str(cohort.pk))
        queue.drain()
    assert [change.move for change in history(COHORT, cohort)] == ["open", "close"]


@pytest.mark.postgres
def test_extending_the_deadline_moves_the_closing_and_leaves_a_line(world):
    cohort = world.open_cohort()
    new = {"starts_at": at(2024, 2, 2, 0), "ends_at": clock.end_of(date(2024, 2, 2))}
    now = at(2024, 1, 25, 10)
    actions.change_date(cohort=cohort, step="applications_close", **new, by=world.coordinator, now=now)
    assert Due.objects.get(job="cohorts.close_applications").due_at == new["ends_at"]
    line = AuditEvent.objects.get(event="cohort.date_changed")
    assert line.details["step"] == "applications_close"
    assert line.by_id == world.coordinator.pk
    run_the_clock(CLOSING)
    cohort.refresh_from_db()
    assert cohort.status == "open"
    run_the_clock(new["ends_at"])
    cohort.refresh_from_db()
    assert cohort.status == "choosing"


def test_a_deadline_that_has_passed_can_no_longer_be_moved(world):
    cohort = world.open_cohort()
    with pytest.raises(Refused, match="has passed"):
        actions.change_date(
            cohort=cohort,
            step="applications_close",
            starts_at=at(2024, 2, 2, 0),
            ends_at=clock.end_of(date(2024, 2, 2)),
            by=world.coordinator,
            now=CLOSING,
        )


@pytest.mark.parametrize(
    ("step", "day", "reason"),
    [
        ("applications_close", date(2023, 9, 1), "already over"),
        ("start", date(2025, 4, 8), "must end after it starts"),
    ],
)
def test_a_date_that_makes_no_sense_is_refused_with_the_reason(world, step, day, reason):
    cohort = world.open_cohort()
    with pytest.raises(Refused, match=reason):
        actions.change_date(
            cohort=cohort,
            step=step,
            starts_at=clock.london(day, time(0)),
            ends_at=clock.end_of(day),
            by=world.coordinator,
            now=at(2023, 12, 1),
        )


def test_a_moved_date_is_told_to_the_rooms_that_listen(world, monkeypatch):
    heard: list[PlannedDate] = []
    monkeypatch.setattr(changes, "_listeners", [])
    changes.on_date_change(lambda planned, *, by, now: heard.append(planned))
    cohort = world.cohort()
    actions.change_date(
        cohort=cohort,
        step="mentee_training_a",
        starts_at=at(2024, 2, 7, 10),
        ends_at=at(2024, 2, 7, 11),
        by=world.coordinator,
        now=world.now,
    )
    assert [(one.step, one.starts_at) for one in heard] == [("mentee_training_a", at(2024, 2, 7, 10))]


def test_moving_the_start_moves_the_cohort_s_first_day(world):
    cohort = world.cohort()
    day = date(2024, 4, 15)
    new = {"starts_at": clock.london(day, time(0)), "ends_at": clock.end_of(day)}
    actions.change_date(cohort=cohort, step="start", **new, by=world.coordinator, now=world.now)
    assert Cohort.objects.get(pk=cohort.pk).starts_on == day


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"words": WORDS | {"who_for": " "}}, "Write what the programme is"),
        ({"contact": CONTACT | {"email": ""}}, "Name somebody whom people can ask"),
        ({"starts_on": date(2023, 9, 4)}, "already passed"),
    ],
)
def test_a_cohort_that_is_not_ready_does_not_open_and_says_why(world, given, reason):
    cohort = world.cohort(**given)
    with pytest.raises(Refused, match=reason):
        actions.open_applications(cohort=cohort, by=world.coordinator, now=world.now)
    assert not Due.objects.exists()


def test_a_cohort_walks_from_opening_to_its_end(world):
    cohort = world.open_cohort()
    keep = {"cohort": cohort, "by": world.coordinator, "now": at(2024, 1, 20)}
    for step in ("close_applications", "prepare", "start_matching", "launch", "begin_closing", "evaluate", "complete"):
        getattr(actions, step)(**keep)
    assert [change.target for change in history(COHORT, cohort)] == [
        "open",
        "choosing",
        "preparing",
        "matching",
        "active",
        "closing",
        "evaluated",
        "completed",
    ]
    assert not Due.objects.exists()


def test_a_stage_cannot_be_jumped(world):
    cohort = world.open_cohort()
    with pytest.raises(Refused, match="Open for applications"):
        actions.launch(cohort=cohort, by=world.coordinator, now=world.now)


def test_only_its_coordinator_leads_a_cohort_on(world):
    cohort = world.open_cohort()
    for stranger in (world.outsider, world.administrator):
        with pytest.raises(Refused) as refusal:
            actions.close_applications(cohort=cohort, by=stranger, now=world.now)
        assert refusal.value.decision.hidden


def test_the_clock_cannot_close_early(world):
    cohort = world.open_cohort()
    with pytest.raises(Refused, match="has not ended yet"):
        actions.close_applications(cohort=cohort, by=CLOCK, now=world.now)


def test_a_cohort_that_is_called_off_is_not_closed_later(world):
    cohort = world.open_cohort()
    actions.call_off(cohort=cohort, by=world.coordinator, now=world.now)
    assert not Due.objects.exists()
    with pytest.raises(Refused, match="is over"):
        actions.change_words(cohort=cohort, words={"what": "x"}, contact={}, by=world.coordinator, now=world.now)
