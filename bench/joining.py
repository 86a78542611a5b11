"""Does joining stay quick however many apply? Queries and pages per second at 50, 500 and 5,000 sent applications.

Promise: no page asks the database more often when more people have applied, and the public page is handed out at
least a quarter as often as a bare Django page (`bench/bare`) that is served the same way in the same run: gunicorn,
one process, four threads, the loopback, a client on the same machine. What counts is the ratio: the figures
themselves are this machine's, at this hour.

The public page is drawn once and kept until the audit trail has a new line. So it is measured three times: when
nobody writes, while somebody writes once a second, and drawn anew for each reader (who is signed in).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench import home, load
from bench.serving import served

SIZES = (50, 500, 5_000)
LEAST = 0.25
ROUNDS, SECONDS, SHORT = 5, 1.0, 0.8
PUBLIC, BUSY = "public page", "public page, a write a second"
PROMISED = (PUBLIC, BUSY)


@dataclass
class Sort:
    """One page: its address, whose cookie it is asked with, and what was found at each size."""

    name: str
    path: str
    cookie: str = ""
    queries: list[int] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


def main() -> int:
    """Measure, print and judge."""
    with home.own() as folder:
        return _measure(folder)


def _measure(folder: Path) -> int:
    from bench import crowd

    world = crowd.open_cohort()
    mentor, mentee = crowd.with_drafts(world, ("mentor", "mentee"), crowd.A_FEW_HAVE_SENT)
    crowd.live_at(crowd.A_FEW_HAVE_SENT)
    sorts = _sorts(world, mentor, mentee, crowd.cookie_of)
    bare: list[float] = []
    with (
        served(folder / "ours.log") as ours,
        served(folder / "bare.log", app="bench.bare.wsgi:application", BARE_HOME=str(folder)) as theirs,
    ):
        for size in SIZES:
            have = crowd.grow(world.cohort, size)
            print(f"{have:,} applications were sent.", file=sys.stderr, flush=True)
            for sort in sorts:
                sort.queries.append(_queries(sort))
            bare.append(_rates(sorts, ours, theirs, crowd.somebody_writing))
    sys.stderr.flush()
    _show(sorts, bare)
    return _judge(sorts)


def _sorts(world: Any, mentor: Any, mentee: Any, cookie_of: Any) -> list[Sort]:
    """The pages in the order in which people meet them."""
    from django.urls import reverse

    from turnabout.applications import queries
    from turnabout.applications.web.views.form import address_of

    cohort = world.cohort
    public = reverse("home:public", args=[cohort.programme.slug, cohort.slug])
    keeper = cookie_of(world.coordinator)
    anew = Sort("public page, drawn anew", public, cookie_of(mentor.person))
    found = [Sort(PUBLIC, public), Sort(BUSY, public), anew]
    for application in (mentor, mentee):
        cookie = cookie_of(application.person)
        for what in ("task_list", "check"):
            path = reverse(f"applications:{what}", args=[application.pk])
            found.append(Sort(f"{application.role}: {what.replace('_', ' ')}", path, cookie))
        for section in queries.sections(application):
            found.append(Sort(f"{application.role}: {section.code}", address_of(section, application), cookie))
    found.append(Sort("co-ordinator: list", reverse("selection:shortlist", args=[cohort.pk]), keeper))
    found.append(Sort("co-ordinator: day", reverse("home:day", args=[cohort.pk]), keeper))
    return found


def _queries(sort: Sort) -> int:
    """How many queries the page makes in this process, the second time it is asked for."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1", HTTP_COOKIE=sort.cookie)
    client.get(sort.path)
    with _counted() as asked:
        answer = client.get(sort.path)
    if answer.status_code != 200:
        raise SystemExit(f"{sort.name} ({sort.path}) answered {answer.status_code}.")
    return len(asked)


@contextmanager
def _counted() -> Iterator[list[str]]:
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked


def _rates(sorts: list[Sort], ours: int, theirs: int, somebody_writing: Any) -> float:
    """Measure each page, the public one by turns with the bare one, whose median rate is returned."""
    public, busy, *others = sorts
    load.rate(ours, public.path)
    load.rate(theirs, "/")
    bare = _by_turns(public, ours, theirs)
    with somebody_writing():
        _by_turns(busy, ours, theirs)
    for sort in others:
        sort.rates.append(load.rate(ours, sort.path, cookie=sort.cookie, seconds=SHORT))
        sort.shares.append(sort.rates[-1] / bare)
    return bare


def _by_turns(sort: Sort, ours: int, theirs: int) -> float:
    turns = [
        (load.rate(theirs, "/", seconds=SECONDS), load.rate(ours, sort.path, seconds=SECONDS)) for _ in range(ROUNDS)
    ]
    sort.rates.append(median(our for _bare, our in turns))
    sort.shares.append(median(our / bare for bare, our in turns))
    return median(bare for bare, _our in turns)


def _show(sorts: list[Sort], bare: list[float]) -> None:
    sizes = " ".join(f"{size:>6,}" for size in SIZES)
    print(f"{'with so many sent applications':<30} {sizes}   {sizes}   {sizes}")
    print(f"{'':<30} {'queries':>20}   {'pages per second':>20}   {'share of bare':>20}")
    print(f"{'bare Django page':<30} {' '.join(['     1'] * 3)}   {' '.join(f'{one:6.0f}' for one in bare)}")
    for sort in sorts:
        queries = " ".join(f"{one:>6}" for one in sort.queries)
        rates = " ".join(f"{one:6.0f}" for one in sort.rates)
        shares = " ".join(f"{one:6.2f}" for one in sort.shares)
        print(f"{sort.name:<30} {queries}   {rates}   {shares}")


def _judge(sorts: list[Sort]) -> int:
    broken = [f"{sort.name} makes {sort.queries} queries" for sort in sorts if len(set(sort.queries)) > 1]
    worst = min(sort.shares[number] for sort in sorts if sort.name in PROMISED for number in range(len(SIZES)))
    if worst < LEAST:
        broken.append(f"the public page reaches {worst:.2f} of the bare page; {LEAST} is promised")
    for one in broken:
        print(f"BROKEN: {one}.")
    if not broken:
        print(f"Kept: queries constant; the public page reaches at least {worst:.2f} of the bare page ({LEAST}).")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
