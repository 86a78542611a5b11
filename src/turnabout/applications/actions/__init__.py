"""Writes of this room: fill in a form, say what one offers and to whom, send it or withdraw it; name leaders."""

from turnabout.applications.actions.any_time import change_any_time, declare_identity
from turnabout.applications.actions.form import Overtaken, keep, save_section, start
from turnabout.applications.actions.grades import map_grade, unmap_grade
from turnabout.applications.actions.leaders import confirm, name_leader, send_new_link, turn_down
from turnabout.applications.actions.offers import BOUNDARIES, change_boundaries, offer_experience, withdraw_experience
from turnabout.applications.actions.other_form import begin_other_form
from turnabout.applications.actions.roles import apply_for_either, place_in_role
from turnabout.applications.actions.sending import reopen, send_again, start_again, submit, withdraw

__all__ = [
    "BOUNDARIES",
    "Overtaken",
    "apply_for_either",
    "begin_other_form",
    "change_any_time",
    "change_boundaries",
    "confirm",
    "declare_identity",
    "keep",
    "map_grade",
    "name_leader",
    "offer_experience",
    "place_in_role",
    "reopen",
    "save_section",
    "send_again",
    "send_new_link",
    "start",
    "start_again",
    "submit",
    "turn_down",
    "unmap_grade",
    "withdraw",
    "withdraw_experience",
]
