"""How long do 5,000 applications take from a spreadsheet, and how much memory? Beside the least that could be done.

Promise: 5,000 rows are tried and imported, all or nothing, with progress shown, with at most `MOST_MEMORY` more than
the program had taken before; the same file again changes nothing. Beside it stands the bare minimum in the same run and
database: `csv.DictReader` and `bulk_create` of people and of applications with nothing in them, without a rule, a key,
a history or an audit line. What counts is the ratio: the figures themselves are this machine's, at this hour.
"""

from __future__ import annotations

import csv
import io
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import home

ROWS = int(sys.argv[1]) if sys.argv[1:] else 5_000
"""Another number can be said for a quick look: `python -m bench.importing 500`."""
MOST_MEMORY = 250
"""Megabytes."""
MOST_TIMES = 150
"""So many times the bare minimum at most."""
HEADINGS = (
    "ID", "Completion time", "Full name", "Work email", "Where do you work?", "Directorate or team", "Job title",
    "Staff group", "Pay band", "Where is your work base?", "How can you meet?", "When can you usually meet?",
    "Why do you want to be a reverse mentor?", "What would you hope a senior leader learns from you?",
    "Line manager’s name", "Line manager’s work email",
)  # fmt: skip


def main() -> int:
    """Measure, print and judge."""
    with home.own() as folder:
        return _measure(folder)


def _measure(folder: Path) -> int:
    from bench import crowd

    world = crowd.open_cohort()
    crowd.live_at(crowd.A_FEW_HAVE_SENT)
    content = _file(world)
    before = _memory()
    found: dict[str, tuple[float, float]] = {}
    with _timed(found, "bare minimum"):
        _bare(content, world)
    after_bare = _memory()
    upload = _import(content, world, found)
    took = _memory() - max(before, after_bare)
    same = _again(content, world)
    bare = found["bare minimum"][0]
    total = sum(seconds for seconds, _computing in found.values()) - bare
    print(f"{ROWS:,} rows {'':<16} {'seconds':>10} {'computing':>10} {'rows a second':>14}")
    for name, (seconds, computing) in found.items():
        print(f"{name:<28} {seconds:10.2f} {computing:10.2f} {ROWS / seconds:14,.0f}")
    print(f"{'all of it':<28} {total:10.2f} {'':>10} {ROWS / total:14,.0f}")
    print(f"peak memory: {_memory():.0f} MB, {took:.0f} MB above what it was before")
    return _judge(upload, total / bare, took, same)


def _import(content: bytes, world: Any, found: dict[str, tuple[float, float]]) -> Any:
    from turnabout.foundation import clock
    from turnabout.importing import actions

    by = world.coordinator
    with _timed(found, "read and keep the file"):
        upload = actions.upload(
            cohort=world.cohort, kind="applications", role="mentor", content=content, file_name="bench.csv", by=by,
            now=clock.now(),
        )  # fmt: skip
    matched = {int(number): code for number, code in upload.columns.items()}
    if len(matched) != len(HEADINGS) - 1:
        raise SystemExit(f"Only {len(matched)} columns were matched.")
    with _timed(found, "try every row"):
        actions.match_columns(upload=upload, matched=matched, by=by, now=clock.now())
        _drain(upload)
    with _timed(found, "import all of them"):
        actions.begin_import(upload=_fresh(upload), by=by, now=clock.now())
        _drain(upload)
    return _fresh(upload)


def _drain(upload: Any) -> None:
    """Do the waiting job, and look from a second thread, as a page would, how far it is."""
    import threading

    from django.db import connection

    from turnabout.foundation.jobs import queue
    from turnabout.importing import queries

    over, seen = threading.Event(), set()

    def look() -> None:
        while not over.wait(0.5):
            if (far := queries.far(_fresh(upload))) is not None and far[0] and far not in seen:
                seen.add(far)
                print(f"  {far[0]:,} of {far[1]:,}", end="\r", file=sys.stderr, flush=True)
        connection.close()

    looker = threading.Thread(target=look)
    looker.start()
    try:
        queue.drain()
    finally:
        over.set()
        looker.join()
    if not seen and ROWS > 1_000:
        raise SystemExit("No progress was seen.")
    print(f"  progress was seen {len(seen)} times", file=sys.stderr)


def _again(content: bytes, world: Any) -> bool:
    """Whether the same file brings nothing."""
    from turnabout.foundation import clock
    from turnabout.importing import actions

    by = world.coordinator
    upload = actions.upload(
        cohort=world.cohort, kind="applications", role="mentor", content=content, file_name="bench.csv", by=by,
        now=clock.now(),
    )  # fmt: skip
    actions.match_columns(
        upload=upload, matched={int(n): code for n, code in upload.columns.items()}, by=by, now=clock.now()
    )
    _drain(upload)
    return bool(_fresh(upload).counts == {"new": 0, "same": ROWS, "clash": 0, "fault": 0})


def _bare(content: bytes, world: Any) -> None:
    """The least that could be done: read, and write two empty rows for each, in one transaction that is undone."""
    from django.db import transaction

    from turnabout.applications.models import Application
    from turnabout.foundation import clock
    from turnabout.foundation.accounts.models import Person

    with transaction.atomic():
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        people = [Person(name=row["Full name"], email=row["Work email"]) for row in rows]
        Person.objects.bulk_create(people)
        now = clock.now()
        Application.objects.bulk_create(
            Application(cohort=world.cohort, person=one, role="mentor", started_at=now) for one in people
        )
        transaction.set_rollback(True)


def _file(world: Any) -> bytes:
    from turnabout.foundation import clock

    place = world.cohort.organisations.order_by("name")[0].name
    day = clock.now().date().isoformat()
    words = "Because nobody asked me in nine years, and I would like somebody to. " * 6
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number in range(ROWS):
        writer.writerow(
            (
                number, day, f"Person {number}", f"row.{number}@example.org", place, "Urgent care", "Staff nurse",
                "Nursing and midwifery", "5", "Northgate", "In person;Video call;",
                "Monday morning;Thursday afternoon;", words, words, "Rae Linton", "rae.linton@example.org",
            )
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _fresh(upload: Any) -> Any:
    from turnabout.importing.models import Upload

    return Upload.objects.select_related("cohort__programme").get(pk=upload.pk)


@contextmanager
def _timed(found: dict[str, tuple[float, float]], name: str) -> Iterator[None]:
    """Keep how many seconds went by, and in how many of them the processor worked on it."""
    print(f"{name} …", file=sys.stderr, flush=True)
    began, computing = time.monotonic(), time.process_time()
    yield
    found[name] = time.monotonic() - began, time.process_time() - computing


def _memory() -> float:
    """The most memory that this process had so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _judge(upload: Any, times: float, took: float, same: bool) -> int:
    kept: list[tuple[bool, str]] = [
        (upload.status == "imported" and upload.counts["new"] == ROWS, f"{ROWS:,} rows were imported"),
        (same, "the same file again changes nothing"),
        (times <= MOST_TIMES, f"it takes {times:.0f} times the bare minimum ({MOST_TIMES})"),
        (took <= MOST_MEMORY, f"it takes {took:.0f} MB more memory ({MOST_MEMORY})"),
    ]
    for well, words in kept:
        print(f"{'Kept' if well else 'BROKEN'}: {words}.")
    return 0 if all(well for well, _words in kept) else 1


if __name__ == "__main__":
    sys.exit(main())
