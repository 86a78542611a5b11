"""Writes of partnerships: agree, sign, meet, end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.partnerships import agreement
from turnabout.partnerships.models import (
    CANCEL_REASONS,
    MINUTES,
    MODES,
    PLANNED_MEETINGS,
    Meeting,
    Partnership,
    Signature,
)
from turnabout.partnerships.permissions import may_propose_meeting, may_sign
from turnabout.partnerships.statuses import MEETING, PARTNERSHIP
from turnabout.selection.models import Participation

LONGEST_PLACE = 200


@action("partnership.made")
def begin(*, mentor: Participation, mentee: Participation, by: Any, now: datetime) -> Partnership:
    """Make a partnership of two who both said yes, and tell both. Called by the listener on their second yes."""
    partnership = Partnership.objects.create(
        cohort=mentor.cohort, mentor=mentor, mentee=mentee, agreed_at=now, agreed_by=by.id
    )
    send("partnerships.begun", thing=partnership, by=by, now=now)
    return partnership


@action("partnership.signed", about="partnership")
def sign(*, partnership: Partnership, by: Any, now: datetime) -> Partnership:
    """Sign the agreement in force; the second signature starts the partnership. Each keeps a copy of the words.

    Refused for anybody but the two, for a second signature of the same person, and when the words have changed
    since the partner signed.
    """
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require(may_sign(by, partnership, now))
    first = partnership.signatures.first()
    if first is not None and first.digest != agreement.digest():
        raise Refused(_("The agreement changed after your partner signed. Ask the co-ordinator to start it again."))
    move = "first_sign" if first is None else "sign"
    signature = Signature(
        id=new_id(),
        partnership=partnership,
        person=by,
        version=agreement.VERSION,
        digest=agreement.digest(),
        signed_at=now,
        signed_by=by.id,
    )
    vault.lock(signature, "copy", agreement.text())
    moves.apply(PARTNERSHIP, partnership, move, by=by, now=now)
    signature.save()
    return partnership


@action("meeting.proposed")
def propose_meeting(
    *, partnership: Partnership, starts_at: datetime, mode: str, place: str = "", by: Any, now: datetime
) -> Meeting:
    """The reverse mentee proposes an hour; the reverse mentor is asked.

    Refused in the past, after six meetings, in a way of meeting that does not exist, or on top of another one.
    """
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require(may_propose_meeting(by, partnership, now))
    if starts_at <= now:
        raise Refused(_("Choose a time that is still to come."))
    if mode not in dict(MODES):
        raise Refused(_("Choose how you will meet."))
    standing = partnership.meetings.filter(status__in=("proposed", "accepted", "held"))
    if standing.count() >= PLANNED_MEETINGS:
        raise Refused(_("All six meetings are planned. Cancel one before you propose another."))
    ends_at = starts_at + timedelta(minutes=MINUTES)
    if standing.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refused(_("You two already have a meeting at that time. Choose another time."))
    meeting = Meeting.objects.create(
        partnership=partnership,
        number=standing.count() + 1,
        starts_at=starts_at,
        ends_at=ends_at,
        mode=mode,
        place=place.strip()[:LONGEST_PLACE],
        proposed_at=now,
        proposed_by=by.id,
        changed_at=now,
        changed_by=by.id,
    )
    send("partnerships.meeting_proposed", thing=meeting, by=by, now=now)
    return meeting


@action("meeting.accepted", about="meeting")
def accept_meeting(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """The reverse mentor accepts; both get a calendar invitation."""
    _changed(meeting, by, now)
    moves.apply(MEETING, meeting, "accept", by=by, now=now)
    return meeting


@action("meeting.declined", about="meeting")
def decline_meeting(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """The reverse mentor asks for another time; no reason is asked."""
    moves.apply(MEETING, meeting, "decline", by=by, now=now)
    return meeting


@action("meeting.held", about="meeting")
def mark_held(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """Say that the meeting took place. Nothing of what was said is asked or kept."""
    moves.apply(MEETING, meeting, "hold", by=by, now=now)
    return meeting


@action("meeting.cancelled", about="meeting")
def cancel_meeting(*, meeting: Meeting, reason: str, by: Any, now: datetime) -> Meeting:
    """Cancel with a reason from the list; both calendars are told. Who cancelled is kept, by role."""
    if reason not in dict(CANCEL_REASONS):
        raise Refused(_("Choose why the meeting is cancelled."))
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.cancelled_by_role = meeting.partnership.role_of(by)
    meeting.sequence += 1
    _changed(meeting, by, now)
    moves.apply(MEETING, meeting, "cancel", by=by, now=now, reason=reason)
    return meeting


@action("partnership.ended", about="partnership")
def end(*, partnership: Partnership, by: Any, now: datetime) -> Partnership:
    """End it, with no reason asked and no fault recorded; planned meetings are taken out of both diaries."""
    moves.apply(PARTNERSHIP, partnership, "end", by=by, now=now)
    note(no_fault=True)
    return partnership


@action("partnership.completed", about="partnership")
def complete(*, partnership: Partnership, by: Any, now: datetime) -> Partnership:
    """The six months are over."""
    moves.apply(PARTNERSHIP, partnership, "complete", by=by, now=now)
    return partnership


def _changed(meeting: Meeting, by: Any, now: datetime) -> None:
    meeting.changed_at, meeting.changed_by = now, by.id
    meeting.save()
