"""The messages of this room, as data. Subjects are neutral: they stand on screens that others see.

So is what stands in a calendar, unless its owner chose otherwise.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.calendar import CANCEL, REQUEST, Party, cancellation, invitation
from turnabout.foundation.design.dates import span
from turnabout.foundation.mail.types import When, message

WHERE = _("When: {when}\n\nWhere: {where}")
SIGNED = _("Your sessions: <{link}>\n\nIf you have a question, ask {contact}: {contact_email}{contact_phone}.")


class Invited(NamedTuple):
    """Somebody who has no booking, and the session that they are written to about."""

    session: Any
    participation: Any

    @property
    def participation_id(self) -> UUID:
        id: UUID = self.participation.pk
        return id

    @property
    def cohort_id(self) -> UUID:
        """The cohort that the message belongs to."""
        id: UUID = self.participation.cohort_id
        return id


def _variables(booking: Any, to: Any) -> dict[str, str]:
    session, cohort = booking.session, booking.session.cohort
    choose = reverse("training:choose", args=[booking.participation_id, session.choose_group])
    return {
        "choose": f"{settings.BASE_URL}{choose}",
        "programme": cohort.calendar_title,
        "when": span(session.starts_at, session.ends_at),
        "where": where(session),
        "link": f"{settings.BASE_URL}{reverse('training:mine', args=[booking.participation_id])}",
        "contact": cohort.contact_name,
        "contact_email": cohort.contact_email,
        "contact_phone": f", {cohort.contact_phone}" if cohort.contact_phone else "",
    }


def where(session: Any) -> str:
    """Where a session is, in words: its place, its link, or that it will be told; a map has a line of its own."""
    link = f"<{session.link}>" if session.link else ""
    found = ", ".join(part for part in (session.place, link) if part) or _now("We will write to you with the place.")
    return f"{found}\n\n" + _now("Map: {link}").format(link=f"<{session.map_link}>") if session.map_link else found


def title_for(person: Any, session: Any) -> str:
    """What a session is called in somebody's calendar: the cohort's neutral title, unless they chose the session's."""
    own = getattr(person, "own_calendar", None)
    title: str = session.title if own is not None and own.own_titles else session.cohort.calendar_title
    return title


def _calendar(method: str) -> Any:
    def compose(booking: Any, to: Any) -> tuple[str, str]:
        session, cohort = booking.session, booking.session.cohort
        told: dict[str, Any] = {
            "uid": booking.uid,
            "title": title_for(to, session),
            "starts_at": session.starts_at,
            "ends_at": session.ends_at,
            "stamped_at": booking.changed_at,
            "place": session.place,
            "sequence": booking.sequence,
            "organiser": Party(cohort.contact_name, cohort.contact_email),
            "attendee": Party(to.name, to.email),
        }
        text = cancellation(**told) if method == CANCEL else invitation(**told, link=session.link)
        return method, text

    return compose


def _register(kind: str, label: Any, upon: Any, subject: Any, words: Any, method: str, place: bool = True) -> None:
    message(
        kind,
        label=label,
        whom=_("Whoever is booked on the session"),
        when=When(upon=upon, first=("decisions",), last=("sharing_session", "end")),
        subject=subject,
        body=format_lazy("{}\n\n{}\n\n{}", words, WHERE, SIGNED) if place else format_lazy("{}\n\n{}", words, SIGNED),
        audience=lambda booking: [booking.participation.person],
        variables=_variables,
        calendar=_calendar(method),
        after_leaving=method == CANCEL,
        about=lambda booking: booking.session_id,
    )


