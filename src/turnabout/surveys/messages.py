"""What is sent about a questionnaire: to everybody who was asked, alike, so that nothing shows who answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.dates import deadline
from turnabout.foundation.mail.types import When, message


def _everybody(questionnaire: Any) -> list[Any]:
    return list(questionnaire.invited_people())


def _words(questionnaire: Any, recipient: Any) -> dict[str, Any]:
    return {
        "link": settings.BASE_URL + reverse("surveys:about", args=[questionnaire.pk]),
        "programme": questionnaire.cohort.calendar_title,
        "closes": deadline(questionnaire.closes_at),
        "contact": questionnaire.cohort.contact_email,
    }


message(
    "surveys.please_answer",
    label=_("Please answer the questions"),
    whom=_("Everybody who is asked, alike"),
    when=When(step=("end_questionnaire",), upon=_("the questions open")),
    subject=_("A few questions as the programme ends"),
    body=_(
        "Dear {name},\n\n"
        "{programme} is coming to its end, and we would like to know what it changed. It takes about three "
        "minutes.\n\n"
        "[Read how your answers are kept, and answer]({link})\n\n"
        "You can answer until {closes}. Whether you answer is up to you. Everybody gets this message and one "
        "reminder, answered or not, because we do not look up who has answered.\n\n"
        "Questions about this: {contact}"
    ),
    audience=_everybody,
    about=lambda questionnaire: questionnaire.pk,
    variables=_words,
    office_hours=True,
)
message(
    "surveys.closing_soon",
    label=_("The questions close soon"),
    whom=_("Everybody who is asked, alike"),
    when=When(step=("end_questionnaire_closes",), days=(-3,), every_day=True, least=-10, most=-1),
    subject=_("The questions close soon"),
    body=_(
        "Dear {name},\n\n"
        "The questions about {programme} close at {closes}. If you have answered, there is nothing to do: "
        "everybody gets this reminder, because we do not look up who has answered.\n\n"
        "[Read how your answers are kept, and answer]({link})\n\n"
        "Questions about this: {contact}"
    ),
    audience=_everybody,
    about=lambda questionnaire: questionnaire.pk,
    variables=_words,
    office_hours=True,
    optional=True,
)
message(
    "surveys.closing_moved",
    label=_("The questions close on another day"),
    whom=_("Everybody who is asked, alike"),
    when=When(
        upon=_("a co-ordinator moves the day on which they close"),
        first=("end_questionnaire",),
        last=("end_questionnaire_closes",),
    ),
    subject=_("The questions close on another day"),
    body=_(
        "Dear {name},\n\n"
        "The questions about {programme} now close at {closes}. If you have answered, there is nothing to do: "
        "everybody gets this message, because we do not look up who has answered.\n\n"
        "[Read how your answers are kept, and answer]({link})\n\n"
        "Questions about this: {contact}"
    ),
    audience=_everybody,
    about=lambda questionnaire: questionnaire.pk,
    variables=_words,
    office_hours=True,
)
