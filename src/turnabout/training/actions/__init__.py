"""Writes of this room: plan and change sessions, book and cancel, mark the register."""

from turnabout.training.actions.adding import add_session
from turnabout.training.actions.booking import book, cancel_booking, end_line, join_line, leave_line
from turnabout.training.actions.calendars import choose_titles, end_address, make_address
from turnabout.training.actions.needs import confirm_needs, hand_over, settle
from turnabout.training.actions.open_sessions import change_open, plan_open
from turnabout.training.actions.registers import Typed, come_by_code, mark_register, renew_code
from turnabout.training.actions.reminding import remind_of_session, remind_to_choose
from turnabout.training.actions.sessions import cancel_session, change_session, plan_sessions

__all__ = [
    "Typed",
    "add_session",
    "book",
    "cancel_booking",
    "cancel_session",
    "change_open",
    "change_session",
    "choose_titles",
    "come_by_code",
    "confirm_needs",
    "end_address",
    "end_line",
    "hand_over",
    "join_line",
    "leave_line",
    "make_address",
    "mark_register",
    "plan_open",
    "plan_sessions",
    "remind_of_session",
    "remind_to_choose",
    "renew_code",
    "settle",
]
