"""Writing a section of a form, whole or half-filled, for whoever an action lets write it. Parts of an action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications import storage
from turnabout.applications.answers import judged
from turnabout.applications.models import Application
from turnabout.applications.queries import section as section_of
from turnabout.applications.queries import version_of
from turnabout.applications.questions.shape import DAY, Question, Section
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit import trail
from turnabout.foundation.encryption import vault


class Overtaken(Refused):
    """Another window or device wrote this section since the page was made; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This section was changed in another window or on another device since you opened it here. Nothing is "
                "lost: both texts are below. Choose which one to keep."
            )
        )


LONGEST_KEPT = 20_000
"""Characters of one half-filled answer that are kept for the applicant. Far above any limit, far below an attack."""


def written(
    application: Application, section: str, answers: Mapping[str, Any], seen: int | None, *, by: Any
) -> set[str]:
    """Store a whole section; returns the columns that were saved. See `actions.save_section`."""
    trail.inside()
    asked = section_of(application, section)
    if asked.own_consent:
        raise ValueError("Lived experience is offered under its own consent: call offer_experience.")
    clean = judged(asked, answers, application.person.email)
    if _overtaken(application, section, seen) and not _stands(application, asked, clean, by):
        raise Overtaken
    columns = storage.write(application, asked, clean)
    if storage.OF_THE_PERSON in clean:
        columns |= _named(application, clean[storage.OF_THE_PERSON], by)
    columns |= storage.settle(application, section, by=by)
    if application.level is None:  # another employer, where the grade chosen before means nothing
        application.sections_done = [code for code in application.sections_done if code != "grade"]
    application.save(update_fields=sorted(columns))
    return columns


def kept(application: Application, section: str, typed: Mapping[str, Any], seen: int | None, *, by: Any) -> list[str]:
    """Keep a half-filled section; returns the names of the answers that were too long. See `actions.keep`."""
    trail.inside()
    asked = section_of(application, section)
    if asked.own_consent:
        raise ValueError("Nothing of the lived experience is stored before its own consent.")
    names = [question.name for question in asked.questions]
    too_long = [name for name in names if sum(map(len, _texts(typed.get(name)))) > LONGEST_KEPT]
    begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    now_kept = {name: whole(typed[name]) for name in names if name in typed and name not in too_long}
    if _overtaken(application, section, seen) and begun.get(section) != now_kept:
        raise Overtaken
    begun[section] = now_kept
    vault.lock(application, "unfinished", begun)
    if application.submitted_at is None:  # else its last complete answers still stand, and are sent at closing
        application.sections_done = [code for code in application.sections_done if code != section]
    storage.count(application, section)
    application.save(update_fields=["unfinished", "sections_done", "versions"])
    return too_long


def _named(application: Application, name: str, by: Any) -> set[str]:
    """Whose name changes: one's own; of somebody entered by another only what was entered, and a new account's."""
    person = application.person
    own = by.id == person.pk
    if name != person.name and (own or (application.entered_new and person.last_login is None)):
        person.name = name
        person.save(update_fields=["name"])
    if own:
        return set()
    application.entered_name = name
    return {"entered_name"}


def _overtaken(application: Application, section: str, seen: int | None) -> bool:
    return seen is not None and seen != version_of(application, section)


def _stands(application: Application, asked: Section, clean: Mapping[str, Any], by: Any) -> bool:
    """Whether the section holds exactly these answers already, and nothing half-filled."""
    begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    if asked.code in begun or asked.code not in application.sections_done:
        return False
    stored = storage.read(application, [asked], by=by, purpose="going on with a form")
    if by.id != application.person_id and storage.OF_THE_PERSON in stored:
        stored[storage.OF_THE_PERSON] = application.entered_name
    return stored == clean


def whole(value: Any) -> Any:
    """What was typed as it can be kept: a half of a character, which no text can hold, becomes a question mark."""
    if isinstance(value, list | tuple):
        return [whole(each) for each in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value or "")]


def as_typed(asked: Section, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given to a section, in the form in which its page keeps what is half-filled."""
    return {
        question.name: _box(question, given[question.name]) for question in asked.questions if question.name in given
    }


def _box(question: Question, value: Any) -> Any:
    if question.kind != DAY:
        return whole(value)
    parts = str(value or "").split("-")
    return [part.lstrip("0") for part in reversed(parts)] if len(parts) == 3 else [str(value or ""), "", ""]
