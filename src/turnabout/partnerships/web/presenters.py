"""A pair's meetings in words, as marks and as rows with what can be done about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as lazy

from turnabout.foundation.clock import LONDON
from turnabout.partnerships import permissions
from turnabout.partnerships.models import Meeting

MARKS = {"held": "held", "accepted": "agreed", "proposed": "proposed"}
MARK_WORDS = {"held": lazy("held, %(day)s"), "accepted": lazy("agreed, %(day)s"), "proposed": lazy("proposed, %(day)s")}
DEEDS: dict[str, dict[str, Any]] = {
    "accept": {
        "title": lazy("Say yes to this date"),
        "text": lazy("You both get an invitation for your calendar. Its title does not say what the meeting is about."),
        "button": lazy("Yes, that suits me"),
    },
    "decline": {
        "title": lazy("Ask for another time"),
        "text": lazy("Your partner hears that this time does not work, and proposes another. No reason is asked."),
        "button": lazy("Ask for another time"),
    },
    "held": {
        "title": lazy("Say that you met"),
        "text": lazy("The meeting is marked as held, for both of you. What you talked about is not asked."),
        "button": lazy("We met"),
    },
    "missed": {
        "title": lazy("Say that it did not take place"),
        "text": lazy("The meeting is marked as cancelled, and nobody is named for it. No message is sent."),
        "button": lazy("It did not take place"),
    },
    "cancel": {
        "title": lazy("Cancel this meeting"),
        "text": lazy("You are both told, and it is taken out of both calendars. Another date can be proposed."),
        "button": lazy("Cancel this meeting"),
        "variant": "warning",
    },
}
"""What can be done about a meeting, by the name of its page: heading, what happens then, and the button."""


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting and what the reader can do about it: names of pages, the first one the most likely."""

    meeting: Meeting
    deeds: list[str] = field(default_factory=list)


def marks(meetings: Iterable[Meeting]) -> list[dict[str, str]]:
    """The meetings that were held or are planned, in time, as the marks component takes them."""
    standing = [meeting for meeting in meetings if meeting.status in MARKS]
    return [
        {
            "state": MARKS[meeting.status],
            "words": MARK_WORDS[meeting.status] % {"day": date_format(meeting.starts_at.astimezone(LONDON), "j F")},
        }
        for meeting in sorted(standing, key=lambda one: (one.status != "held", one.starts_at))
    ]


def rows(meetings: Iterable[Meeting], by: Any, now: datetime) -> list[Row]:
    """Every meeting in time, each with the deeds that are open to the reader at this moment."""
    return [Row(meeting, deeds(meeting, by, now)) for meeting in meetings]


def deeds(meeting: Meeting, by: Any, now: datetime) -> list[str]:
    """The names of the pages that are open to the reader for one meeting."""
    allowed = {
        "accept": permissions.may_accept_meeting,
        "decline": permissions.may_decline_meeting,
        "held": permissions.may_mark_held,
        "missed": permissions.may_mark_missed,
        "cancel": permissions.may_cancel_meeting,
    }
    open_now = [name for name, may in allowed.items() if may(by, meeting, now)]
    return [name for name in open_now if name != "cancel" or "decline" not in open_now]
