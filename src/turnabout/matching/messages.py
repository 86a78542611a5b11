"""Asking two people about each other, in words that give nothing away over a shoulder."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.mail.types import message


def _ask(pair: Any, to: Any) -> dict[str, Any]:
    return {
        "page": settings.BASE_URL + reverse("matching:answer", args=[pair.pk]),
        "contact": pair.round.cohort.contact_email,
    }


message(
    "matching.mentor_asked",
    subject=_("Leadership and inclusion programme: a question for you"),
    body=_(
        "Hello {name},\n\nWe think we have found the right person for you. Please read who it is, and say yes or no. "
        "A no needs no reason, and nobody is told that it was yours:\n\n{page}\n\nQuestions? Write to {contact}."
    ),
    audience=lambda pair: [pair.mentor.person],
    variables=_ask,
)
message(
    "matching.mentee_asked",
    subject=_("Leadership and inclusion programme: a question for you"),
    body=_(
        "Hello {name},\n\nWe think we have found the right person for you. Please read who it is, and say yes or no. "
        "A no needs no reason, and nobody is told that it was yours:\n\n{page}\n\nQuestions? Write to {contact}."
    ),
    audience=lambda pair: [pair.mentee.person],
    variables=_ask,
)
message(
    "matching.not_going_ahead",
    subject=_("Leadership and inclusion programme: we are looking again"),
    body=_(
        "Hello {name},\n\nThe pairing that we asked you about is not going ahead. That happens, and it says nothing "
        "about you. We look again in the next round.\n\nQuestions? Write to {contact}."
    ),
    audience=lambda pair: [pair.mentor.person],
    variables=_ask,
)
