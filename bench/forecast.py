"""Is the forecast there before anybody minds? How many pairs 200 applicants allow, beside a bare Django page.

It is worked out anew on each look: who applied, what they offer and want, decrypted; every pair of people judged by
every rule; and some forty largest sets of pairs, each proved. The page is served as production does, beside the bare
page (`bench/bare`) in the same run, and asked one after another. What counts is the ratio: the milliseconds are this
machine's, at this hour, so nothing is promised by the clock but one thing: the number of queries does not grow.
"""

from __future__ import annotations

import http.client
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench import home
from bench.joining import Sort, _queries
from bench.serving import served

SIZES = (50, 200, 500)
LOOKS = 15


def main() -> int:
    """Measure, print and judge."""
    with home.own() as folder:
        return _measure(folder)


def _measure(folder: Path) -> int:
    from django.urls import reverse

    from bench import crowd

    world = crowd.open_cohort()
    crowd.live_at(crowd.A_FEW_HAVE_SENT)
    cookie = crowd.cookie_of(world.coordinator)
    sorts = [
        Sort("forecast", reverse("matching:forecast", args=[world.cohort.pk]), cookie),
        Sort("cross-section", reverse("selection:cross_section", args=[world.cohort.pk]), cookie),
        Sort("shortlist", reverse("selection:shortlist", args=[world.cohort.pk]), cookie),
    ]
    rows = []
    with (
        served(folder / "ours.log") as ours,
        served(folder / "bare.log", app="bench.bare.wsgi:application", BARE_HOME=str(folder)) as theirs,
    ):
        for size in SIZES:
            have = crowd.grow(world.cohort, size)
            for sort in sorts:
                sort.queries.append(_queries(sort))
            bare, *took = _by_turns([(theirs, "/", ""), *((ours, sort.path, sort.cookie) for sort in sorts)])
            rows.append((have, bare, took))
            engine, most = _in_process(world)
            print(f"{have:>5,} sent: {most} pairs; gathered and worked out in {engine:.0f} ms", flush=True)
    print(f"\n{'':>6} {'bare':>9}" + "".join(f"{sort.name:>28}" for sort in sorts))
    for number, (have, bare, took) in enumerate(rows):
        shown = "".join(
            f"{ms:>12.1f} ms {ms / bare:>5.1f}x {sort.queries[number]:>3} q"
            for ms, sort in zip(took, sorts, strict=True)
        )
        print(f"{have:>6,} {bare:>6.1f} ms{shown}")
    broken = [sort for sort in sorts if len(set(sort.queries)) > 1]
    for sort in broken:
        print(f"BROKEN: {sort.name} makes {sort.queries} queries.")
    return 1 if broken else 0


def _in_process(world: Any) -> tuple[float, int]:
    """Milliseconds that gathering and working out take without a page, and the number of pairs."""
    from turnabout.foundation import clock
    from turnabout.matching.actions import look_ahead
    from turnabout.matching.forecast import forecast

    took = []
    for _look in range(5):
        begun = time.perf_counter()
        given = look_ahead(cohort=world.cohort, group="everybody", by=world.coordinator, now=clock.now())
        found = forecast(given).found
        took.append((time.perf_counter() - begun) * 1000)
    return median(took), found.most if found else 0


def _by_turns(pages: list[tuple[int, str, str]]) -> list[float]:
    """The median milliseconds of each page (port, path, cookie), asked by turns, each on a connection of its own."""
    took: list[list[float]] = [[] for _page in pages]
    for look in range(LOOKS + 1):
        for (port, path, cookie), found in zip(pages, took, strict=True):
            begun = time.perf_counter()
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = line.getresponse()
            answer.read()
            line.close()
            if answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status}")
            if look:  # the first look warms up
                found.append((time.perf_counter() - begun) * 1000)
    return [median(one) for one in took]


if __name__ == "__main__":
    sys.exit(main())
