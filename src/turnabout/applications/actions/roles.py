"""Applying for either role, and being placed in one of the two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications import consents, entered, experience, storage
from turnabout.applications.models import EITHER, MENTEE, ROLES, Application
from turnabout.applications.permissions.choices import may_apply_for_either, may_place
from turnabout.applications.queries import section as section_of
from turnabout.applications.queries import sections
from turnabout.applications.questions import declared_by
from turnabout.applications.questions.lists import NONE_OF_THESE
from turnabout.applications.wordings import OWN_LIFE_NOW
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault

WANTED = {"topics": "learn_topics", "topics_words": "learn_words"}
"""What one wants to learn: a reverse mentee's question, and the same in the form for either role."""


@action("application.widened", about="application")
def apply_for_either(*, application: Application, by: Person, now: datetime) -> Application:
    """Let a begun application stand for either role: the answers stay, and what only the other role is asked is added.

    Refused once it is sent (take it back first), after closing, and in a programme whose leaders are named.
    """
    storage.hold(application)
    require(may_apply_for_either(by, application, now))
    entered.take_over(application, by=by, now=now)
    before = {one.code: {question.name for question in one.questions} for one in sections(application)}
    columns = {"role", "sections_done"}
    was, application.role = application.role, EITHER
    if was == MENTEE:
        columns |= _learning_apart(application, by)
    after = {one.code: {question.name for question in one.questions} for one in sections(application)}
    same = {code for code, names in after.items() if names == before.get(code) and "can_attend" not in names}
    application.sections_done = [code for code in application.sections_done if code in same | {"learning"}]
    application.save(update_fields=sorted(columns))
    return application


@action("application.placed", about="application")
def place_in_role(*, application: Application, role: str, by: Person, now: datetime) -> Application:
    """Place somebody who would take either role in one of the two, once, before they are decided on.

    What was given under consent for the other role is removed and the ledger says so; all else they wrote stays.
    Raises `ValueError` for an unknown role.
    """
    if role not in dict(ROLES):
        raise ValueError(f"There is no role {role!r}; there are {[code for code, _words in ROLES]}.")
    storage.hold(application)
    require(may_place(by, application, now))
    columns = {"role", "sections_done", "declarations", "can_attend"}
    if role == MENTEE:
        experience.clear(application, by=by, now=now)
        columns |= _learning_back(application, by)
    else:
        consents.declare(application, [], OWN_LIFE_NOW, by=by, now=now)
    application.role = role
    asked = {one.code for one in sections(application)}
    application.sections_done = [code for code in application.sections_done if code in asked]
    declared = {code for code, _words in declared_by(role)}
    application.declarations = [code for code in application.declarations if code in declared]
    application.can_attend = _sessions_of(application)
    application.save(update_fields=sorted(columns))
    note(role=role)
    return application


def _sessions_of(application: Application) -> list[str]:
    asked = {one.name: one for one in section_of(application, "meeting").questions}
    known = dict(asked["can_attend"].choices) if "can_attend" in asked else {}
    return [code for code in application.can_attend if code in known] or ([NONE_OF_THESE] if known else [])


def _learning_apart(application: Application, by: Person) -> set[str]:
    wanted: dict[str, Any] = {}
    for column, part in (("topics", "topics"), ("topics_words", "words")):
        wanted[part] = vault.unlock(application, column, by=by, purpose="going on with a form")
        vault.lock(application, column, None)
    vault.lock(application, "learning", wanted if any(wanted.values()) else None)
    begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    if "learning" in begun:
        begun["learning"] = {WANTED.get(name, name): value for name, value in begun["learning"].items()}
        vault.lock(application, "unfinished", begun)
    return {"topics", "topics_words", "learning", "unfinished"}


def _learning_back(application: Application, by: Person) -> set[str]:
    wanted = vault.unlock(application, "learning", by=by, purpose="placing somebody in a role") or {}
    vault.lock(application, "topics", wanted.get("topics"))
    vault.lock(application, "topics_words", wanted.get("words"))
    vault.lock(application, "learning", None)
    return {"topics", "topics_words", "learning"}
