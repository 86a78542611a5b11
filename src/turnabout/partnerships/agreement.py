"""The text that both sign. A change of words is a new version; what was signed stays as it was."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

VERSION = "2026-11"


def clauses(cohort: Any) -> list[tuple[str, str]]:
    """The agreement in force in a cohort, as (heading, words), in the language of the reader."""
    planned = {"many": cohort.policies["meetings_planned"], "minutes": cohort.policies["meeting_minutes"]}
    return [
        (_("Why we meet"), _("The reverse mentor shares what they see and live. The reverse mentee listens and acts.")),
        (
            _("Meetings"),
            _(
                "We plan %(many)d meetings of about %(minutes)d minutes. The reverse mentee books. We meet somewhere "
                "that suits the reverse mentor, and not in the reverse mentee’s office. We answer messages in two "
                "working days."
            )
            % planned,
        ),
        (_("What is said stays here"), _("We share themes with others only when we have both agreed which ones.")),
        (
            _("The limits of that"),
            _(
                "If somebody may come to serious harm, or there is a crime, a risk to patients, or harassment or "
                "discrimination that the employer must act on, it cannot stay between us. We try to agree first how "
                "to tell."
            ),
        ),
        (
            _("Nobody is silenced"),
            _("Nothing here stops either of us from speaking up, or from seeing a union, a lawyer, HR or a regulator."),
        ),
        (
            _("Boundaries"),
            _(
                "Some topics are off limits and stay so. The reverse mentor may stop or pass at any time. This is not "
                "therapy or line management, and nobody speaks for a whole group."
            ),
        ),
        (
            _("Between meetings"),
            _("We agree how to reach each other, and leave social media alone unless both want it."),
        ),
        (
            _("Watching meetings"),
            _("We agree what the reverse mentor watches. The room is told. Feedback comes within five working days."),
        ),
        (
            _("No use against the reverse mentor"),
            _(
                "The reverse mentee uses nothing they hear in any decision about the reverse mentor’s job, and takes "
                "no part in such a decision for twelve months."
            ),
        ),
        (_("Notes"), _("We keep no shared notes of what was said, and none on shared drives.")),
        (_("Review"), _("At the third meeting we ask whether this agreement still fits.")),
        (
            _("Either of us may end it"),
            _(
                "At any time, by ourselves or through the co-ordinator, with no reason given. The record says "
                "“ended” and nothing else. The reverse mentor is offered another match."
            ),
        ),
        (
            _("What the reverse mentee will do"),
            _("The reverse mentee makes at least one commitment, and we agree what may be told about it."),
        ),
        (_("At the end"), _("We both answer the questionnaire, and may share what we like in the joint session.")),
        (
            _("Who to turn to"),
            _("The co-ordinator, the wellbeing contact, the speak-up guardian, or the chair of a staff network."),
        ),
    ]


def text(cohort: Any) -> str:
    """The whole agreement as one text, as it is kept with a signature."""
    return "\n\n".join(f"{heading}\n{words}" for heading, words in clauses(cohort))


def parts(kept: str) -> list[tuple[str, str]]:
    """A kept text as (heading, words) again: the inverse of `text`, for whatever version it was."""
    heads = (part.partition("\n") for part in kept.split("\n\n"))
    return [(heading, words) for heading, _newline, words in heads]


def digest(cohort: Any) -> str:
    """The SHA-256 of version and text, as 64 hexadecimal digits: both sign the same words or it does not count.

    It is taken of the words as they were written, so that two readers of two languages sign the same agreement.
    """
    with translation.override(None):
        return hashlib.sha256(f"{VERSION}\n{text(cohort)}".encode()).hexdigest()
