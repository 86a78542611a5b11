"""Calendar invitations, cancellations and feeds (RFC 5545). Times are London's, with their zone written out.

The title is whatever the caller says: it is read on shared screens, so it must be neutral.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, Timezone, vCalAddress, vUri

from turnabout.foundation.clock import LONDON

PRODUCT = "-//Turnabout//Calendar//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
LONDON_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
"""London's two times as the rule of 1996 onwards: programs read a rule more surely than a list of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a calendar.

    `uid` stays the same for the life of the thing, `sequence` grows with each change that is told, and
    `stamped_at` is the instant of that change. All instants are aware.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    stamped_at: datetime
    place: str = ""
    link: str = ""
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """An organiser or attendee, as a calendar names one."""

    name: str
    email: str


def invitation(
    *,
    uid: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    stamped_at: datetime,
    place: str = "",
    link: str = "",
    sequence: int = 0,
    method: str = REQUEST,
    organiser: Party | None = None,
    attendee: Party | None = None,
) -> str:
    """The text of a calendar part that asks its reader to put one event into their calendar, or to change it.

    Send it again with the same `uid` and a higher `sequence` when time or place change. `method` is REQUEST,
    CANCEL or PUBLISH. Raises `ValueError` for a time without a zone, an end before its start, or an unknown
    method.
    """
    if method not in {REQUEST, CANCEL, PUBLISH}:
        raise ValueError(f"{method!r} is no calendar method; use REQUEST, CANCEL or PUBLISH.")
    entry = Entry(
        uid=uid,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        stamped_at=stamped_at,
        place=place,
        link=link,
        sequence=sequence,
        cancelled=method == CANCEL,
    )
    return _text(_calendar(method), [_event(entry, organiser, attendee)])


def cancellation(
    *,
    uid: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    stamped_at: datetime,
    sequence: int,
    place: str = "",
    organiser: Party | None = None,
    attendee: Party | None = None,
) -> str:
    """The text of a calendar part that takes the event `uid` out; `sequence` is above the last one sent."""
    return invitation(
        uid=uid,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        stamped_at=stamped_at,
        place=place,
        sequence=sequence,
        method=CANCEL,
        organiser=organiser,
        attendee=attendee,
    )


def feed(entries: Iterable[Entry], *, name: str) -> str:
    """The text of a whole calendar called `name`, earliest event first, for a program that follows it."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", LONDON.key)
    ordered = sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))
    return _text(calendar, [_event(entry, None, None) for entry in ordered])


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry, organiser: Party | None, attendee: Party | None) -> Event:
    for moment in (entry.starts_at, entry.ends_at, entry.stamped_at):
        if moment.tzinfo is None:
            raise ValueError(f"The calendar entry {entry.uid} has a time without a zone.")
    if entry.ends_at <= entry.starts_at:
        raise ValueError(f"The calendar entry {entry.uid} ends before it starts.")
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamped_at)
    event.add("dtstart", _wall(entry.starts_at))
    event.add("dtend", _wall(entry.ends_at))
    event.add("summary", " ".join(entry.title.split()))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    if entry.link:
        event.add("url", vUri(entry.link))
    if organiser:
        event.add("organizer", _address(organiser), encode=False)
    if attendee:
        address = _address(attendee)
        address.params["PARTSTAT"] = "NEEDS-ACTION"
        address.params["RSVP"] = "FALSE"
        event.add("attendee", address, encode=False)
    return event


def _wall(moment: datetime) -> datetime:
    """The time on London's clocks; in the hour after they went back that would be read as the hour before: then UTC."""
    local = moment.astimezone(LONDON)
    return moment.astimezone(UTC) if local.fold else local


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    address.params["CN"] = party.name
    return address


def _text(calendar: Calendar, events: list[Event]) -> str:
    calendar.add_component(Timezone.from_ical(LONDON_ZONE))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()
