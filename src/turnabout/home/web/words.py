"""A cohort's public dates as people want to hear them: one line for what is one thing, choices said as choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.cohorts.models import PlannedDate
from turnabout.cohorts.planner import STEPS, WINDOW
from turnabout.foundation.clock import LONDON

CHOICES = {
    "mentee_training": gettext_lazy("Training for reverse mentees"),
    "mentor_briefing": gettext_lazy("Briefing for reverse mentors"),
}
ON_THE_LINE = (
    "applications_open",
    "applications_close",
    "invitations",
    "confirm_by",
    "mentee_training",
    "mentor_briefing",
    "start",
    "end",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Sessions of which a person comes to one."""

    label: Any
    dates: tuple[PlannedDate, ...]


def when(one: PlannedDate) -> str:
    """A date as people read it: its day (and times), its window, or that it is to be confirmed."""
    return one.when


def events(dates: Iterable[PlannedDate], codes: Iterable[str] = ON_THE_LINE) -> list[dict[str, Any]]:
    """The dates as the timeline takes them, several dates to choose from as one event; `codes` names which."""
    wanted = set(codes)
    shown = []
    for code, found in _grouped(dates).items():
        if code not in wanted:
            continue
        if code in CHOICES:
            shown.append({**placed(found[0]), "what": CHOICES[code], "when": either(found)})
        else:
            shown.append({"what": found[0].words, **placed(found[0])})
    return shown


def placed(one: PlannedDate) -> dict[str, Any]:
    """Where a date stands on a line with today on it: a window is past with its last day, one to be confirmed never."""
    if one.exact:
        return {"day": one.starts_at}
    return {"day": one.starts_at, "when": one.when, "until": one.ends_at if one.kind == WINDOW else None}


def choices(dates: Iterable[PlannedDate]) -> list[Choice]:
    """The sessions of which a person comes to one, grouped."""
    return [Choice(CHOICES[code], tuple(found)) for code, found in _grouped(dates).items() if code in CHOICES]


def either(dates: Iterable[PlannedDate]) -> str:
    """ "6 or 13 February 2024", "28 February or 5 March 2024": the days of a choice, each month said once.

    Where one of them is not a fixed day, each is said in full.
    """
    dates = list(dates)
    if not all(one.exact for one in dates):
        return _(" or ").join(dict.fromkeys(one.when for one in dates))
    days = [one.starts_at.astimezone(LONDON) for one in dates]
    said = [_short(day, after) for day, after in zip(days, [*days[1:], None], strict=True)]
    return _(" or ").join(said)


def _short(day: datetime, after: datetime | None) -> str:
    if after is None or day.year != after.year:
        return date_format(day, "j F Y")
    return date_format(day, "j" if day.month == after.month else "j F")


def _grouped(dates: Iterable[PlannedDate]) -> dict[str, list[PlannedDate]]:
    """The dates by what they are a choice of, else by their step, in the order in which each first happens."""
    found: dict[str, list[PlannedDate]] = {}
    for one in dates:
        step = STEPS[one.step]
        found.setdefault(step.choice or step.code, []).append(one)
    return found
