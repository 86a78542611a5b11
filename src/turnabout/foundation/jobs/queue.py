"""Starting jobs now or later, in the caller's transaction, and running what waits."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from turnabout.foundation import clock
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.jobs.registry import OWN_TRANSACTIONS, known

log = logging.getLogger(__name__)
FIRST_WAIT = timedelta(minutes=1)
TRIES = 8


class JobFailed(RuntimeError):
    """A job failed for good. It carries names only: the queue keeps an error's text, and a text may hold words."""


@task()
def run_job(name: str, arguments: dict[str, Any], tries: int = 0) -> None:
    """Run the job called `name`; one that fails is due again after 1, 2, 4 … minutes, eight times at most."""
    now = clock.now()
    try:
        _run(name, arguments, now)
    except Exception as fault:
        if tries + 1 >= TRIES:
            raise JobFailed(f"{name} failed {TRIES} times, the last time with {type(fault).__name__}.") from None
        log.warning("The job %s failed (%s) and will be tried again.", name, type(fault).__name__)
        wait = FIRST_WAIT * 2**tries
        key = f"again:{name}:{tries + 1}:{'-'.join(str(value) for value in arguments.values())}"[:200]
        Due.objects.update_or_create(
            key=key, defaults={"job": name, "arguments": {**arguments, "_tries": tries + 1}, "due_at": now + wait}
        )


def enqueue(name: str, **arguments: Any) -> None:
    """Start the job called `name` with primitive arguments; it exists only if this transaction commits."""
    known(name)
    run_job.enqueue(name, arguments)


def schedule(name: str, *, key: str, at: datetime, **arguments: Any) -> None:
    """Have the job called `name` start at `at`. A second call with the same `key` replaces the first."""
    known(name)
    Due.objects.update_or_create(key=key, defaults={"job": name, "arguments": arguments, "due_at": at})


def unschedule(key: str) -> None:
    """Forget the job scheduled under `key`, if it still waits."""
    Due.objects.filter(key=key).delete()


def is_scheduled(key: str) -> bool:
    """Whether a job still waits for its time under `key`."""
    return Due.objects.filter(key=key).exists()


def tick(now: datetime) -> int:
    """Turn every due row into a job, once; returns how many. Safe to call from several processes."""
    started = 0
    for key in list(Due.objects.filter(due_at__lte=now).values_list("key", flat=True)):
        with transaction.atomic():
            row = Due.objects.select_for_update().filter(key=key, due_at__lte=now).first()
            if row is None:
                continue
            arguments = dict(row.arguments)
            tries = arguments.pop("_tries", 0)
            run_job.enqueue(row.job, arguments, tries)
            row.delete()
            started += 1
    return started


def next_due() -> datetime | None:
    """When the next job falls due; None when nothing waits."""
    return Due.objects.order_by("due_at").values_list("due_at", flat=True).first()


def drain(*, runs: int = 1) -> int:
    """Run every waiting job here and now, in the order they were started; returns how many. For a borrowed clock.

    Each runs `runs` times over. A job that fails raises: on a borrowed clock nobody waits for another try.
    """
    ran = 0
    while waiting := DBTaskResult.objects.ready().order_by("enqueued_at", "id").first():
        name, arguments, *_ = waiting.args_kwargs["args"]
        for _again in range(runs):
            _run(name, arguments, clock.now())
        waiting.delete()  # after it went well: one that fails is there for another try
        ran += 1
    return ran


def _run(name: str, arguments: dict[str, Any], now: datetime) -> None:
    with nullcontext() if name in OWN_TRANSACTIONS else transaction.atomic():
        known(name)(**arguments, now=now)
