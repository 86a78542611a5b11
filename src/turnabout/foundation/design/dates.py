"""Dates and times as people read them: "Tuesday 6 February 2024, 10am to 11am", always London's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from turnabout.foundation.clock import LONDON


def day(value: date | datetime | None) -> str:
    """ "Tuesday 6 February 2024"; an instant is taken on its London day. Nothing for None."""
    return date_format(_local(value), "l j F Y") if value else ""


def month(value: date | datetime | None) -> str:
    """ "February 2024". Nothing for None."""
    return date_format(_local(value), "F Y") if value else ""


def time_of_day(value: datetime | None) -> str:
    """ "10am", "2:30pm", "midday", "midnight"; the London time of an instant. Nothing for None."""
    if not value:
        return ""
    local = value.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        return _("midnight")
    if (local.hour, local.minute) == (12, 0):
        return _("midday")
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def day_time(value: datetime | None) -> str:
    """ "Tuesday 6 February 2024, 10am". Nothing for None."""
    return f"{day(value)}, {time_of_day(value)}" if value else ""


def deadline(value: datetime | None) -> str:
    """ "the end of Friday 12 January 2024" for an instant at which a London day ends, else the day and time."""
    if not value:
        return ""
    local = value.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        return _("the end of %(day)s") % {"day": day(local.date() - timedelta(days=1))}
    return day_time(value)


def span(start: datetime | None, end: datetime | None = None) -> str:
    """ "Tuesday 6 February 2024, 10am to 11am"; the second day is named when it is another one."""
    if not start or not end:
        return day_time(start)
    until = time_of_day(end) if _local(start) == _local(end) else day_time(end)
    return _("%(start)s to %(end)s") % {"start": day_time(start), "end": until}


def with_today(events: Iterable[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    """The events in their order with "Today" among them, each with its `state` on a line of dates.

    An event has `day` (a date or an instant); it may say `next` itself, else the first one after today is next. One
    that may be on any day up to an instant has that as `until`; with `until` None it has no day yet, is never past,
    and nobody waits for it.
    """
    placed = [{**event, "on": _local(event["day"]), "ends": _ends(event)} for event in events]
    chosen = any(event.get("next") for event in placed)
    shown: list[dict[str, Any]] = []
    is_next = False
    for event in placed:
        if event["on"] >= today and not any(one["state"] == "today" for one in shown):
            shown.append({"day": today, "what": _("Today"), "state": "today"})
            is_next = not chosen
        past = event["ends"] is not None and event["ends"] < today
        waits = event["ends"] is not None
        shown.append({**event, "state": "past" if past else "next" if event.get("next") or (is_next and waits) else ""})
        is_next = is_next and (past or not waits)
    if not any(one["state"] == "today" for one in shown):
        shown.append({"day": today, "what": _("Today"), "state": "today"})
    return shown


def _ends(event: Mapping[str, Any]) -> date | None:
    """The last day on which an event may be, None for one without a day."""
    if "until" not in event:
        return _local(event["day"])
    return _local(event["until"] - timedelta(microseconds=1)) if event["until"] else None


def _local(value: date | datetime | None) -> date:
    if isinstance(value, datetime):
        return value.astimezone(LONDON).date()
    assert value is not None
    return value
