"""Reads of sessions, bookings and registers, and the gate to matching."""

from turnabout.training.queries.arranged import (
    Arranged,
    OnTime,
    arrangements,
    find_arrangement,
    in_place_on_time,
    my_arrangements,
    not_in_place,
    read_arrangement,
    who_may_own,
)
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
    "Arranged",
    "Choice",
    "Group",
    "Offer",
    "OnTime",
    "Row",
    "Untrained",
    "arrangements",
    "counts",
    "entries",
    "everybodys_needs",
    "find_arrangement",
    "find_session",
    "groups",
    "in_place_on_time",
    "line",
    "my_arrangements",
    "my_booking",
    "my_waiting",
    "needs",
    "needs_of_case",
    "needs_unnamed",
    "not_in_place",
    "own_calendar",
    "owner_of_calendar",
    "read_arrangement",
    "register",
    "registers_to_fill",
    "sessions",
    "sessions_for",
    "to_plan",
    "trained_ids",
    "untrained",
    "who_may_own",
]
