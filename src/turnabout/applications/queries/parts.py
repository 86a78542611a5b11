"""Single answers out of a form, for rooms that may read these and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from turnabout.applications import sharing, storage
from turnabout.applications.models import Application
from turnabout.applications.queries.forms import sections
from turnabout.applications.questions.shape import Question
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person

FREE = sharing.Choices()
"""Nothing chosen: what somebody may read whatever the writer chose."""


def parts_for(
    reader: str, application: Application, names: Collection[str], *, by: Person | Outside, purpose: str
) -> list[tuple[Question, Any]]:
    """The answers to those of `names` that the rules of sharing open to `reader`, each with its question.

    In the order of the form. Nothing else of the application is unlocked. Whoever calls has decided who `by` is to it.
    """
    open_to = sharing.questions_for(reader, application.role, FREE) & set(names)
    asked = [
        replace(one, questions=tuple(each for each in one.questions if each.name in open_to))
        for one in sections(application)
    ]
    asked = [one for one in asked if one.questions]
    found = storage.read(application, asked, by=by, purpose=purpose)
    return [(each, found[each.name]) for one in asked for each in one.questions]
