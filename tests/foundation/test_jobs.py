"""Jobs: started with their cause or not at all, tried again when they fail, and once when they are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from turnabout.foundation import clock
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.jobs.registry import JOBS, OWN_TRANSACTIONS, NoSuchJob, job

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Worked(list[tuple[str, datetime]]):
    """What the test's jobs were asked to do, and when."""


@pytest.fixture
def worked() -> Iterator[Worked]:
    seen = Worked()

    @job("test.work")
    def work(*, thing: str, now: datetime) -> None:
        seen.append((thing, now))

    @job("test.fail")
    def fail(*, thing: str, now: datetime) -> None:
        seen.append((thing, now))
        Person.objects.make(name="Half done")
        raise OSError("The other machine is away")

    yield seen
    for name in ("test.work", "test.fail"):
        del JOBS[name]


def waiting() -> int:
    return DBTaskResult.objects.ready().count()


def run_next() -> None:
    """What a worker does with the next job, its failures included."""
    row = DBTaskResult.objects.ready().order_by("enqueued_at", "id")[0]
    given = row.args_kwargs
    row.delete()
    queue.run_job.func(*given["args"], **given["kwargs"])


def test_a_job_runs_with_its_arguments_and_the_time(worked: Worked) -> None:
    queue.enqueue("test.work", thing="a")
    assert waiting() == 1
    with clock.borrowed(NOW):
        assert queue.drain() == 1
    assert worked == [("a", NOW)]
    assert waiting() == 0


def test_jobs_run_in_the_order_they_were_started(worked: Worked) -> None:
    for thing in "abc":
        queue.enqueue("test.work", thing=thing)
    queue.drain()
    assert [thing for thing, _ in worked] == ["a", "b", "c"]


def test_a_cause_that_is_undone_leaves_no_job(worked: Worked) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        queue.enqueue("test.work", thing="a")
        queue.schedule("test.work", key="later", at=NOW, thing="b")
        raise RuntimeError("undo")
    assert waiting() == 0
    assert not Due.objects.exists()


@pytest.mark.parametrize("start", [lambda: queue.enqueue("test.nothing"), lambda: queue.schedule("x", key="k", at=NOW)])
def test_an_unknown_job_is_refused_where_it_is_started(start: Any) -> None:
    with pytest.raises(NoSuchJob, match="No job is called"):
        start()


def test_two_jobs_cannot_have_one_name(worked: Worked) -> None:
    with pytest.raises(ValueError, match="Two jobs"):

        @job("test.work")
        def another(*, now: datetime) -> None: ...


def test_a_due_row_becomes_a_job_once_its_time_has_come(worked: Worked) -> None:
    queue.schedule("test.work", key="k", at=NOW, thing="a")
    assert queue.tick(NOW - timedelta(seconds=1)) == 0
    assert queue.next_due() == NOW
    assert queue.tick(NOW) == 1
    assert queue.tick(NOW) == 0
    assert waiting() == 1
    assert queue.next_due() is None


def test_scheduling_again_under_a_key_replaces_and_unscheduling_forgets(worked: Worked) -> None:
    queue.schedule("test.work", key="k", at=NOW, thing="a")
    queue.schedule("test.work", key="k", at=NOW + timedelta(days=1), thing="b")
    assert (Due.objects.get().arguments, Due.objects.get().due_at) == ({"thing": "b"}, NOW + timedelta(days=1))
    queue.unschedule("k")
    queue.unschedule("never there")
    assert not Due.objects.exists()


def test_a_job_that_fails_undoes_what_it_wrote_and_is_due_again(worked: Worked) -> None:
    queue.enqueue("test.fail", thing="a")
    with clock.borrowed(NOW):
        run_next()
    assert not Person.objects.exists()
    assert Due.objects.get().due_at == NOW + queue.FIRST_WAIT
    with clock.borrowed(NOW + queue.FIRST_WAIT):
        assert queue.tick(clock.now()) == 1
        run_next()
    assert Due.objects.get().due_at == NOW + queue.FIRST_WAIT * 3
    assert worked == [("a", NOW), ("a", NOW + queue.FIRST_WAIT)]


def test_a_job_that_never_succeeds_is_given_up_loudly(worked: Worked) -> None:
    queue.enqueue("test.fail", thing="a")
    moment = NOW
    for _try in range(queue.TRIES - 1):
        with clock.borrowed(moment):
            run_next()
            moment = Due.objects.get().due_at
            queue.tick(moment)
    with pytest.raises(queue.JobFailed) as told, clock.borrowed(moment):
        run_next()
    assert str(told.value) == "test.fail failed 8 times, the last time with OSError."
    assert len(worked) == queue.TRIES
    assert not Due.objects.exists()


def test_on_a_borrowed_clock_a_failing_job_stops_the_run(worked: Worked) -> None:
    queue.enqueue("test.fail", thing="a")
    with pytest.raises(OSError, match="away"):
        queue.drain()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_waits_for_another_machine_keeps_no_transaction_open() -> None:
    open_while_working: dict[str, bool] = {}

    @job("test.here")
    def here(*, now: datetime) -> None:
        open_while_working["here"] = connection.in_atomic_block

    @job("test.away", own_transactions=True)
    def away(*, now: datetime) -> None:
        open_while_working["away"] = connection.in_atomic_block

    try:
        queue.enqueue("test.here")
        queue.enqueue("test.away")
        queue.drain()
    finally:
        for name in ("test.here", "test.away"):
            del JOBS[name]
        OWN_TRANSACTIONS.discard("test.away")
    assert open_while_working == {"here": True, "away": False}
