"""Lived experience on offer: put in under its own consent, taken out whole. Parts of an action, never one alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turnabout.applications import changes
from turnabout.applications.models import Application
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.foundation.audit import trail
from turnabout.foundation.consent import ledger
from turnabout.foundation.encryption import vault

SECTION = "experience"
COLUMNS = ("topics", "topics_words", "in_conversation", "sections_done")


def put(application: Application, topics: Sequence[str], words: str, wording: str, *, by: Any, now: datetime) -> None:
    """Store what is offered, encrypted, and the consent that allows it; an empty offer takes an earlier one back."""
    trail.inside()
    if topics or words:
        person, scope = application.person, application.cohort_id
        ledger.give(person=person, purpose=LIVED_EXPERIENCE, wording=wording, by=by, now=now, scope=scope)
    else:
        _withdraw_consent(application, by, now)
    vault.lock(application, "topics", list(topics))
    vault.lock(application, "topics_words", words)
    done = [code for code in application.sections_done if code != SECTION]
    application.sections_done = [*done, SECTION] if topics or application.in_conversation else done
    application.save(update_fields=[*COLUMNS, "open_to_any"])
    changes.tell(application, by=by, now=now)


def clear(application: Application, *, by: Any, now: datetime) -> None:
    """Remove everything that is offered and write in the ledger that it was taken back; later rooms hear at once."""
    trail.inside()
    _withdraw_consent(application, by, now)
    vault.lock(application, "topics", None)
    vault.lock(application, "topics_words", None)
    application.in_conversation = False
    application.sections_done = [code for code in application.sections_done if code != SECTION]
    application.save(update_fields=COLUMNS)
    changes.tell(application, by=by, now=now)


def _withdraw_consent(application: Application, by: Any, now: datetime) -> None:
    if ledger.stands(application.person, LIVED_EXPERIENCE, application.cohort_id):
        person, scope = application.person, application.cohort_id
        ledger.withdraw(person=person, purpose=LIVED_EXPERIENCE, by=by, now=now, scope=scope)
