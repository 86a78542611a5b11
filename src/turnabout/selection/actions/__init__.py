"""Writes of this room: decide and take back, edit letters and release them, give places, and end somebody's part."""

from turnabout.selection.actions.deciding import decide, decide_several, take_back
from turnabout.selection.actions.reserve import leave_free, offer_next, offer_place, order_reserve
from turnabout.selection.actions.taking_part import complete_participations, exempt_alumnus, withdraw
from turnabout.selection.actions.telling import edit_letter, release, standard_letter

__all__ = [
    "complete_participations",
    "decide",
    "decide_several",
    "edit_letter",
    "exempt_alumnus",
    "leave_free",
    "offer_next",
    "offer_place",
    "order_reserve",
    "release",
    "standard_letter",
    "take_back",
    "withdraw",
]