_register(
    "training.booked",
    _("Your session is booked"),
    _("somebody books"),
    _("{programme}: your session is booked"),
    _("Dear {name},\n\nYour session is booked. The invitation for your calendar is attached."),
    REQUEST,
)
_register(
    "training.moved",
    _("You are booked at another time"),
    _("somebody chooses another date"),
    _("{programme}: your session is now at another time"),
    _("Dear {name},\n\nYou are now booked at this time. The invitation that is attached changes your calendar."),
    REQUEST,
)
_register(
    "training.changed",
    _("Your session has changed"),
    _("its time or place changes"),
    _("{programme}: your session has changed"),
    _(
        "Dear {name},\n\nThe time or the place of your session has changed. The invitation that is attached changes "
        "your calendar. If you cannot come now, choose another session or tell us."
    ),
    REQUEST,
)
_register(
    "training.place_found",
    _("There is a place for you"),
    _("a place becomes free for the first in line"),
    _("{programme}: there is a place for you"),
    _(
        "Dear {name},\n\nA place has become free in the session that you waited for, and you are booked. If you had "
        "another date for it, that one is given back. The invitation for your calendar is attached. If you cannot "
        "come, please cancel on the page below, so that somebody else can."
    ),
    REQUEST,
)
_register(
    "training.cancelled",
    _("Your booking is cancelled"),
    _("a booking is cancelled"),
    _("{programme}: your booking is cancelled"),
    _("Dear {name},\n\nYour booking for {when} is cancelled. What is attached takes it out of your calendar."),
    CANCEL,
    place=False,
)
_register(
    "training.called_off",
    _("A session is called off"),
    _("a session is called off"),
    _("{programme}: a session is called off"),
    _(
        "Dear {name},\n\nThe session on {when} does not take place. We are sorry. What is attached takes it out of "
        "your calendar. If there is another date, please choose it on the page below."
    ),
    CANCEL,
    place=False,
)
message(
    "training.catch_up",
    label=_("There is one more date"),
    whom=_("Whoever has not been to that session and holds no booking"),
    when=When(upon=_("a co-ordinator adds a date to choose"), first=("decisions",), last=("sharing_session", "end")),
    office_hours=True,
    subject=_("{programme}: there is one more date"),
    body=format_lazy(
        "{}\n\n{}\n\n{}",
        _(
            "Dear {name},\n\nThere is one more date for a session that you have not been to yet. You can book it, or "
            "another date, here: <{choose}>"
        ),
        WHERE,
        SIGNED,
    ),
    audience=lambda invited: [invited.participation.person],
    variables=_variables,
    about=lambda invited: invited.session.pk,
)
message(
    "training.line_called_off",
    label=_("A session that you waited for is called off"),
    whom=_("Whoever waits for a place in it"),
    when=When(upon=_("a session is called off"), first=("decisions",), last=("sharing_session", "end")),
    subject=_("{programme}: a session is called off"),
    body=format_lazy(
        "{}\n\n{}",
        _(
            "Dear {name},\n\nThe session on {when}, which you waited for, does not take place. We are sorry. If there "
            "is another date, please choose it on the page below."
        ),
        SIGNED,
    ),
    audience=lambda waiting: [waiting.participation.person],
    variables=_variables,
    about=lambda waiting: waiting.session_id,
)
message(
    "training.session_soon",
    label=_("Your session is soon"),
    whom=_("Whoever is booked on the session"),
    when=When(
        upon=_("a session that somebody is booked on"),
        days=(-2,),
        least=-10,
        most=-1,
        first=("decisions",),
        last=("sharing_session", "end"),
    ),
    office_hours=True,
    optional=True,
    subject=_("{programme}: your session is soon"),
    body=format_lazy(
        "{}\n\n{}\n\n{}",
        _(
            "Dear {name},\n\nThis is to remind you of your session. If you cannot come, please cancel it or choose "
            "another date on the page below, so that somebody else can have the place."
        ),
        WHERE,
        SIGNED,
    ),
    audience=lambda booking: [booking.participation.person],
    variables=_variables,
    about=lambda booking: booking.session_id,
)
message(
    "training.choose_soon",
    label=_("Please choose a date"),
    whom=_("Whoever has not chosen a date for a session that they need"),
    when=When(
        upon=_("the last date of a session that everybody needs"),
        days=(-5,),
        least=-15,
        most=-1,
        first=("decisions",),
        last=("mentee_training_b", "mentor_briefing_b"),
    ),
    office_hours=True,
    subject=_("{programme}: please choose a date"),
    body=format_lazy(
        "{}\n\n{}",
        _(
            "Dear {name},\n\nYou have not chosen a date for a session that you need to come to. The last one is on "
            "{when}. Please choose one here: <{choose}>\n\nIf none of the dates is possible for you, tell us, and we "
            "will find a way."
        ),
        SIGNED,
    ),
    audience=lambda invited: [invited.participation.person],
    variables=_variables,
    about=lambda invited: invited.session.pk,
)
