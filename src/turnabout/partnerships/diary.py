"""How a meeting stands in a diary: a neutral title, because an office calendar is read by others."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.calendar import CANCEL, REQUEST, Party, invitation


def request(meeting: Any, recipient: Any) -> tuple[str, str]:
    """The calendar part that puts the meeting into a diary, as (method, RFC 5545 text)."""
    return REQUEST, _part(meeting, recipient, REQUEST)


def cancel(meeting: Any, recipient: Any) -> tuple[str, str]:
    """The calendar part that takes the meeting out of a diary again."""
    return CANCEL, _part(meeting, recipient, CANCEL)


def _part(meeting: Any, recipient: Any, method: str) -> str:
    cohort = meeting.partnership.cohort
    return invitation(
        uid=f"meeting-{meeting.id}@turnabout.invalid",
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
