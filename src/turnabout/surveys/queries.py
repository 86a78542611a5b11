"""Reads of questionnaires. Nothing here reads an answer: sealed ones cannot be, open ones are counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.engine.disclosure.release import Release, release_from_record
from turnabout.engine.disclosure.statements import Banded, Open, Respondents, Withheld
from turnabout.selection.models import Participation
from turnabout.surveys.claims import Claim
from turnabout.surveys.instruments import END, Instrument, newest
from turnabout.surveys.items import Item
from turnabout.surveys.models import Publication, Questionnaire
from turnabout.surveys.permissions import is_invited, may_answer, may_see, may_see_planning
from turnabout.surveys.planning import POLICY, askable, claims_of, question_key

TAKING_PART = ("taking_part", "graduated", "finished")


@dataclass(frozen=True, slots=True)
class Said:
    """What was published about one claim: the question as it was asked, and the statement about it."""

    claim: Claim
    item: Item
    statement: Banded | Withheld | Open

    @property
    def text(self) -> str:
        """The sentence as it was printed."""
        return self.statement.sentence.text


@dataclass(frozen=True, slots=True)
class Progress:
    """How many were asked and how many answered, for a rehearsal, which invented them. Never shown to anybody."""

    invited: int
    answered: int


def mine(viewer: Any, id: UUID | str) -> Questionnaire | None:
    """The questionnaire `id` if `viewer` was asked, whatever its status but planned; else None."""
    found = _whole().filter(pk=id, invitations__person=viewer.pk).exclude(status="planned")
    return found.first()


def to_answer(viewer: Any, now: datetime) -> list[Questionnaire]:
    """The questionnaires that `viewer` was asked to answer, can still answer, and has not answered yet."""
    found = _whole().filter(status="open", closes_at__gt=now, invitations__person=viewer.pk)
    return list(found.exclude(entries__person=viewer.pk).order_by("closes_at"))


def has_answered(viewer: Any, questionnaire: Questionnaire) -> bool:
    """Whether `viewer` has sent answers; asked by nobody about anybody else."""
    return questionnaire.entries.filter(person=viewer.pk).exists()


def items_for(viewer: Any, questionnaire: Questionnaire) -> tuple[Item, ...]:
    """The questions that `viewer` is asked, in order; none for somebody who was not asked."""
    role = questionnaire.invitations.filter(person=viewer.pk).values_list("role", flat=True).first()
    return askable(questionnaire, role) if role else ()


def find(viewer: Any, id: UUID | str, now: datetime) -> Questionnaire | None:
    """The questionnaire `id` for one of its cohort's co-ordinators or its key holder; else None."""
    found = _whole().filter(pk=id).first()
    return found if may_see(viewer, found, now) else None


def of_cohort(viewer: Any, cohort: Cohort, now: datetime) -> Questionnaire | None:
    """The cohort's questionnaire for one of its co-ordinators or its key holder; else None."""
    return _whole().filter(cohort=cohort).first() if may_see_planning(viewer, cohort, now) else None


def has_enough(viewer: Any, questionnaire: Questionnaire, now: datetime) -> bool | None:
    """Whether the box holds as many entries as a figure must be about: all that a co-ordinator learns of it.

    None for anybody else, and while answers can still be given or taken back: the answer would turn with a single
    person's, and so tell of that person.
    """
    if questionnaire.status in ("planned", "open") or not may_see(viewer, questionnaire, now):
        return None
    return questionnaire.entries.count() >= POLICY.fewest


def release(cohort: Cohort) -> Release | None:
    """What was published about the cohort's answers, made anew from its record; None before the box is opened."""
    found = Publication.objects.filter(questionnaire__cohort=cohort).order_by("made_on").last()
    return release_from_record(found.record) if found is not None else None


def statements(cohort: Cohort) -> list[Said]:
    """The published statement of each claim, in the order of the plan; empty before the box is opened."""
    found = Publication.objects.filter(questionnaire__cohort=cohort).select_related("questionnaire").last()
    if found is None:
        return []
    printed, asked = release_from_record(found.record), found.questionnaire
    return [
        Said(claim, claim.asked(asked.instrument), statement)
        for claim in claims_of(asked)
        for statement in printed.about(question_key(asked, claim))
    ]


def respondents(cohort: Cohort) -> list[Respondents]:
    """About how many people answered, for each group that a figure is printed about."""
    printed = release(cohort)
    return [said for said in printed or () if isinstance(said, Respondents)]


def progress_unscoped(cohort: Cohort) -> dict[str, Progress]:
    """Exact head-counts by role of the end questionnaire. For a rehearsal's summary alone, never for a page."""
    found = Questionnaire.objects.filter(cohort=cohort).first()
    if found is None:
        return {}
    answered = set(found.entries.values_list("person_id", flat=True))
    counts: dict[str, list[bool]] = {}
    for person, role in found.invitations.values_list("person_id", "role"):
        counts.setdefault(f"{found.stage}_{role}", []).append(person in answered)
    return {name: Progress(len(seen), sum(seen)) for name, seen in sorted(counts.items())}


def can_answer(viewer: Any, questionnaire: Questionnaire, now: datetime) -> bool:
    """Whether `viewer` may send answers, or replace them, now."""
    return is_invited(viewer, questionnaire) and bool(may_answer(viewer, questionnaire, now))


def cohort_for(viewer: Any, id: UUID | str) -> Cohort | None:
    """The cohort `id` if `viewer` may know of it; what they may see of its questionnaire is another matter."""
    return find_cohort(viewer, id)


def head_counts(viewer: Any, cohort: Cohort, now: datetime) -> dict[str, int]:
    """How many take part in each role, for somebody who may plan the questionnaire; nothing for anybody else."""
    if not may_see_planning(viewer, cohort, now):
        return {}
    rows = Participation.objects.filter(cohort=cohort, status__in=TAKING_PART).values_list("role")
    return dict(rows.annotate(people=Count("id")))


def newest_instrument() -> Instrument:
    """The end questionnaire that a cohort planning one now will ask."""
    return newest(END)


def _whole() -> Any:
    return Questionnaire.objects.select_related("cohort__programme__host")
