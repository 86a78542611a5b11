"""What the pair is told. Neutral words: a message may be read over a shoulder."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.dates import day_time
from turnabout.foundation.mail.types import When, message
from turnabout.partnerships import diary


def _both(thing: Any) -> list[Any]:
    partnership = getattr(thing, "partnership", thing)
    return [partnership.mentor.person, partnership.mentee.person]


def _mentor(meeting: Any) -> list[Any]:
    return [meeting.partnership.mentor.person]


def _mentee(meeting: Any) -> list[Any]:
    return [meeting.partnership.mentee.person]


def _pair(partnership: Any, to: Any) -> dict[str, Any]:
    return {
        "partner": partnership.partner_of(to).name,
        "page": settings.BASE_URL + reverse("partnerships:pair", args=[partnership.pk]),
        "contact": partnership.cohort.contact_email,
    }


def _meeting(meeting: Any, to: Any) -> dict[str, Any]:
    return {**_pair(meeting.partnership, to), "when": day_time(meeting.starts_at)}


def _cohort(thing: Any) -> Any:
    return getattr(thing, "partnership", thing).cohort_id


message(
    "partnerships.begun",
    label=_("Your partner, and the agreement to sign"),
    whom=_("Both of a new pair"),
    when=When(upon=_("both of a pair have said yes"), first=("matching",), last=("end",)),
    subject=_("Leadership and inclusion programme: your partner"),
    body=_(
        "Hello {name},\n\nYou and {partner} have both said yes. Please read the agreement and sign it. "
        "It takes about five minutes:\n\n{page}\n\nQuestions? Write to {contact}."
    ),
    audience=_both,
    variables=_pair,
    scope=_cohort,
    about=lambda thing: thing.pk,
    confidential=True,
)
message(
    "partnerships.active",
    label=_("You can book your meetings"),
    whom=_("Both of a pair who have signed"),
    when=When(upon=_("both of a pair have signed"), first=("matching",), last=("end",)),
    subject=_("Leadership and inclusion programme: you can book your meetings"),
    body=_("Hello {name},\n\nYou and {partner} have both signed. Meetings can be booked now:\n\n{page}"),
    audience=_both,
    variables=_pair,
    scope=_cohort,
    about=lambda thing: thing.pk,
    confidential=True,
)
message(
    "partnerships.ended",
    label=_("Your meetings have ended"),
    whom=_("Both of a pair that has ended"),
    when=When(upon=_("a pair ends early"), first=("start",), last=("end",)),
    subject=_("Leadership and inclusion programme: a change"),
    body=_(
        "Hello {name},\n\nYour meetings with {partner} have ended. No reason was asked, and nobody is at fault. "
        "If you would like to talk about what comes next, write to {contact}."
    ),
    audience=_both,
    variables=_pair,
    scope=_cohort,
    about=lambda thing: thing.pk,
    confidential=True,
    after_leaving=True,
)
message(
    "partnerships.meeting_proposed",
    label=_("A date to answer"),
    whom=_("The one who is asked to meet"),
    when=When(upon=_("one of a pair proposes a meeting"), first=("start",), last=("end",)),
    subject=_("Leadership and inclusion programme: a date for you to answer"),
    body=_("Hello {name},\n\n{partner} proposes to meet on {when}. Say yes, or ask for another time:\n\n{page}"),
    audience=_mentor,
    variables=_meeting,
    scope=_cohort,
    about=lambda thing: thing.pk,
    confidential=True,
)
message(
    "partnerships.meeting_accepted",
    label=_("A meeting is agreed"),
    whom=_("Both of a pair"),
    when=When(upon=_("a meeting is agreed"), first=("start",), last=("end",)),
    subject=_("Leadership and inclusion programme: {when}"),
    body=_("Hello {name},\n\nYour meeting with {partner} is on {when}. The invitation for your diary is attached."),
    audience=_both,
    variables=_meeting,
    scope=_cohort,
    about=lambda thing: thing.pk,
    calendar=diary.request,
    confidential=True,
)
message(
    "partnerships.meeting_declined",
    label=_("Another date, please"),
    whom=_("The one who proposed"),
    when=When(upon=_("a date does not suit"), first=("start",), last=("end",)),
    subject=_("Leadership and inclusion programme: another date, please"),
    body=_("Hello {name},\n\n{when} does not work for {partner}. Please propose another time:\n\n{page}"),
    audience=_mentee,
    variables=_meeting,
    scope=_cohort,
    about=lambda thing: thing.pk,
    confidential=True,
)
message(
    "partnerships.meeting_cancelled",
    label=_("A meeting is cancelled"),
    whom=_("Both of a pair"),
    when=When(upon=_("a meeting is cancelled"), first=("start",), last=("end",)),
    subject=_("Leadership and inclusion programme: cancelled, {when}"),
    body=_("Hello {name},\n\nThe meeting with {partner} on {when} is cancelled. See what comes next:\n\n{page}"),
    audience=_both,
    variables=_meeting,
    scope=_cohort,
    about=lambda thing: thing.pk,
    calendar=diary.cancel,
    confidential=True,
    after_leaving=True,
)
