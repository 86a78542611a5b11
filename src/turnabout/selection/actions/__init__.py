"""Writes of this room: panels, decisions, letters, places, and the end of somebody's part."""

from turnabout.selection.actions.assessing import declare, finish, hand_back, keep, reopen
from turnabout.selection.actions.deciding import decide, decide_several, take_back
from turnabout.selection.actions.panels import call_in, check, give_out, set_panel
from turnabout.selection.actions.reserve import leave_free, offer_next, offer_place, order_reserve
from turnabout.selection.actions.settling import settle
from turnabout.selection.actions.taking_part import complete_participations, exempt_alumnus, withdraw
from turnabout.selection.actions.telling import edit_letter, release, standard_letter

__all__ = [
    "call_in",
    "check",
    "complete_participations",
    "decide",
    "decide_several",
    "declare",
    "edit_letter",
    "exempt_alumnus",
    "finish",
    "give_out",
    "hand_back",
    "keep",
    "leave_free",
    "offer_next",
    "offer_place",
    "order_reserve",
    "release",
    "reopen",
    "set_panel",
    "settle",
    "standard_letter",
    "take_back",
    "withdraw",
]
