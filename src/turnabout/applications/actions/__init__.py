"""Writes of this room: fill in a form, offer lived experience, send it or withdraw it; name leaders, who confirm."""

from turnabout.applications.actions.form import keep, save_section, start
from turnabout.applications.actions.leaders import confirm, name_leader, send_new_link, turn_down
from turnabout.applications.actions.offers import offer_experience, withdraw_experience
from turnabout.applications.actions.sending import reopen, send_again, start_again, submit, withdraw

__all__ = [
    "confirm",
    "keep",
    "name_leader",
    "offer_experience",
    "reopen",
    "save_section",
    "send_again",
    "send_new_link",
    "start",
    "start_again",
    "submit",
    "turn_down",
    "withdraw",
    "withdraw_experience",
]
