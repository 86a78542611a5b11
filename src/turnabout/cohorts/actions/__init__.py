"""Writes: organisations, programmes, cohorts with their dates, roles, and the stages of a cohort's life."""

from turnabout.cohorts.actions.copying import copy_cohort
from turnabout.cohorts.actions.founding import create_cohort, create_organisation, create_programme, list_leaders
from turnabout.cohorts.actions.joining import forget_address, leave_address, take_address_back, tell_waiting
from turnabout.cohorts.actions.lists import set_list
from turnabout.cohorts.actions.organisations import add_contact, change_contact, remove_contact, set_brand
from turnabout.cohorts.actions.passages import change_passage
from turnabout.cohorts.actions.plan import (
    change_date,
    change_words,
    extend_applications,
    set_calendar_title,
    set_nations,
    set_policies,
    switch_stages,
)
from turnabout.cohorts.actions.readiness import ask, mark_ready, record_undertaking, take_back, undertake, unmark
from turnabout.cohorts.actions.roles import appoint, end_role, give_role, name_manager
from turnabout.cohorts.actions.stages import (
    begin_closing,
    call_off,
    close_applications,
    complete,
    evaluate,
    launch,
    open_applications,
    prepare,
    start_matching,
)

__all__ = [
    "add_contact",
    "appoint",
    "ask",
    "begin_closing",
    "call_off",
    "change_contact",
    "change_date",
    "change_passage",
    "change_words",
    "close_applications",
    "complete",
    "copy_cohort",
    "create_cohort",
    "create_organisation",
    "create_programme",
    "end_role",
    "evaluate",
    "extend_applications",
    "forget_address",
    "give_role",
    "launch",
    "leave_address",
    "list_leaders",
    "mark_ready",
    "name_manager",
    "open_applications",
    "prepare",
    "record_undertaking",
    "remove_contact",
    "set_brand",
    "set_calendar_title",
    "set_list",
    "set_nations",
    "set_policies",
    "start_matching",
    "switch_stages",
    "take_address_back",
    "take_back",
    "tell_waiting",
    "undertake",
    "unmark",
]
