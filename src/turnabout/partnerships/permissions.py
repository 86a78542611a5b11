"""Who may do what in a partnership: the two people, and for its end their co-ordinator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.partnerships.models import Meeting, Partnership

LIVE = ("agreed", "half_signed", "active")


def may_see(by: Any, partnership: Partnership, now: datetime) -> Decision:
    """The two people themselves, and nobody else."""
    return YES if partnership.role_of(by) else NOT_YOURS


def may_sign(by: Any, partnership: Partnership, now: datetime) -> Decision:
    """Each of the two signs once."""
    if not partnership.role_of(by):
        return NOT_YOURS
    if partnership.signatures.filter(person=by).exists():
        return no(_("You have signed already. Your partner still has to."))
    return YES


def may_propose_meeting(by: Any, partnership: Partnership, now: datetime) -> Decision:
    """The reverse mentee proposes: booking is never the reverse mentor's burden."""
    role = partnership.role_of(by)
    if not role:
        return NOT_YOURS
    if role != "mentee":
        return no(_("The reverse mentee proposes dates. You can accept one or ask for another."))
    if partnership.status != "active":
        return no(_("You can book meetings once both of you have signed the agreement."))
    return YES


def may_answer_meeting(by: Any, meeting: Meeting, now: datetime) -> Decision:
    """The reverse mentor accepts a date or asks for another."""
    role = meeting.partnership.role_of(by)
    if not role:
        return NOT_YOURS
    return YES if role == "mentor" else no(_("The reverse mentor answers. You proposed this date."))


def may_mark_held(by: Any, meeting: Meeting, now: datetime) -> Decision:
    """Either of the two, once it has begun."""
    if not meeting.partnership.role_of(by):
        return NOT_YOURS
    return YES if now >= meeting.starts_at else no(_("You can say so once the meeting has begun."))


def may_cancel_meeting(by: Any, meeting: Meeting, now: datetime) -> Decision:
    """Either of the two, until it is over."""
    return YES if meeting.partnership.role_of(by) else NOT_YOURS


def may_end(by: Any, partnership: Partnership, now: datetime) -> Decision:
    """Either of the two at any time, with no reason; or their co-ordinator."""
    if partnership.role_of(by) or is_coordinator(by, partnership.cohort, day_of(now)):
        return YES
    return NOT_YOURS


def may_complete(by: Any, partnership: Partnership, now: datetime) -> Decision:
    """The co-ordinator of the cohort, at its end."""
    return YES if is_coordinator(by, partnership.cohort, day_of(now)) else NOT_YOURS
