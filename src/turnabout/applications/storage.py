"""Where each answer lies on an application: a plain column, an encrypted one, or one key of either.

Reads and writes columns of an instance; the caller saves. Only actions and queries call it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from turnabout.applications import grades
from turnabout.applications.models import Application, LocalGrade, Release
from turnabout.applications.questions.shape import Question, Section
from turnabout.applications.questions.shared import NOT_IN_LIST
from turnabout.applications.sharing import Choices, unpack
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault
from turnabout.foundation.encryption.fields import EncryptedField

ENCRYPTED = frozenset(column.name for column in Application._meta.concrete_fields if isinstance(column, EncryptedField))
OF_THE_PERSON = "name"
"""The one answer that is not the application's: how somebody writes their name."""
NEAREST = "nearest"
"""The answer that is a level and no grade, for whoever finds their grade in no list."""


def hold(application: Application) -> None:
    """Read the row again and hold it until the action is over, so that two windows do not undo each other's work."""
    application.refresh_from_db(from_queryset=Application.objects.select_for_update())


def held(release: Release) -> Release:
    """The release as it stands, with what it is about, held until the action is over."""
    whole = Release.objects.select_for_update(of=("self",)).select_related("application__person", "application__cohort")
    return whole.get(pk=release.pk)


def write(application: Application, section: Section, clean: Mapping[str, Any]) -> set[str]:
    """Put the clean answers of a section into the columns of `application`; returns the columns to save.

    An encrypted column that several questions share is replaced whole, so a section asks all its parts.
    """
    columns: set[str] = set()
    parts: dict[str, dict[str, Any]] = {}
    for question in section.questions:
        if question.name == OF_THE_PERSON:
            continue
        value = clean[question.name]
        if question.part:
            parts.setdefault(question.column, {})[question.part] = value
        else:
            columns |= _put(application, question, value)
    for column, value in parts.items():
        vault.lock(application, column, value if any(value.values()) else None)
        columns.add(column)
    return columns


def read(
    application: Application, sections: Iterable[Section], *, by: Person | Outside, purpose: str
) -> dict[str, Any]:
    """The answers to the questions of `sections` by name; a reader who is not the applicant leaves audit lines."""
    found: dict[str, Any] = {}
    unlocked: dict[str, Any] = {}
    for section in sections:
        for question in section.questions:
            if question.name == OF_THE_PERSON:
                found[question.name] = application.person.name
                continue
            if question.column in ENCRYPTED and question.column not in unlocked:
                unlocked[question.column] = vault.unlock(application, question.column, by=by, purpose=purpose)
            found[question.name] = _got(application, question, unlocked)
    return found


def choices(application: Application, *, by: Person | Outside, purpose: str) -> Choices:
    """What somebody chose about who may know what; a reader who is not the applicant leaves an audit line."""
    offered = vault.unlock(application, "topics", by=by, purpose=purpose) if application.offers else None
    tiers, quiet = unpack(offered)
    shown = frozenset(application.shown_before)
    return Choices(tiers, quiet, shown, application.show_off_limits)


def settle(application: Application, code: str, *, by: Person | Outside) -> set[str]:
    """Mark a section as complete and drop what was kept of it half-filled; returns the columns to save."""
    application.sections_done = [*(one for one in application.sections_done if one != code), code]
    begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    begun.pop(code, None)
    vault.lock(application, "unfinished", begun)
    count(application, code)
    return {"sections_done", "unfinished", "versions"}


def count(application: Application, code: str) -> None:
    """Count that a section was written once more, so that another window that shows it is told; the caller saves."""
    application.versions = {**application.versions, code: int(application.versions.get(code, 0)) + 1}


def _put(application: Application, question: Question, value: Any) -> set[str]:
    column = question.column
    if column in ENCRYPTED:
        vault.lock(application, column, value)
        return {column}
    if column == "organisation":
        return _move(application, value)
    if column == "grade":
        return _graded(application, value)
    if column == NEAREST:
        if value:
            application.level = int(value)
        return {"level"}
    setattr(application, column, int(value) if column == "capacity" else value)
    return {column}


def _move(application: Application, value: str) -> set[str]:
    """Another employer: a grade of the one before means nothing there."""
    before, application.organisation_id = str(application.organisation_id or ""), value or None
    if before != value and grades.is_local(application.grade):
        application.grade, application.level = "", None
    return {"organisation", "grade", "level"}


def _graded(application: Application, code: str) -> set[str]:
    """A grade with its level of today; one that is no longer in the organisation's list keeps the level it had."""
    if grades.is_local(code):
        name = code.removeprefix(grades.LOCAL)
        own = LocalGrade.objects.filter(organisation=application.organisation_id, name=name).first()
        application.level = own.level if own is not None else application.level
    elif code != NOT_IN_LIST:
        application.level = grades.level_of(code)
    application.grade = code
    return {"grade", "level"}


def _got(application: Application, question: Question, unlocked: Mapping[str, Any]) -> Any:
    column = question.column
    if column == NEAREST:
        return str(application.level or "") if application.grade == NOT_IN_LIST else ""
    value = unlocked[column] if column in ENCRYPTED else getattr(application, column)
    if question.part:
        return (value or {}).get(question.part)
    if column == "topics" and application.offers:
        return Choices(*unpack(value)).topics
    if column == "organisation":
        return str(application.organisation_id) if application.organisation_id else ""
    return str(value) if column == "capacity" else value
