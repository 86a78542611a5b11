"""Reads of an assessor: what was given to them, in an order that says nothing, and the words they judge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from turnabout.applications import queries as applications
from turnabout.applications import sharing
from turnabout.applications.questions.shape import TEXT, WORDS, Question
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import cohorts_read_by
from turnabout.foundation.encryption import vault
from turnabout.selection.models import Assessment, PanelCopy, Panellist
from turnabout.selection.panel import criteria_of, readers_of
from turnabout.selection.permissions import may_read_assessment, may_sit
from turnabout.selection.personspec import Criterion
from turnabout.selection.queries.panels import Reading, read_marks
from turnabout.selection.redacting import hide

PURPOSE = "assessing an application"
PER_PAGE = 50
IN_HAND = Q(status="done") | Q(status="assigned", application__verdict=None)
"""What stands in an assessor's list: what they finished, and what nobody decided without them."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One application as its assessor sees it in a list: a code, its role, whether it is done. Nothing else."""

    assessment: Assessment
    code: str

    @property
    def done(self) -> bool:
        """Whether the assessor has finished it."""
        return self.assessment.status == "done"


@dataclass(frozen=True, slots=True)
class MyPage:
    """One page of an assessor's list, and how much there is in all."""

    rows: list[Mine]
    page: int
    pages: int
    done: int
    waits: int

    @property
    def everything(self) -> int:
        """How many were given to them that are not decided yet."""
        return self.done + self.waits


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion with the answers in which it is looked for, as a panel reads them."""

    criterion: Criterion
    answers: list[tuple[Question, Any]]


def my_panels(viewer: Any, now: datetime) -> list[Cohort]:
    """The cohorts for which the viewer assesses, those that are not over."""
    found = cohorts_read_by(viewer, "assessor", now)
    return [one for one in found if may_sit(viewer, one, now)]


def has_declared(viewer: Any, cohort: Cohort) -> bool:
    """Whether the viewer has said whom they know in this cohort."""
    return Panellist.objects.filter(cohort=cohort, person=viewer.id).exists()


def my_declaration(viewer: Any, cohort: Cohort) -> dict[str, list[str]]:
    """Whom the viewer said they know: their own words, nobody else's."""
    mine = Panellist.objects.filter(cohort=cohort, person=viewer.id).first()
    found = vault.unlock(mine, "apart", by=viewer, purpose="looking at my own declaration") if mine else None
    return found or {"emails": [], "teams": []}


def my_assessments(viewer: Any, cohort: Cohort, now: datetime) -> list[Mine]:
    """What waits for the viewer's assessment or was finished by them and not decided yet; for anybody else nothing.

    In an order made of the ids alone: it follows neither the day of sending nor a name. One query for any number.
    """
    if not may_sit(viewer, cohort, now):
        return []
    found = Assessment.objects.filter(assessor=viewer, application__cohort=cohort, application__status="submitted")
    rows = found.filter(IN_HAND).select_related("application").only("id", "status", "application__role")
    mine = [Mine(one, code_of(one)) for one in rows]
    return sorted(mine, key=lambda one: (one.done, _shuffled(one.assessment)))


def my_page(viewer: Any, cohort: Cohort, now: datetime, page: int = 1) -> MyPage:
    """One page of up to `PER_PAGE` lines of the same list, what waits before what is finished."""
    mine = my_assessments(viewer, cohort, now)
    pages = max(1, -(-len(mine) // PER_PAGE))
    page = min(max(1, page), pages)
    done = sum(one.done for one in mine)
    return MyPage(mine[(page - 1) * PER_PAGE : page * PER_PAGE], page, pages, done, len(mine) - done)


def my_progress(viewer: Any, cohort: Cohort, now: datetime) -> tuple[int, int]:
    """How many of those given to the viewer they have finished, and how many there are; (0, 0) for anybody else."""
    if not may_sit(viewer, cohort, now):
        return (0, 0)
    mine = Assessment.objects.filter(assessor=viewer, application__cohort=cohort, application__status="submitted")
    many = mine.filter(IN_HAND).aggregate(all=Count("pk"), done=Count("pk", filter=Q(status="done")))
    return many["done"], many["all"]


def next_for(viewer: Any, cohort: Cohort, now: datetime, but: Assessment | None = None) -> Assessment | None:
    """What the viewer should read next: of what waits for them, the one that fewest have finished; None when done."""
    if not may_sit(viewer, cohort, now):
        return None
    done = Count("application__assessments", filter=Q(application__assessments__status="done"))
    waits = Assessment.objects.filter(
        assessor=viewer, application__cohort=cohort, application__status="submitted", application__verdict=None,
        status="assigned",
    )  # fmt: skip
    if but is not None:
        waits = waits.exclude(pk=but.pk)
    rows = waits.annotate(finished=done).only("id")
    return min(rows, key=lambda one: (one.finished, _shuffled(one)), default=None)


def find_assessment(viewer: Any, id: UUID | str) -> Assessment | None:
    """One assessment of the viewer's own; else None."""
    found = Assessment.objects.filter(pk=id, assessor=getattr(viewer, "pk", None))
    return found.select_related("application__cohort").first()


def find_assessments(viewer: Any, ids: Iterable[UUID]) -> list[Assessment]:
    """Those of `ids` that are the viewer's own, whole."""
    found = Assessment.objects.filter(pk__in=list(ids), assessor=getattr(viewer, "pk", None))
    return list(found.select_related("application__cohort"))


def code_of(assessment: Assessment) -> str:
    """What the assessor calls the application: it comes from the assessment's own id and says nothing of anybody."""
    return _shuffled(assessment)[:5].upper()


def judged(viewer: Any, assessment: Assessment, now: datetime) -> list[Judged]:
    """The criteria with the answers to judge, everything hidden that was to be, for their assessor; else nothing."""
    if not may_read_assessment(viewer, assessment, now):
        return []
    application = assessment.application
    copy = PanelCopy.objects.filter(application=application).select_related("application").first()
    if copy is None:
        return []
    criteria = criteria_of(application.cohort, application.role)
    names = {name for one in criteria for name in one.shown_in}
    parts = applications.parts_for(sharing.ASSESSOR, application, names, by=viewer, purpose=PURPOSE)
    pieces = vault.unlock(copy, "hidden", by=viewer, purpose=PURPOSE) or []
    shown = {each.name: (each, hide(value, pieces) if each.kind in (TEXT, WORDS) and value else value)
             for each, value in parts}  # fmt: skip
    return [Judged(one, [shown[name] for name in one.shown_in if name in shown]) for one in criteria]


def my_marks(viewer: Any, assessment: Assessment) -> Reading | None:
    """What the viewer has said in an assessment of their own so far; else None."""
    if assessment.assessor_id != getattr(viewer, "pk", None):
        return None
    return read_marks([assessment], viewer)[0]


def other_marks(viewer: Any, assessment: Assessment, now: datetime) -> Reading | None:
    """What the other assessor said, once both have finished, for either of them; else None."""
    if assessment.status != "done" or not may_read_assessment(viewer, assessment, now):
        return None
    if readers_of(assessment.application.cohort) < 2:
        return None
    others = Assessment.objects.filter(application=assessment.application_id, status="done").exclude(pk=assessment.pk)
    rows = list(others.select_related("application")[:1])
    return read_marks(rows, viewer)[0] if rows else None


def _shuffled(assessment: Assessment) -> str:
    return hashlib.sha256(f"assessment {assessment.pk}".encode()).hexdigest()
