"""Who may enter an application for somebody else, correct it, and write down that they confirmed it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.cases import may_handle, not_for
from turnabout.applications.entered import arrived_in_time, decisions_are_out, is_entered, last_day, stands_in_for
from turnabout.applications.models import IMPORT, MENTEE, MENTOR, Application
from turnabout.applications.permissions.forms import contact, is_own, unfinished
from turnabout.applications.questions import declared_by
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.cohorts.planner import BOARD
from turnabout.foundation.accounts.actors import CLOCK, Outside, link_holder
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.design.dates import day

APPLICANTS_LINK = link_holder("the applicant's link")
"""Who confirms by the one-time link what a co-ordinator entered for them."""


def may_view_entered(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator of the cohort sees what was entered for people and is not confirmed yet."""
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    return no(_("Open the cohort first. Then applications can arrive.")) if cohort.status == "draft" else YES


def may_begin_entering(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator enters applications for people from opening until decisions are released."""
    seen = may_view_entered(by, cohort, now)
    if not seen or cohort is None:
        return seen
    return no(_too_late(cohort)) if decisions_are_out(cohort) else YES


def may_enter(by: Any, wish: Application | None, now: datetime) -> Decision:
    """Whoever would handle the case enters it for somebody else, if it arrived before applications closed.

    `wish` is the application as it would be, not stored yet. Nobody enters one for somebody they report to, whichever
    the role: whether that leader has applied is not theirs to learn. A reverse mentee of a Board programme is named
    instead.
    """
    if wish is None:
        return NOT_YOURS
    if not (handled := may_handle(by, wish, now)):
        return handled
    if wish.person_id == by.pk:
        return no(_("You cannot enter an application for yourself. Apply on the public page, and a colleague decides."))
    cohort = wish.cohort
    if wish.person.email and wish.person.email in not_for(by, cohort, now):
        return no(_("You report to this person, directly or through others. Ask a colleague to enter it."))
    if cohort.pattern == BOARD and wish.role != MENTOR:
        return no(_("In this programme the reverse mentees are named, so none is entered here. Use “Leaders”."))
    if cohort.status == "draft" or decisions_are_out(cohort):
        return no(_too_late(cohort))
    if wish.received_on is None or wish.received_on > day_of(now):
        return no(_("The day on which it arrived must be today or an earlier day."))
    return YES if arrived_in_time(cohort, wish.received_on) else no(_arrived_late(wish))


def may_correct_entered(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever handles the case reads and corrects what was entered, until the person it is about takes it over.

    Once decisions are out it can no longer be confirmed, so there is nothing left to read it for.
    """
    decision = may_remove_entered(by, application, now)
    if not decision or application is None:
        return decision
    return no(_too_late(application.cohort)) if decisions_are_out(application.cohort) else YES


def may_remove_entered(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever handles the case removes what was entered, until the person it is about takes it over."""
    if application is None or application.entered_at is None:
        return NOT_YOURS
    if not (handled := may_handle(by, application, now)):
        return handled
    if is_own(by, application) or application.status != "draft":
        return NOT_YOURS
    return YES if is_entered(application) else NOT_YOURS


def may_offer_for_them(by: Any, application: Application | None, now: datetime) -> Decision:
    """What somebody offers of lived experience is written down for them after their own consent, never from a list."""
    decision = may_correct_entered(by, application, now)
    if not decision or application is None:
        return decision
    if application.role == MENTEE:
        return NOT_YOURS
    if application.entered_how == IMPORT:
        return no(_("A list holds no consent. They say themselves what they offer, when they confirm."))
    return YES


def may_send_entry_link(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever may correct it has the person it is about asked to confirm it, if it came in time and has an address."""
    decision = may_correct_entered(by, application, now)
    if not decision or application is None:
        return decision
    if not application.person.email:
        return no(_("There is no email address. Ring them, read the answers back, and record the call."))
    return in_time(application)


def may_record_call(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever may correct it writes down that the person it is about agreed to it in a call."""
    decision = may_correct_entered(by, application, now)
    return decision if not decision or application is None else in_time(application)


def may_confirm_entered(by: Any, application: Application, now: datetime) -> Decision:
    """The holder of the link, or whoever records the call, sends what was entered, once it is whole.

    Until decisions are released, if it arrived before applications closed.
    """
    if not is_entered(application):
        return NOT_YOURS
    by_link = isinstance(by, Outside) and by.label == APPLICANTS_LINK.label
    if not by_link and not (kept := may_correct_entered(by, application, now)):
        return kept
    if not (still := in_time(application)):
        return still
    if left := unfinished(application):
        return no(_("Not finished yet: %(sections)s.") % {"sections": "; ".join(left)})
    if {code for code, _words in declared_by(application.role)} - set(application.declarations):
        return no(_("Tick every declaration before it is sent"))
    return YES


def may_withdraw_for_them(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever handles the case withdraws it for somebody who rings and has no address to sign in with."""
    if application is None or not stands_in_for(by, application, now):
        return NOT_YOURS
    gone = application.status in ("draft", "withdrawn", "turned_down")
    return no(_("They take no part, so there is nothing to withdraw from.")) if gone else YES


def may_expire_entry(by: Any, application: Application, now: datetime) -> Decision:
    """The clock removes what nobody confirmed."""
    return YES if by is CLOCK and is_entered(application) else NOT_YOURS


def in_time(application: Application) -> Decision:
    """Whether what was entered may still be confirmed: it arrived before closing, and no decision is out."""
    if decisions_are_out(application.cohort):
        return no(_too_late(application.cohort))
    arrived = arrived_in_time(application.cohort, application.received_on)
    return YES if arrived else no(_arrived_late(application))


def _too_late(cohort: Cohort) -> str:
    if cohort.status == "draft":
        return _("Applications are not open yet.")
    return _("Decisions have been sent out, so no more applications come in. Ask %(who)s what can still be done.") % {
        "who": contact(cohort)
    }


def _arrived_late(application: Application) -> str:
    return _("It arrived on %(day)s, after applications had closed on %(last)s, so it cannot be taken.") % {
        "day": day(application.received_on),
        "last": day(last_day(application.cohort)),
    }
