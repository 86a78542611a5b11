"""Reads of sessions, bookings and registers, and the gate to matching."""

from turnabout.training.queries.arranging import everybodys_needs, needs, needs_of_case, needs_unnamed
from turnabout.training.queries.calendars import own_calendar, owner_of_calendar
from turnabout.training.queries.choosing import Choice, Offer, entries, my_booking, my_waiting, sessions_for
from turnabout.training.queries.gate import Untrained, counts, trained_ids, untrained
from turnabout.training.queries.keeping import (
    Group,
    Row,
    find_session,
    groups,
    line,
    register,
    registers_to_fill,
    sessions,
    to_plan,
)

__all__ = [
    "Choice",
    "Group",
    "Offer",
    "Row",
    "Untrained",
    "counts",
    "entries",
    "everybodys_needs",
    "find_session",
    "groups",
    "line",
    "my_booking",
    "my_waiting",
    "needs",
    "needs_of_case",
    "needs_unnamed",
    "own_calendar",
    "owner_of_calendar",
    "register",
    "registers_to_fill",
    "sessions",
    "sessions_for",
    "to_plan",
    "trained_ids",
    "untrained",
]
