"""Does assessing stay quick however many apply? Queries and pages per second at 50, 500 and 5,000 applications.

Promise: neither an assessor's pages nor the panel's ask the database more often when there is more to assess. One
assessor has every application, which is more than anybody would get. The rates stand beside a bare Django page
(`bench/bare`) that is served the same way in the same run; what counts is the ratio.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from bench import home, load
from bench.joining import SHORT, SIZES, Sort, _queries
from bench.serving import served


def main() -> int:
    """Measure, print and judge."""
    with home.own() as folder:
        return _measure(folder)


def _measure(folder: Path) -> int:
    from bench import crowd
    from turnabout.foundation import clock

    world = crowd.open_cohort()
    now = crowd.A_FEW_HAVE_SENT
    crowd.live_at(now)
    assessor = _seat(world, now)
    sorts: list[Sort] = []
    bare: list[float] = []
    with (
        served(folder / "ours.log") as ours,
        served(folder / "bare.log", app="bench.bare.wsgi:application", BARE_HOME=str(folder)) as theirs,
    ):
        for size in SIZES:
            crowd.grow(world.cohort, size)
            with clock.borrowed(now):
                _give_all(world, assessor, now)
            sorts = sorts or _sorts(world, assessor, crowd.cookie_of, now)
            print(f"{size:,} applications lie with one assessor.", file=sys.stderr, flush=True)
            bare.append(load.rate(theirs, "/", seconds=SHORT))
            for sort in sorts:
                sort.queries.append(_queries(sort))
                sort.rates.append(load.rate(ours, sort.path, cookie=sort.cookie, seconds=SHORT))
                sort.shares.append(sort.rates[-1] / bare[-1])
    _show(sorts, bare)
    broken = [sort for sort in sorts if len(set(sort.queries)) > 1]
    for sort in broken:
        print(f"BROKEN: {sort.name} makes {sort.queries} queries.")
    if not broken:
        print("Kept: queries constant.")
    return 1 if broken else 0


def _seat(world: Any, now: Any) -> Any:
    """The assessor of the cast has said that they know nobody."""
    from turnabout.selection import actions

    assessor = world.cast["assessor"]
    actions.declare(cohort=world.cohort, emails=[], teams=[], by=assessor, now=now)
    actions.set_panel(cohort=world.cohort, readers=1, criteria=["M3", "M4", "N1"], by=world.coordinator, now=now)
    return assessor


def _give_all(world: Any, assessor: Any, now: Any) -> None:
    """Every application is checked and lies with the assessor: as rows, since 5,000 checks would take all morning."""
    from turnabout.applications.models import Application
    from turnabout.selection.models import Assessment, PanelCopy

    new = Application.objects.filter(cohort=world.cohort, status="submitted", panel_copy=None)
    rows = list(new.exclude(role="either"))
    PanelCopy.objects.bulk_create(PanelCopy(application=one, checked_at=now) for one in rows)
    Assessment.objects.bulk_create(Assessment(application=one, assessor=assessor, assigned_at=now) for one in rows)


def _sorts(world: Any, assessor: Any, cookie_of: Any, now: Any) -> list[Sort]:
    from django.urls import reverse

    from turnabout.selection import queries

    cohort = world.cohort
    first = queries.my_assessments(assessor, cohort, now)[0].assessment
    own, keeper = cookie_of(assessor), cookie_of(world.coordinator)
    return [
        Sort("assessor: list", reverse("selection:assessing", args=[cohort.pk]), own),
        Sort("assessor: one application", reverse("selection:assess", args=[first.pk]), own),
        Sort("co-ordinator: panel", reverse("selection:panel", args=[cohort.pk]), keeper),
        Sort("co-ordinator: list", reverse("selection:shortlist", args=[cohort.pk]), keeper),
    ]


def _show(sorts: list[Sort], bare: list[float]) -> None:
    sizes = " ".join(f"{size:>6,}" for size in SIZES)
    print(f"{'with so many applications':<30} {sizes}   {sizes}   {sizes}")
    print(f"{'':<30} {'queries':>20}   {'pages per second':>20}   {'share of bare':>20}")
    print(f"{'bare Django page':<30} {' '.join(['     1'] * 3)}   {' '.join(f'{one:6.0f}' for one in bare)}")
    for sort in sorts:
        queries = " ".join(f"{one:>6}" for one in sort.queries)
        rates = " ".join(f"{one:6.1f}" for one in sort.rates)
        shares = " ".join(f"{one:6.3f}" for one in sort.shares)
        print(f"{sort.name:<30} {queries}   {rates}   {shares}")


if __name__ == "__main__":
    sys.exit(main())
