"""Writes of this room: plan and change sessions, book and cancel, mark the register."""

from turnabout.training.actions.open_sessions import change_open, plan_open
from turnabout.training.actions.sessions import (
    book,
    cancel_booking,
    cancel_session,
    change_session,
    mark_register,
    plan_sessions,
)

__all__ = [
    "book",
    "cancel_booking",
    "cancel_session",
    "change_open",
    "change_session",
    "mark_register",
    "plan_open",
    "plan_sessions",
]
