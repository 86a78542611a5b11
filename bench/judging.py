"""What became of everybody who pressed: by what stands in the database, and by what they were shown.

Import it once Django is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.pressing import Sender
from turnabout.applications import queries
from turnabout.applications.models import Application
from turnabout.applications.statuses import APPLICATION
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves import apply as moves

RECEIVED = "applications.received"
TOLD = "Nothing is lost: your answers are kept here as a draft."
FATES = STORED, TOLD_LATE, LOST, TWICE = "stored", "told", "lost", "twice"


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody's whole draft as it was before anybody pressed."""

    application: Application
    answers: dict[str, Any]


def drafts(applications: Sequence[Application]) -> list[Draft]:
    """Remember what everybody wrote."""
    return [Draft(one, _answers(one)) for one in applications]


def fate(draft: Draft, sender: Sender) -> str:
    """STORED: once, and shown so. TOLD_LATE: nothing stored but the draft, whole, and told so. Else TWICE or LOST.

    Both presses have to say the same: whoever is told that it was too late, and is stored, was told wrongly (LOST).
    """
    application = Application.objects.get(pk=draft.application.pk)
    sent = sum(change.move == "submit" for change in moves.history(APPLICATION, application))
    letters = Message.objects.filter(kind=RECEIVED, to_person=application.person_id).count()
    if sent > 1 or letters > 1:
        return TWICE
    told = [200 in (one.landed, one.status) or one.status == 409 for one in sender.presses if TOLD in one.body]
    shown = [one.landed == 200 for one in sender.presses if TOLD not in one.body]
    every = len(sender.presses)
    whole = _answers(application) == draft.answers
    if (application.status, sent, letters) == ("submitted", 1, 1) and whole and sum(shown) == every:
        return STORED
    if (application.status, sent, letters) == ("draft", 0, 0) and whole and sum(told) == every:
        return TOLD_LATE
    return LOST


def _answers(application: Application) -> dict[str, Any]:
    return queries.answers(application, application.person, application.started_at)
