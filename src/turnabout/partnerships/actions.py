"""Writes of partnerships: begin, sign, meet, end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.matching import actions as matching
from turnabout.partnerships import agreement
from turnabout.partnerships.models import (
    CANCEL_REASONS,
    LONGEST_PLACE,
    MODES,
    Meeting,
    Partnership,
    Signature,
)
from turnabout.partnerships.permissions import LIVE, may_complete_all, may_propose_meeting, may_sign
from turnabout.partnerships.queries import PLANNED, WITH_BOTH, clashes
from turnabout.partnerships.statuses import MEETING, PARTNERSHIP
from turnabout.selection.models import Participation


@action("partnership.made")
def begin(*, mentor: Participation, mentee: Participation, by: Any, now: datetime) -> Partnership:
    """Make a partnership of two who both said yes, and tell both. Called by the listener on their second yes."""
    partnership = Partnership.objects.create(
        cohort=mentor.cohort, mentor=mentor, mentee=mentee, agreed_at=now, agreed_by=by.id
    )
    send("partnerships.begun", thing=partnership, by=by, now=now)
    return partnership


@action("partnership.signed", about="partnership")
def sign(*, partnership: Partnership, read: str = "", by: Any, now: datetime) -> Partnership:
    """Sign the agreement in force; when both have signed the same words, the partnership starts.

    Each keeps a copy under their own key. `read` is the digest of the words on the signer's screen: refused when
    they have changed since. A partner who signed earlier words has to sign again, and nothing starts before.
    Refused for anybody but the two, and for the same words twice.
    """
    partnership = _locked(partnership)
    require(may_sign(by, partnership, now))
    if read and read != agreement.digest(partnership.cohort):
        raise Refused(_("The agreement was changed while you read it. Read it again, then sign."))
    signature = Signature(
        id=new_id(),
        partnership=partnership,
        person=by,
        version=agreement.VERSION,
        digest=agreement.digest(partnership.cohort),
        signed_at=now,
        signed_by=by.id,
    )
    vault.lock(signature, "copy", agreement.text(partnership.cohort))
    others = partnership.signatures.exclude(person_id=by.id).filter(digest=signature.digest)
    if partnership.status == "agreed":
        moves.apply(PARTNERSHIP, partnership, "first_sign", by=by, now=now)
    elif others.exists():
        moves.apply(PARTNERSHIP, partnership, "sign", by=by, now=now)
    signature.save(force_insert=True)
    return partnership


@action("meeting.proposed")
def propose_meeting(
    *, partnership: Partnership, starts_at: datetime, mode: str, place: str = "", by: Any, now: datetime
) -> Meeting:
    """The reverse mentee proposes an hour; the reverse mentor is asked.

    Refused in the past, beyond the meetings that the cohort plans, in a way of meeting that does not
    exist, or on top of another meeting of the reverse mentee's, in whichever of their pairs.
    """
    partnership = _locked(partnership)
    require(may_propose_meeting(by, partnership, now))
    if starts_at <= now:
        raise Refused(_("That time has passed. Choose a time that is still to come."))
    if mode not in dict(MODES):
        raise Refused(_("Choose how you will meet."))
    policies = partnership.cohort.policies
    if partnership.meetings.filter(status__in=(*PLANNED, "held")).count() >= policies["meetings_planned"]:
        raise Refused(
            _("All %(many)d meetings are planned or held. Cancel one before you propose another.")
            % {"many": policies["meetings_planned"]}
        )
    ends_at = starts_at + timedelta(minutes=policies["meeting_minutes"])
    if clashes(by, starts_at, ends_at):
        raise Refused(_("You already have a meeting at that time. Choose another time."))
    meeting = Meeting.objects.create(
        partnership=partnership,
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
    """The reverse mentor accepts; both get a calendar invitation. Refused on top of another meeting of theirs."""
    if clashes(by, meeting.starts_at, meeting.ends_at, but=meeting):
        raise Refused(_("You already have a meeting at that time. Ask for another time."))
    return _move(meeting, "accept", by, now)


@action("meeting.declined", about="meeting")
def decline_meeting(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """The reverse mentor asks for another time; no reason is asked."""
    return _move(meeting, "decline", by, now)


@action("meeting.held", about="meeting")
def mark_held(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """Say that the meeting took place. Nothing of what was said is asked or kept."""
    return _move(meeting, "hold", by, now)


@action("meeting.missed", about="meeting")
def mark_missed(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """Say that a meeting whose time has come did not take place; nobody is named for it and nobody is written to."""
    return _move(meeting, "miss", by, now)


@action("meeting.cancelled", about="meeting")
def cancel_meeting(*, meeting: Meeting, reason: str, by: Any, now: datetime) -> Meeting:
    """Cancel with a reason from the list; both are told, and their calendars. Who cancelled is kept, by role.

    The reason is locked under the pair's key: it may tell of illness or of an adjustment.
    """
    if reason not in dict(CANCEL_REASONS):
        raise Refused(_("Choose why the meeting is cancelled."))
    vault.lock(meeting, "why_cancelled", reason)
    return _move(meeting, "cancel", by, now, role=meeting.partnership.role_of(by))


@action("partnership.ended", about="partnership")
def end(*, partnership: Partnership, by: Any, now: datetime) -> Partnership:
    """End it, with no reason asked and no fault recorded; planned meetings are taken out of both diaries.

    Both stay in the cohort with a free place, and are never proposed to each other again.
    """
    return _end(partnership, "end", by, now)


@action("partnership.left", about="partnership")
def leave(*, partnership: Partnership, by: Any, now: datetime) -> Partnership:
    """End it because one of the two left the cohort. Called by the listener on their withdrawal."""
    return _end(partnership, "leave", by, now)


@action("partnership.completed", about="partnership")
def complete(*, partnership: Partnership, by: Any, now: datetime) -> Partnership:
    """The six months are over."""
    moves.apply(PARTNERSHIP, partnership, "complete", by=by, now=now)
    return partnership


@action("partnerships.completed", about="cohort")
def complete_all(*, cohort: Cohort, by: Any, now: datetime) -> int:
    """Complete every pair of the cohort that meets, and end those that never signed. Returns how many completed."""
    require(may_complete_all(by, cohort, now))
    found = Partnership.objects.select_for_update().filter(cohort=cohort, status__in=LIVE).order_by("id")
    done = [one for one in found if one.status == "active"]
    for partnership in found:
        if partnership in done:
            moves.apply(PARTNERSHIP, partnership, "complete", by=by, now=now)
        else:
            _end(partnership, "end", by, now)
    note(completed=len(done), ended=len(found) - len(done))
    return len(done)


def _locked(partnership: Partnership) -> Partnership:
    return Partnership.objects.select_for_update(of=("self",)).select_related(*WITH_BOTH).get(pk=partnership.pk)


def _move(meeting: Meeting, name: str, by: Any, now: datetime, role: str = "") -> Meeting:
    """Apply the move; what the calendars are told counts one up when a meeting is taken out of them."""
    meeting.changed_at, meeting.changed_by, meeting.cancelled_by_role = now, by.id, role
    if name in ("cancel", "call_off"):
        meeting.sequence += 1
    moves.apply(MEETING, meeting, name, by=by, now=now)
    meeting.save(update_fields=["changed_at", "changed_by", "cancelled_by_role", "why_cancelled", "sequence"])
    return meeting


def _end(partnership: Partnership, move: str, by: Any, now: datetime) -> Partnership:
    for meeting in partnership.meetings.filter(status__in=PLANNED, starts_at__gt=now):
        _move(meeting, "call_off", by, now)
    moves.apply(PARTNERSHIP, partnership, move, by=by, now=now)
    matching.part(mentor=partnership.mentor, mentee=partnership.mentee, by=by, now=now)
    note(no_fault=True)
    return partnership
