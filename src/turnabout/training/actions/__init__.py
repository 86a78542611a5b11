"""Writes of this room: plan and change sessions, book and cancel, mark the register."""

from turnabout.training.actions.adding import add_session
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
    "add_session",
    "book",
    "cancel_booking",
    "cancel_session",
    "change_open",
    "change_session",
    "mark_register",
    "plan_open",
    "plan_sessions",
]
