"""The letters of this room, as data. None says which role, which strand, or what somebody wrote."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.dates import deadline
from turnabout.foundation.mail.types import message

ASK = _("If you have a question, ask {contact}: {ways}.")


def _applicant(application: Any) -> list[Any]:
    return [application.person]


def _words(application: Any, to: Any) -> dict[str, str]:
    cohort = application.cohort
    ways = ", ".join(way for way in (cohort.contact_email, cohort.contact_phone) if way)
    return {
        "programme": cohort.calendar_title,
        "closes": deadline(cohort.closes_at),
        "until": deadline(application.link_until),
        "ask": str(ASK).format(contact=cohort.contact_name, ways=ways),
        "page": f"{settings.BASE_URL}{reverse('applications:standing', args=[application.pk])}",
    }


message(
    "applications.received",
    subject=_("{programme}: we have your application"),
    body=_(
        "Dear {name},\n\nThank you. We have your application.\n\n"
        "You can change it or withdraw it until {closes}, and see where you stand, at <{page}>. "
        "After that the co-ordinator reads it, and everybody hears on the same day.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
)
message(
    "applications.withdrawn",
    subject=_("{programme}: you have withdrawn"),
    body=_(
        "Dear {name},\n\nYou have withdrawn, and that is noted. Nobody is told a reason, and nothing happens because "
        "of it. Thank you for the time you gave.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
)
message(
    "applications.please_confirm",
    subject=_("{programme}: will you take part?"),
    body=_(
        "Dear {name},\n\nYou have been named as one of the leaders who take part in our {programme}.\n\n"
        "Please say yes or no by {until}. It takes about six minutes:\n\n<{link}>\n\n"
        "The link is yours alone and works once, so please do not forward it.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
    secret_link=True,
)
message(
    "applications.confirmed",
    subject=_("{programme}: thank you for saying yes"),
    body=_(
        "Dear {name},\n\nThank you. You take part, and the next thing is a training hour: we will write to you with "
        "the dates to choose from.\n\nYou can see where you stand at <{page}>.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
)
