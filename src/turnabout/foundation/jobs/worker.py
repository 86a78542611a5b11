"""The worker: turns due rows into jobs, runs what waits, and takes back what a dead worker left in hand."""

from __future__ import annotations

import logging
import os
import socket
import threading
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import close_old_connections, transaction
from django.db.utils import OperationalError
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from turnabout.foundation import clock
from turnabout.foundation.jobs.queue import tick

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
"""How long a job may run before its worker, on a machine we cannot look at, is taken for dead."""
LONG_LEASE = timedelta(hours=6)
"""The same where the worker's process still runs; the number may have gone to another program since."""
HANDS = 3
"""How many workers may die over one job before it counts as failed."""
REMEMBERED = timedelta(days=14)
"""How long a job that went well is kept."""


class Worker:
    """One worker process. Its name tells others which machine and process to look for."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname().replace('/', '-')[:30]}/{os.getpid()}/{uuid4().hex[:8]}"
        self.queue = QueueWorker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def round(self) -> None:
        """Take back, tick and run, until nothing waits."""
        moment = timezone.now()
        take_back(moment, by=self.name)
        forget_finished(moment)
        tick(clock.now())
        self.queue.run()

    def work_until(self, stop: threading.Event, *, rest: float) -> None:
        """Do rounds with `rest` seconds between them until `stop` is set; the job in hand is finished first.

        A database that is busy or away is waited for: the next round tries again.
        """
        threading.Thread(target=self._end_after, args=[stop], daemon=True).start()
        while not stop.is_set():
            try:
                self.round()
            except OperationalError as fault:
                log.warning("The database does not answer (%s); trying again.", type(fault).__name__)
            close_old_connections()
            stop.wait(rest)

    def _end_after(self, stop: threading.Event) -> None:
        stop.wait()
        self.queue.running = False


def take_back(moment: datetime, *, by: str) -> int:
    """Give back to the queue each job whose worker is dead; returns how many.

    `moment` is the machine's own time, which the queue stamps jobs with, never the demo's; `by` is the name
    of the worker that asks. A job may be run twice, so giving one back is safe; one over which `HANDS`
    workers died is failed instead.
    """
    returned = 0
    for job in DBTaskResult.objects.running():
        if not _lost(job, moment, by):
            continue
        with transaction.atomic():
            still = DBTaskResult.objects.running().filter(pk=job.pk, worker_ids=job.worker_ids)
            if len(job.worker_ids) >= HANDS:
                still.update(status="FAILED", finished_at=moment, exception_class_path="turnabout.WorkerDied")
                log.error("The job %s was given up: %d workers died over it.", job.pk, len(job.worker_ids))
            else:
                returned += still.update(status="READY", started_at=None)
    return returned


def forget_finished(moment: datetime) -> None:
    """Delete jobs that went well longer ago than `REMEMBERED`; failed ones stay until somebody has looked."""
    DBTaskResult.objects.successful().filter(finished_at__lt=moment - REMEMBERED).delete()


def _lost(job: DBTaskResult, moment: datetime, by: str) -> bool:
    held_by = job.worker_ids[-1] if job.worker_ids else "//"
    host, process, _ = held_by.split("/")
    our_host, our_process, _ = by.split("/")
    lease = LEASE
    if host == our_host:
        # A restarted container has its old name and process numbers: our number is nobody else's.
        if held_by != by and (process == our_process or not _alive(int(process))):
            return True
        lease = LONG_LEASE
    return job.started_at is None or job.started_at < moment - lease


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
