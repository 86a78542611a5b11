"""Reads of importing: one's own uploads, and what the trial found in their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications.cases import is_not_for
from turnabout.cohorts.models import Cohort
from turnabout.foundation.encryption import vault
from turnabout.foundation.jobs import progress
from turnabout.importing import columns
from turnabout.importing.judging import PURPOSE
from turnabout.importing.models import NEW, Line, Upload
from turnabout.importing.permissions import may_see_upload, may_see_uploads

PAGE = 50
LONG = 300
"""So many rows are a long list: others notice it who want to write meanwhile."""


@dataclass(frozen=True, slots=True)
class Told:
    """One row as its uploader reads it."""

    number: int
    state: str
    label: Any
    warned: bool
    email: str
    name: str
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its number from 0, heading, some of its cells, what it is matched with, or why it is left out."""

    number: int
    heading: str
    samples: Sequence[str]
    matched: str
    why: Any


def uploads(viewer: Any, cohort: Cohort, now: datetime) -> list[Upload]:
    """What `viewer` uploaded for the cohort, the last first."""
    if not may_see_uploads(viewer, cohort, now):
        return []
    found = Upload.objects.filter(cohort=cohort, uploaded_by=viewer.pk)
    return list(found.defer("file", "headings", "trouble"))


def find_upload(viewer: Any, id: UUID | str, now: datetime) -> Upload | None:
    """One upload, for whoever uploaded it; else None."""
    whole = Upload.objects.select_related("cohort__programme__host").prefetch_related("cohort__organisations")
    whole = whole.defer("file")  # up to ten megabytes, which no page shows
    found = whole.filter(pk=id).first()
    return found if may_see_upload(viewer, found, now) else None


def columns_of(viewer: Any, upload: Upload, now: datetime) -> list[Column]:
    """The columns of an upload with what they are matched with now; none for anybody else or when it is over."""
    if not may_see_upload(viewer, upload, now):
        return []
    kept = vault.unlock(upload, "headings", by=viewer, purpose=PURPOSE)
    if kept is None:
        return []
    headings, samples = kept["headings"], kept["samples"]
    guessed = columns.guesses(upload, headings, samples, columns.targets_of(upload))
    return [
        Column(number, heading, samples[number], upload.columns.get(str(number), ""), guessed[number].why)
        for number, heading in enumerate(headings)
    ]


def rows(viewer: Any, upload: Upload, now: datetime, *, only: str = "", page: int = 1) -> tuple[list[Told], int]:
    """A page of what the trial found, from the first row down or `only` those of one state, and how many pages.

    "warned" is a state here too: rows that may be about one person. The same number of queries for any number of rows.
    """
    if not may_see_upload(viewer, upload, now):
        return [], 1
    found = upload.lines.all()
    if only == "warned":
        found = found.filter(warned=True)
    elif only:
        found = found.filter(state=only)
    pages = max(1, -(-found.count() // PAGE))
    page = min(max(page, 1), pages)
    return _told(list(found[(page - 1) * PAGE : page * PAGE]), viewer), pages


def faulty(viewer: Any, upload: Upload, now: datetime) -> Iterator[Told]:
    """Every row that needs mending or a second look, for the list that can be downloaded."""
    if may_see_upload(viewer, upload, now):
        yield from _told(list(upload.lines.exclude(state=NEW, warned=False)), viewer)


def trouble(viewer: Any, upload: Upload, now: datetime) -> str:
    """Why the last try to import it was undone; "" when there was none."""
    if not may_see_upload(viewer, upload, now):
        return ""
    return str(vault.unlock(upload, "trouble", by=viewer, purpose=PURPOSE) or "")


def far(upload: Upload) -> tuple[int, int] | None:
    """How many rows of how many are done while a job works on them; None when nothing is told. It names nobody."""
    if upload.status == "checking":
        return upload.judged, upload.row_count
    return progress.told(str(upload.pk)) if upload.status == "importing" else None


def holds_others_up(upload: Upload) -> bool:
    """Whether the import is long: nobody else can write until it ends. Says nothing of anybody.

    It is so on every database: what happens is written down in one chain, to whose end one writer at a time may add.
    """
    return upload.counts.get(NEW, 0) > LONG


def to_invite(viewer: Any, upload: Upload, now: datetime) -> int:
    """How many people of an import were not asked yet to confirm, and could be."""
    if not may_see_upload(viewer, upload, now):
        return 0
    waiting = upload.arrivals.filter(
        application__status="draft", application__taken_at=None, application__link_until=None
    )
    return waiting.exclude(is_not_for(viewer, upload.cohort, now, "application__")).count()


def _told(lines: list[Line], viewer: Any) -> list[Told]:
    opened = vault.unlock_many(lines, "told", by=viewer, purpose=PURPOSE)
    return [
        Told(one.number, one.state, one.get_state_display(), one.warned, told["email"], told["name"], told["why"])
        for one, told in zip(lines, opened, strict=True)
    ]
