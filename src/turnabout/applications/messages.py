"""The letters of this room, as data. None says which role, which strand, or what somebody wrote."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
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


# The last day was moved. Who has begun and not sent anything is nobody's business yet: that kind names nobody.

_MOVED = _("Dear {name},\n\nThe last day was {was}. It is now {closes}.{reason}\n\n")

for _kind, _said, _more in (
    (
        "applications.closing_moved",
        _(
            "You need do nothing: we have your application. You can change it or withdraw it until then, and see where "
            "you stand, at <{page}>."
        ),
        {},
    ),
    (
        "applications.closing_moved_unsent",
        _(
            "You have begun an application and have not sent it. What you wrote is kept for you, and you can go on "
            "at <{page}>."
        ),
        {"unnamed": True},
    ),
    (
        "applications.closing_moved_leader",
        _("You have not answered yet whether you take part. The link that we sent you works until then."),
        {},
    ),
):
    message(
        _kind,
        subject=_("{programme}: the last day has changed"),
        body=format_lazy("{}{}\n\n{}", _MOVED, _said, "{ask}"),
        audience=_applicant,
        variables=_words,
        **_more,
    )
message(
    "applications.decisions_moved",
    subject=_("{programme}: the day on which you hear from us has changed"),
    body=_(
        "Dear {name},\n\nWe have your application. The day on which everybody hears our decision has changed: {hears}."
        "\n\nYou need do nothing. You can see where you stand at <{page}>.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
)
