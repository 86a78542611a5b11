"""The days of the demo's programme, as one can choose among them: its chain of dates, and the day it was set up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts import planner, queries
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.clock import LONDON
from turnabout.rehearsal import demo
from turnabout.rehearsal.cast import BY_KEY
from turnabout.rehearsal.fixtures import FIXTURES

SET_UP = timedelta(days=2)
"""The office has written everything down by then, and the cohort is a draft that can be looked at."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme, and what happens on it."""

    on: date
    words: str


def days(now: datetime) -> list[Day]:
    """The days on which something happens, first to last; things of the same day stand together."""
    fixture = FIXTURES[demo.FIXTURE]
    first = fixture.set_up_on + SET_UP
    words: dict[date, list[str]] = {first: [_("The programme is being set up")]}
    for one in _chain(now):
        on = one.starts_at.astimezone(LONDON).date()
        if one.kind != planner.TO_BE_CONFIRMED and on >= first:
            words.setdefault(on, []).append(one.words)
    return [Day(on, "; ".join(said)) for on, said in sorted(words.items())]


def ends(found: Sequence[Day]) -> tuple[date, date]:
    """The first and the last day that can be chosen."""
    return found[0].on, found[-1].on


def _chain(now: datetime) -> Iterable[Any]:
    """The demo cohort's own dates, which its co-ordinator may have changed; else those it began with."""
    fixture = FIXTURES[demo.FIXTURE]
    keeper = Person.objects.filter(email=BY_KEY["coordinator"].email).first()
    kept = queries.cohorts_kept_by(keeper, now) if keeper else []
    cohort = next((one for one in kept if (one.number, one.pattern) == (fixture.number, fixture.pattern)), None)
    return queries.dates(cohort) if cohort else planner.chain(fixture.pattern, fixture.starts_on)
