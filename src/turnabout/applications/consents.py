"""Smaller consents of an application, each in the ledger. Parts of an action, never one alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turnabout.applications.models import Application
from turnabout.applications.wordings import LATER_COHORTS, LATER_NOW, OWN_LIFE
from turnabout.foundation.audit import trail
from turnabout.foundation.consent import ledger
from turnabout.foundation.encryption import vault

IDENTITY = "identity"


def of_letters(application: Application, *, by: Any, now: datetime) -> None:
    """Write in the ledger what the application now says about letters on later cohorts, if that is something new."""
    trail.inside()
    wanted, stands = application.later_cohorts, _stands(application, LATER_COHORTS)
    if wanted and not stands:
        _give(application, LATER_COHORTS, LATER_NOW, by, now)
    elif stands and not wanted:
        _withdraw(application, LATER_COHORTS, by, now)


def declare(application: Application, strands: Sequence[str], wording: str, *, by: Any, now: datetime) -> None:
    """Keep what a leader declares of their own life, with the consent that allows it; nothing takes it back."""
    trail.inside()
    if strands:
        _give(application, OWN_LIFE, wording, by, now)
    elif _stands(application, OWN_LIFE):
        _withdraw(application, OWN_LIFE, by, now)
    vault.lock(application, "identity", list(strands))
    done = [code for code in application.sections_done if code != IDENTITY]
    application.sections_done = [*done, IDENTITY] if strands else done
    application.save(update_fields=["identity", "sections_done"])


def _stands(application: Application, purpose: str) -> bool:
    return ledger.stands(application.person, purpose, application.cohort_id)


def _give(application: Application, purpose: str, wording: str, by: Any, now: datetime) -> None:
    person, scope = application.person, application.cohort_id
    ledger.give(person=person, purpose=purpose, wording=wording, by=by, now=now, scope=scope)


def _withdraw(application: Application, purpose: str, by: Any, now: datetime) -> None:
    ledger.withdraw(person=application.person, purpose=purpose, by=by, now=now, scope=application.cohort_id)
