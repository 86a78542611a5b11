"""House test 5: whatever was done at an instant says by whom, unless nobody did it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import models

from turnabout.foundation.datamap import our_fields

BY_NOBODY = {
    "ids.UsedKey.used_at": "the row names the person",
    "jobs.Due.due_at": "an instant to come",
    "mail.Message.sent_at": "the mail server takes it, whoever caused it stands in queued_by",
    "cohorts.PlannedDate.starts_at": "a plan; who changed it stands in the audit trail",
    "cohorts.PlannedDate.ends_at": "a plan; who changed it stands in the audit trail",
    "training.Session.starts_at": "a plan",
    "training.Session.ends_at": "a plan",
    "partnerships.Meeting.starts_at": "a plan; the mentee's proposal stands in the history",
    "partnerships.Meeting.ends_at": "a plan; the mentee's proposal stands in the history",
    "surveys.Questionnaire.closes_at": "an instant to come",
}
"""Instants without an author, each with the reason."""


def faults(fields: Iterable[models.Field]) -> list[str]:
    """Instants without an author, each with the line to paste."""
    known = list(fields)
    there = {(field.model, field.name) for field in known}
    return [
        f"{_name(field)} does not say by whom. Add to the model: "
        f"{field.name.removesuffix('_at')}_by = personal(models.UUIDField(null=True))"
        for field in known
        if field.name.endswith("_at")
        and (field.model, f"{field.name.removesuffix('_at')}_by") not in there
        and _name(field) not in BY_NOBODY
    ]


def _name(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def test_whatever_was_done_at_an_instant_says_by_whom() -> None:
    assert not (found := faults(our_fields())), "\n".join(found)


def test_every_listed_instant_still_exists_and_still_has_no_author() -> None:
    there = {_name(field) for field in our_fields()}
    with_author = {name for name in BY_NOBODY if f"{name.removesuffix('_at')}_by" in there}
    assert not set(BY_NOBODY) - there and not with_author


@pytest.mark.parametrize("with_author", [True, False])
def test_a_planted_instant_without_an_author_is_caught(with_author: bool) -> None:
    class Deed:
        _meta = type("Meta", (), {"label": "planted.Deed"})

    fields = [models.DateTimeField(name="done_at"), *([models.UUIDField(name="done_by")] if with_author else [])]
    for field in fields:
        field.model = Deed  # type: ignore[assignment]
    assert bool(faults(fields)) is not with_author
