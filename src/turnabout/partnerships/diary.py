"""How a meeting stands in a diary: a neutral title, because an office calendar is read by others."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.calendar import CANCEL, REQUEST, Entry, Party, invitation


def request(meeting: Any, recipient: Any) -> tuple[str, str]:
    """The calendar part that puts the meeting into a diary, as (method, RFC 5545 text)."""
    return REQUEST, _part(meeting, recipient, REQUEST)


def cancel(meeting: Any, recipient: Any) -> tuple[str, str]:
    """The calendar part that takes the meeting out of a diary again."""
    return CANCEL, _part(meeting, recipient, CANCEL)


def entry(meeting: Any) -> Entry:
    """The meeting as a line of a calendar feed."""
    return Entry(
        uid=_uid(meeting),
        title=meeting.partnership.cohort.calendar_title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        stamped_at=meeting.changed_at,
        place=meeting.place,
        sequence=meeting.sequence,
        cancelled=meeting.status == "cancelled",
    )


def _uid(meeting: Any) -> str:
    return f"meeting-{meeting.id}@turnabout.invalid"


def _part(meeting: Any, recipient: Any, method: str) -> str:
    cohort = meeting.partnership.cohort
    return invitation(
        uid=_uid(meeting),
        title=cohort.calendar_title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        stamped_at=meeting.changed_at,
        place=meeting.place,
        sequence=meeting.sequence,
        method=method,
        organiser=Party(cohort.contact_name, cohort.contact_email),
        attendee=Party(recipient.name, recipient.email),
    )
