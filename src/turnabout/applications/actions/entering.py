"""A co-ordinator enters an application for somebody who rang, sent paper or stands in a list, and corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from turnabout.applications import entered, storage
from turnabout.applications.answers import LONGEST_LINE, check, tidy
from turnabout.applications.models import ARRIVED, WISHES, Application
from turnabout.applications.permissions.entering import may_correct_entered, may_enter
from turnabout.applications.queries import section as section_of
from turnabout.applications.questions import form_of
from turnabout.applications.writing import as_typed, kept, written
from turnabout.cohorts import checks
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault


@action("application.entered")
def enter(
    *,
    cohort: Cohort,
    role: str,
    email: str,
    name: str,
    answers: Mapping[str, Mapping[str, Any]],
    how: str,
    received_on: date,
    by: Any,
    now: datetime,
) -> Application:
    """Enter an application for somebody who rang or sent paper, or who stands in a list; nobody is written to.

    `how` is one of `models.ARRIVED`, and `received_on` the day on which it arrived. `answers` holds, by the codes of
    the sections, the answers by the names of their questions, as `save_section` takes them. A section that is whole is
    stored as done; of any other what was given is kept. Without an `email` it can be confirmed in a call alone.
    Somebody who has an account with this address keeps the name they have there. Refused for oneself, for a case that
    is not the co-ordinator's, for what arrived too late, and for somebody with an application in this cohort. Raises
    `ValueError` for an unknown role, way or question, or for a section under its own consent; `KeyError` for an unknown
    section.
    """
    if role not in dict(WISHES) or how not in dict(ARRIVED):
        raise ValueError(f"There is no role {role!r}, or no way {how!r} for an application to arrive.")
    name = _name(name)
    checks.email(email)
    found = _known(email)
    person = found or Person(name=name, email=normal_email(email) or None)
    application = Application(
        cohort=cohort, person=person, role=role, started_at=now, started_by=by.id, entered_at=now, entered_by=by.id,
        entered_how=how, entered_name=name, entered_new=found is None, received_on=received_on,
    )  # fmt: skip
    require(may_enter(by, application, now))
    if found is None:
        application.person, application.entered_new = _made(name, email)
    _fill(application, answers)
    _store(application)
    entered.plan(application)
    note(role=role, how=how, whole=len(application.sections_done))
    return application


@action("application.entry_corrected", about="application")
def correct_entered(
    *,
    application: Application,
    section: str,
    answers: Mapping[str, Any],
    seen: int | None = None,
    by: Any,
    now: datetime,
) -> Application:
    """Save one whole section of what was entered for somebody, as `save_section` does for one's own.

    Refused as soon as the person it is about has taken it over.
    """
    storage.hold(application)
    require(may_correct_entered(by, application, now))
    written(application, section, answers, seen, by=by)
    note(section=section)
    return application


@action("application.entry_kept", about="application")
def keep_entered(
    *,
    application: Application,
    section: str,
    typed: Mapping[str, Any],
    seen: int | None = None,
    by: Any,
    now: datetime,
) -> list[str]:
    """Keep what was typed into a section that is not right yet, as `keep` does for one's own form."""
    storage.hold(application)
    require(may_correct_entered(by, application, now))
    too_long = kept(application, section, typed, seen, by=by)
    note(section=section)
    return too_long


def _name(name: str) -> str:
    whole_name = " ".join(tidy(name).split())
    if not whole_name or len(whole_name) > LONGEST_LINE:
        raise Refused(_("Enter the full name, in up to 200 characters."), field="name")
    return whole_name


def _known(email: str) -> Person | None:
    return Person.objects.filter(email=normal_email(email)).first() if email.strip() else None


def _made(name: str, email: str) -> tuple[Person, bool]:
    """An account for somebody who had none, and whether it is new: a colleague may enter the same person at once."""
    try:
        with transaction.atomic():
            return Person.objects.make(name=name, email=email or None), True
    except IntegrityError:
        if (meanwhile := _known(email)) is None:
            raise
        return meanwhile, False


def _store(application: Application) -> None:
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as fault:
        raise Refused(
            _(
                "With this address there is an application to this cohort already, sent or only begun. Nothing was "
                "entered. Ask the person to sign in and go on with that one."
            ),
            field="email",
        ) from fault


def _fill(application: Application, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Put every whole section into its columns, and of every other keep what was given, word for word."""
    organisations = list(application.cohort.organisations.all()[:2])
    if len(organisations) == 1:
        application.organisation = organisations[0]
    cohort = application.cohort
    form = {one.code: one for one in form_of(application.role, cohort.pattern, policies=cohort.policies)}
    for code in answers:
        if form[code].own_consent:
            raise ValueError(f"{code} is offered under its own consent, and never a part of what is entered.")
    half: dict[str, dict[str, Any]] = {}
    for code in [code for code in form if code in answers]:
        asked = section_of(application, code, suggest=False)  # one by one: its lists depend on the organisation
        given = dict(answers[code])
        if any(question.name == storage.OF_THE_PERSON for question in asked.questions):
            given.setdefault(storage.OF_THE_PERSON, application.entered_name)
        checked = check(asked, given, own_email=application.person.email)
        if checked.faults:
            half[code] = as_typed(asked, given)
            continue
        storage.write(application, asked, checked.clean)
        application.sections_done = [*application.sections_done, code]
        storage.count(application, code)
    if application.level is None:
        application.sections_done = [code for code in application.sections_done if code != "grade"]
    vault.lock(application, "unfinished", half)
