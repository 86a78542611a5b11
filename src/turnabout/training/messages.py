"""The messages of this room, as data. Titles and subjects are neutral: they stand on screens that others see."""

from __future__ import annotations

from typing import Any

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


def _variables(booking: Any, to: Any) -> dict[str, str]:
    session, cohort = booking.session, booking.session.cohort
    return {
        "programme": cohort.calendar_title,
        "when": span(session.starts_at, session.ends_at),
        "where": where(session),
        "link": f"{settings.BASE_URL}{reverse('training:mine', args=[booking.participation_id])}",
        "contact": cohort.contact_name,
        "contact_email": cohort.contact_email,
        "contact_phone": f", {cohort.contact_phone}" if cohort.contact_phone else "",
    }


def where(session: Any) -> str:
    """Where a session is, in words: its place, its link, or that it will be told."""
    link = f"<{session.link}>" if session.link else ""
    return ", ".join(part for part in (session.place, link) if part) or _now("We will write to you with the place.")


def _calendar(method: str) -> Any:
    def compose(booking: Any, to: Any) -> tuple[str, str]:
        session, cohort = booking.session, booking.session.cohort
        told: dict[str, Any] = {
            "uid": booking.uid,
            "title": cohort.calendar_title,
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
        when=When(upon=upon, first=("decisions",), last=("sharing_session",)),
        subject=subject,
        body=format_lazy("{}\n\n{}\n\n{}", words, WHERE, SIGNED) if place else format_lazy("{}\n\n{}", words, SIGNED),
        audience=lambda booking: [booking.participation.person],
        variables=_variables,
        calendar=_calendar(method),
        after_leaving=method == CANCEL,
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
