"""Writes of this room: fill in a form, say what one offers and to whom, send or withdraw it; leaders and managers."""

from turnabout.applications.actions.any_time import change_any_time, declare_identity
from turnabout.applications.actions.closing_soon import say_closing_soon
from turnabout.applications.actions.confirming import (
    confirm_entered,
    expire_entered,
    offer_for_them,
    record_call,
    refuse_entered,
    remove_entered,
    send_entry_link,
)
from turnabout.applications.actions.entering import correct_entered, enter, keep_entered
from turnabout.applications.actions.form import keep, save_section, start
from turnabout.applications.actions.grades import map_grade, unmap_grade
from turnabout.applications.actions.leaders import confirm, name_leader, send_new_link, turn_down
from turnabout.applications.actions.managers import (
    answer_release,
    expire_release,
    remind_manager,
    send_managers_link,
)
from turnabout.applications.actions.offers import BOUNDARIES, change_boundaries, offer_experience, withdraw_experience
from turnabout.applications.actions.other_form import begin_other_form
from turnabout.applications.actions.release import (
    ask_for_them,
    ask_manager,
    confirm_otherwise,
    cover_arranged,
    note_talk,
    send_letter_again,
    stop_asking,
    take_over,
    waive,
)
from turnabout.applications.actions.returning import confirm_again, continue_earlier
from turnabout.applications.actions.roles import apply_for_either, place_in_role
from turnabout.applications.actions.sending import reopen, send_again, start_again, submit, withdraw
from turnabout.applications.writing import Overtaken

__all__ = [
    "BOUNDARIES",
    "Overtaken",
    "answer_release",
    "apply_for_either",
    "ask_for_them",
    "ask_manager",
    "begin_other_form",
    "change_any_time",
    "change_boundaries",
    "confirm",
    "confirm_again",
    "confirm_entered",
    "confirm_otherwise",
    "continue_earlier",
    "correct_entered",
    "cover_arranged",
    "declare_identity",
    "enter",
    "expire_entered",
    "expire_release",
    "keep",
    "keep_entered",
    "map_grade",
    "name_leader",
    "note_talk",
    "offer_experience",
    "offer_for_them",
    "place_in_role",
    "record_call",
    "refuse_entered",
    "remind_manager",
    "remove_entered",
    "reopen",
    "save_section",
    "say_closing_soon",
    "send_again",
    "send_entry_link",
    "send_letter_again",
    "send_managers_link",
    "send_new_link",
    "start",
    "start_again",
    "stop_asking",
    "submit",
    "take_over",
    "turn_down",
    "unmap_grade",
    "waive",
    "withdraw",
    "withdraw_experience",
]
