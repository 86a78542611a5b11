"""Lived experience on offer: put in under its own consent, taken out whole. Parts of an action, never one alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from turnabout.applications import changes, sharing
from turnabout.applications.models import Application
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.foundation.audit import trail
from turnabout.foundation.consent import ledger
from turnabout.foundation.encryption import vault

SECTION = "experience"
COLUMNS = ("topics", "topics_words", "in_conversation", "sections_done")


def put(
    application: Application,
    tiers: Mapping[str, str],
    quiet: Collection[str],
    words: str,
    wording: str,
    *,
    by: Any,
    now: datetime,
) -> None:
    """Store what is offered and who may know, encrypted, and the consent that allows it.

    An offer where none stood is a consent given; another offer, another reader or other words are a consent changed;
    an empty offer takes an earlier one back.
    """
    trail.inside()
    offer = sharing.pack(tiers, quiet)
    if offer or words:
        _write_consent(application, offer, words, wording, by=by, now=now)
    else:
        _withdraw_consent(application, by, now)
    vault.lock(application, "topics", offer)
    vault.lock(application, "topics_words", words)
    done = [code for code in application.sections_done if code != SECTION]
    application.sections_done = [*done, SECTION] if tiers or application.in_conversation else done
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


def _write_consent(application: Application, offer: Any, words: str, wording: str, *, by: Any, now: datetime) -> None:
    person, scope = application.person, application.cohort_id
    before = ledger.wording_of(person, LIVED_EXPERIENCE, scope)
    if before:
        stood = vault.unlock(application, "topics", by=by, purpose="changing who may know")
        said = vault.unlock(application, "topics_words", by=by, purpose="changing who may know")
        if (before, stood, said or "") == (wording, offer, words):
            return
    write = ledger.change if before else ledger.give
    write(person=person, purpose=LIVED_EXPERIENCE, wording=wording, by=by, now=now, scope=scope)


def _withdraw_consent(application: Application, by: Any, now: datetime) -> None:
    if ledger.stands(application.person, LIVED_EXPERIENCE, application.cohort_id):
        person, scope = application.person, application.cohort_id
        ledger.withdraw(person=person, purpose=LIVED_EXPERIENCE, by=by, now=now, scope=scope)
