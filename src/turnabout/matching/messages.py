"""Asking two people about each other, in words that give nothing away over a shoulder."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.mail.types import When, message
from turnabout.matching.asked import mentee_was_asked

A_QUESTION: dict[str, Any] = {
    "subject": _("Leadership and inclusion programme: a question for you"),
    "body": _(
        "Hello {name},\n\nWe think we have found the right person for you. Please read who it is, and say yes or no. "
        "A no needs no reason, and nobody is told that it was yours:\n\n{page}\n\nQuestions? Write to {contact}."
    ),
    "office_hours": True,
}
LOOKING_AGAIN: dict[str, Any] = {
    "subject": _("Leadership and inclusion programme: we are looking again"),
    "body": _(
        "Hello {name},\n\nThe pairing that we asked you about is not going ahead. That happens, and it says nothing "
        "about you. We look again in the next round.\n\nQuestions? Write to {contact}."
    ),
    "office_hours": True,
    "unnamed": True,
}
"""The same words whoever said no, left, or did not answer: nobody can read out of them which it was, and nobody is
shown who got them."""


def _about(pair: Any, to: Any) -> dict[str, Any]:
    return {
        "page": settings.BASE_URL + reverse("matching:answer", args=[pair.pk]),
        "contact": pair.round.cohort.contact_email,
    }


def _asked(pair: Any) -> list[Any]:
    """Whoever of the two was asked and still takes part."""
    asked = [pair.mentor, pair.mentee] if mentee_was_asked(pair) else [pair.mentor]
    return [one.person for one in asked if one.status == "taking_part"]


message(
    "matching.mentor_asked",
    label=_("A question for a reverse mentor"),
    whom=_("Each reverse mentor of a proposed pair"),
    when=When(step=("matching",), upon=_("a co-ordinator publishes the pairs")),
    audience=lambda pair: [pair.mentor.person],
    variables=_about,
    about=lambda pair: pair.pk,
    **A_QUESTION,
)
message(
    "matching.mentee_asked",
    label=_("A question for a reverse mentee"),
    whom=_("Each reverse mentee whose reverse mentor said yes"),
    when=When(upon=_("the reverse mentor of a pair says yes"), first=("matching",), last=("end",)),
    audience=lambda pair: [pair.mentee.person],
    variables=_about,
    about=lambda pair: pair.pk,
    **A_QUESTION,
)
message(
    "matching.not_going_ahead",
    label=_("We are looking again"),
    whom=_("Whoever was asked about a pair that is not going ahead"),
    when=When(upon=_("a pair does not go ahead"), first=("matching",), last=("end",)),
    audience=lambda pair: [pair.mentor.person],
    variables=_about,
    about=lambda pair: pair.pk,
    **LOOKING_AGAIN,
)
message(
    "matching.closed",
    label=_("We are looking again"),
    whom=_("Whoever was asked about a pair that is not going ahead"),
    when=When(step=("answers_due",), upon=_("a co-ordinator closes the round")),
    audience=_asked,
    variables=_about,
    about=lambda pair: pair.pk,
    **LOOKING_AGAIN,
)
