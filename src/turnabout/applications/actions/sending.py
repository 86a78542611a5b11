"""Sending an application, taking it back to change it, withdrawing, and starting again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from turnabout.applications import consents, entered, experience, storage
from turnabout.applications.models import MENTEE, Application
from turnabout.applications.permissions import is_own
from turnabout.applications.questions import declared_by
from turnabout.applications.statuses import APPLICATION
from turnabout.applications.wordings import OWN_LIFE_NOW
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves


@action("application.submitted", about="application")
def submit(
    *, application: Application, declarations: Iterable[str] | None = None, by: Person, now: datetime
) -> Application:
    """Send a complete application; `now` is the instant at which the form arrived, which decides about the deadline.

    `declarations` are the codes that were ticked (`questions.declared_by`); None leaves those of an earlier sending.
    Refused at and after the closing instant: the answers stay as a draft, and the reason says what can be done.
    """
    storage.hold(application)
    if is_own(by, application):
        entered.take_over(application, by=by, now=now)
    if declarations is not None:
        ticked = set(declarations)
        application.declarations = [code for code, _words in declared_by(application.role) if code in ticked]
        application.save(update_fields=["declarations"])
    moves.apply(APPLICATION, application, "submit", by=by, now=now)
    application.submitted_at, application.submitted_by = now, by.id
    application.save(update_fields=["submitted_at", "submitted_by"])
    note(role=application.role)
    return application


@action("application.sent_again", about="application")
def send_again(*, application: Application, by: Outside, now: datetime) -> Application:
    """Send, at closing, a complete application that had been sent and was only taken back to be changed."""
    storage.hold(application)
    moves.apply(APPLICATION, application, "submit", by=by, now=now, reason="closing")
    return application


@action("application.reopened", about="application")
def reopen(*, application: Application, by: Person, now: datetime) -> Application:
    """Take a sent application back to change it, until applications close."""
    storage.hold(application)
    moves.apply(APPLICATION, application, "reopen", by=by, now=now)
    return application


@action("application.withdrawn", about="application")
def withdraw(*, application: Application, by: Person, now: datetime) -> Application:
    """Withdraw at any time, without a reason. What was kept under consent and half-filled pages are removed at once.

    For somebody without an address a co-ordinator does it, when they ring.
    """
    storage.hold(application)
    if is_own(by, application):
        entered.take_over(application, by=by, now=now)
    if application.role != MENTEE:  # first, while later rooms still have a place to remove it from
        experience.clear(application, by=by, now=now)
    consents.declare(application, [], OWN_LIFE_NOW, by=by, now=now)
    moves.apply(APPLICATION, application, "withdraw", by=by, now=now)
    vault.lock(application, "unfinished", None)
    application.save(update_fields=["unfinished"])
    return application


@action("application.started_again", about="application")
def start_again(*, application: Application, by: Person, now: datetime) -> Application:
    """Undo a withdrawal until applications close: the answers are there as a draft, lived experience is not."""
    storage.hold(application)
    moves.apply(APPLICATION, application, "start_again", by=by, now=now)
    application.submitted_at = application.submitted_by = None
    application.save(update_fields=["submitted_at", "submitted_by"])
    return application
