"""A job outlives the worker that held it, and is run by one worker at a time."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from turnabout.foundation import clock
from turnabout.foundation.jobs import registry
from turnabout.foundation.jobs.queue import enqueue, schedule
from turnabout.foundation.jobs.worker import HANDS, LEASE, REMEMBERED, Worker, forget_finished, take_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
HERE = socket.gethostname().replace("/", "-")[:30]
NOW = datetime(2024, 4, 8, 9, tzinfo=UTC)
ran: list[str] = []


@pytest.fixture(autouse=True)
def note_job() -> Iterator[None]:
    """A job that notes what it was given."""
    ran.clear()

    @registry.job("planted.note")
    def note(*, what: str, now: datetime) -> None:
        ran.append(what)

    yield
    del registry.JOBS["planted.note"]


def held(worker: str, since: datetime, *, earlier: int = 0) -> DBTaskResult:
    """A job in the hands of `worker` since then, after `earlier` other workers."""
    enqueue("planted.note", what="held")
    DBTaskResult.objects.update(
        status="RUNNING", started_at=since, worker_ids=[f"gone{n}/1/x" for n in range(earlier)] + [worker]
    )
    return DBTaskResult.objects.get()


def dead_process() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen(["true"])
    child.wait()
    return child.pid


def test_a_worker_runs_what_waits() -> None:
    enqueue("planted.note", what="now")
    Worker().round()
    assert ran == ["now"]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_worker_starts_what_has_fallen_due_and_nothing_else() -> None:
    schedule("planted.note", key="due", at=clock.now() - timedelta(seconds=1), what="due")
    schedule("planted.note", key="later", at=clock.now() + timedelta(hours=1), what="later")
    Worker().round()
    assert ran == ["due"]


def test_a_worker_told_to_stop_ends_after_the_round_in_hand() -> None:
    stop = threading.Event()
    stop.set()
    Worker().work_until(stop, rest=60)
    assert ran == []


def test_a_job_held_by_a_dead_process_is_run_by_the_next_worker() -> None:
    held(f"{HERE}/{dead_process()}/abc", datetime.now(UTC))
    Worker().round()
    assert ran == ["held"]


def test_a_job_held_by_a_living_process_is_left_alone() -> None:
    held(f"{HERE}/{os.getppid()}/abc", datetime.now(UTC))
    Worker().round()
    assert ran == []


def test_a_worker_does_not_take_back_its_own_job() -> None:
    own = f"{HERE}/{os.getpid()}/abc"
    held(own, NOW)
    assert take_back(NOW, by=own) == 0


def test_our_own_process_number_under_an_older_name_was_a_worker_that_died() -> None:
    held(f"{HERE}/{os.getpid()}/before", NOW)
    assert take_back(NOW, by=f"{HERE}/{os.getpid()}/after") == 1


@pytest.mark.parametrize(("since", "returned"), [(LEASE, 0), (LEASE + timedelta(seconds=1), 1)])
def test_a_job_on_another_machine_is_taken_back_when_its_lease_is_over(since: timedelta, returned: int) -> None:
    held("elsewhere/7/abc", NOW - since)
    assert take_back(NOW, by=f"{HERE}/1/x") == returned


def test_a_job_over_which_worker_after_worker_died_counts_as_failed() -> None:
    held("elsewhere/7/abc", NOW - LEASE * 2, earlier=HANDS - 1)
    assert take_back(NOW, by=f"{HERE}/1/x") == 0
    assert DBTaskResult.objects.get().status == "FAILED"


def test_jobs_that_went_well_are_forgotten_in_time_and_failed_ones_are_not() -> None:
    for status in ("SUCCESSFUL", "FAILED"):
        enqueue("planted.note", what=status)
        DBTaskResult.objects.filter(status="READY").update(status=status, finished_at=NOW - REMEMBERED * 2)
    forget_finished(NOW)
    assert [job.status for job in DBTaskResult.objects.all()] == ["FAILED"]
