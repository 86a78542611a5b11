"""Who may do what in a partnership: the two people, and for its end their co-ordinator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.applications.cases import may_handle
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.partnerships import agreement
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.partnerships.statuses import MEETING

LIVE = ("agreed", "half_signed", "active")
"""Partnerships that take up a place of each of the two."""
CLOSING = ("closing", "evaluated", "completed")
OVER = no(lazy("Your meetings have ended, so there is nothing more to do here."))


def may_see(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """The two people themselves, and nobody else."""
    return YES if partnership is not None and partnership.role_of(by) else NOT_YOURS


def may_sign(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """Each of the two signs the words in force once."""
    if partnership is None or not partnership.role_of(by):
        return NOT_YOURS
    if partnership.status not in ("agreed", "half_signed"):
        return OVER if partnership.status != "active" else no(_("You have both signed already."))
    if partnership.signatures.filter(person_id=by.id, digest=agreement.digest(partnership.cohort)).exists():
        return no(_("You have signed already. Your partner still has to."))
    return YES


def may_propose_meeting(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """The reverse mentee proposes: booking is never the reverse mentor's burden."""
    if partnership is None or not (role := partnership.role_of(by)):
        return NOT_YOURS
    if role != "mentee":
        return no(_("The reverse mentee proposes dates. You can accept one or ask for another."))
    if partnership.status not in LIVE:
        return OVER
    if partnership.status != "active":
        return no(_("You can book meetings once both of you have signed the agreement."))
    return YES


def may_decline_meeting(by: Any, meeting: Meeting | None, now: datetime) -> Decision:
    """The reverse mentor asks for another time instead of one that was proposed."""
    standing = _standing(by, meeting, "proposed")
    if not standing or meeting is None:
        return standing
    answers = meeting.partnership.role_of(by) == "mentor"
    return YES if answers else no(_("The reverse mentor answers. You proposed this date."))


def may_accept_meeting(by: Any, meeting: Meeting | None, now: datetime) -> Decision:
    """The reverse mentor says yes, while the hour is still to come and the two still meet."""
    allowed = may_decline_meeting(by, meeting, now)
    if not allowed or meeting is None:
        return allowed
    if meeting.partnership.status != "active":
        return OVER
    return YES if now < meeting.starts_at else no(_("That time has passed. Ask for another time."))


def may_mark_held(by: Any, meeting: Meeting | None, now: datetime) -> Decision:
    """Either of the two, once a meeting that both agreed on has begun."""
    standing = _standing(by, meeting, "accepted")
    if not standing or meeting is None:
        return standing
    return YES if now >= meeting.starts_at else no(_("You can say so once the meeting has begun."))


def may_mark_missed(by: Any, meeting: Meeting | None, now: datetime) -> Decision:
    """Either of the two, once it should have begun."""
    standing = _standing(by, meeting, "proposed", "accepted")
    if not standing or meeting is None:
        return standing
    return YES if now >= meeting.starts_at else no(_("That time is still to come. You can cancel the meeting."))


def may_cancel_meeting(by: Any, meeting: Meeting | None, now: datetime) -> Decision:
    """Either of the two, until it begins."""
    standing = _standing(by, meeting, "proposed", "accepted")
    if not standing or meeting is None:
        return standing
    return YES if now < meeting.starts_at else no(_("That time has passed. Say whether you met or not."))


def may_call_off_meeting(by: Any, meeting: Meeting | None, now: datetime) -> Decision:
    """Whoever ends the partnership, and whoever leaves the cohort, takes its meetings out of the diaries."""
    partnership = None if meeting is None else meeting.partnership
    return may_leave(by, partnership, now) or may_end(by, partnership, now)


def may_end(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """Either of the two at any time, with no reason; or whoever handles the reverse mentee's case."""
    if partnership is None:
        return NOT_YOURS
    if not (partnership.role_of(by) or (handled := may_handle(by, partnership.mentee, now))):
        return handled
    return YES if partnership.status in LIVE else OVER


def may_end_for_them(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """The page on which a co-ordinator, or the independent contact, writes an end down for the two."""
    if partnership is None:
        return NOT_YOURS
    handled = may_handle(by, partnership.mentee, now)
    return may_end(by, partnership, now) if handled else handled


def may_leave(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """Anybody's withdrawal from the cohort, once it was allowed below, ends their partnerships with it."""
    if partnership is None or "withdrawn" not in (partnership.mentor.status, partnership.mentee.status):
        return NOT_YOURS
    return YES


def may_complete(by: Any, partnership: Partnership | None, now: datetime) -> Decision:
    """The co-ordinator of the cohort, at its end."""
    return may_complete_all(by, None if partnership is None else partnership.cohort, now)


def may_complete_all(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The co-ordinator of the cohort, once mentoring draws to its end."""
    if cohort is None or not _keeps(by, cohort, now):
        return NOT_YOURS
    if cohort.status not in CLOSING:
        return no(_("Pairs are complete when mentoring ends. Close the cohort’s mentoring first."))
    return YES


def may_see_pairs(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators see who is paired with whom, and how far they have got."""
    return YES if cohort is not None and _keeps(by, cohort, now) else NOT_YOURS


def _standing(by: Any, meeting: Meeting | None, *statuses: str) -> Decision:
    """Whether a meeting of one's own is at a point at which something can be done about it."""
    if meeting is None or not meeting.partnership.role_of(by):
        return NOT_YOURS
    if meeting.status not in statuses:
        label = MEETING.status(meeting.status).label
        return no(_("This meeting is “%(status)s”, so that cannot be done now.") % {"status": label})
    return YES


def _keeps(by: Any, cohort: Cohort, now: datetime) -> bool:
    return by.id is not None and is_coordinator(by, cohort, day_of(now))
