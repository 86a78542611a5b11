"""Reads of a panel for the co-ordinators who keep it: what waits, who reads, what was said, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications import queries as applications
from turnabout.applications import sharing
from turnabout.applications.cases import is_not_for
from turnabout.applications.models import Application
from turnabout.applications.questions.shape import TEXT, WORDS, Question
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault
from turnabout.selection.agreeing import Marks
from turnabout.selection.models import Assessment, PanelCopy, Panellist, Settlement
from turnabout.selection.panel import DIFFER, UNCHECKED, WAITS, Word, has_panel, marks_of, readers_of, words_of
from turnabout.selection.permissions import may_set_panel, may_sit, may_view_application
from turnabout.selection.personspec import SPECIFICATION
from turnabout.selection.redacting import suspects

FREE = (TEXT, WORDS)
CHECKING, READING = "checking an application for the panel", "reading what the panel says"
HIGHEST_SCORE = 2


@dataclass(frozen=True, slots=True)
class Assessor:
    """One assessor as a co-ordinator sees them: whether they can read here (`reason` if not), and how far they are.

    `named` is how many addresses and teams they declared, and nothing of whom.
    """

    person: Person
    declared: bool
    named: int
    reason: Any
    waits: int
    done: int


@dataclass(frozen=True, slots=True)
class PanelState:
    """Where a panel stands: by `states` how many applications, which of them wait for the co-ordinator, and who reads.

    `short` are checked and lack a reader; `lying` counts what lies with people who assess here no more.
    """

    readers: int
    states: dict[str, int] = field(default_factory=dict)
    to_place: list[Application] = field(default_factory=list)
    to_check: list[Application] = field(default_factory=list)
    to_settle: list[Application] = field(default_factory=list)
    short: int = 0
    lying: int = 0
    assessors: list[Assessor] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """One finished assessment as others may read it: what was said, and the notes by criterion; not by whom."""

    marks: Marks
    notes: dict[str, str]


def panel_state(viewer: Any, cohort: Cohort, now: datetime) -> PanelState:
    """Where the cohort's panel stands, for one of its co-ordinators; an empty one for anybody else.

    The viewer's own application and that of a leader of theirs are left out. The same few queries for any number.
    """
    if not may_set_panel(viewer, cohort, now):
        return PanelState(0)
    found = Application.objects.filter(cohort=cohort, status="submitted", verdict=None).exclude(person=viewer)
    found = found.exclude(is_not_for(viewer, cohort, now)).select_related("person")
    found = found.only("id", "role", "cohort_id", "person_id", "submitted_at", "person__name")
    everybody = list(found.order_by("submitted_at", "id"))
    for one in everybody:
        one.cohort = cohort
    words = words_of(cohort, [one for one in everybody if one.role in ("mentor", "mentee")])
    here = [one for one in everybody if one.pk in words]
    assessors = assessors_of(viewer, cohort, now)
    return PanelState(
        readers_of(cohort),
        dict(Counter(word.state for word in words.values())),
        [one for one in everybody if one.pk not in words],
        [one for one in here if words[one.pk].state == UNCHECKED],
        [one for one in here if words[one.pk].state == DIFFER],
        _short(viewer, cohort),
        sum(one.waits for one in assessors if one.reason),
        assessors,
    )


def _short(viewer: Any, cohort: Cohort) -> int:
    """How many checked applications lack a reader, those of the viewer's leaders among them: a number alone."""
    here = Application.objects.filter(cohort=cohort, status="submitted", verdict=None, panel_copy__isnull=False)
    here = here.exclude(person=viewer)
    words = words_of(cohort, list(here.only("id", "cohort_id")))
    return sum(1 for word in words.values() if word.state == WAITS and word.short_of)


def assessors_of(viewer: Any, cohort: Cohort, now: datetime) -> list[Assessor]:
    """Everybody who assesses in the cohort, or has something of it, by name; for its co-ordinators, else nobody."""
    if not may_set_panel(viewer, cohort, now):
        return []
    rows = Assessment.objects.filter(application__cohort=cohort, application__status="submitted")
    waits = rows.filter(status="assigned", application__verdict=None)
    many = Counter(waits.values_list("assessor_id", "status"))
    many += Counter(rows.filter(status="done").values_list("assessor_id", "status"))
    people = {one.pk: one for one in people_with_role_unscoped("assessor", cohort, day_of(now))}
    missing = {assessor for assessor, _status in many} - set(people)
    people |= {one.pk: one for one in Person.objects.filter(pk__in=missing)}
    named = dict(Panellist.objects.filter(cohort=cohort).values_list("person_id", "named"))
    found = [
        Assessor(
            person, pk in named, named.get(pk, 0), _why_not(person, cohort, now), many[pk, "assigned"], many[pk, "done"]
        )
        for pk, person in people.items()
    ]
    return sorted(found, key=lambda one: (one.person.name, str(one.person.pk)))


def assesses_unscoped(cohort: Cohort, id: UUID, now: datetime) -> bool:
    """Whether somebody assesses in the cohort, or has something of it; takes no viewer."""
    here = {one.pk for one in people_with_role_unscoped("assessor", cohort, day_of(now))}
    return id in here or Assessment.objects.filter(application__cohort=cohort, assessor=id).exists()


def copy_of(application: Application) -> PanelCopy | None:
    """What a co-ordinator checked for the panel, if they did."""
    return PanelCopy.objects.filter(application=application).select_related("application").first()


def settlement_of(application: Application) -> Settlement | None:
    """What a co-ordinator settled, if they did."""
    return Settlement.objects.filter(application=application).select_related("application").first()


def before_panel(application: Application, viewer: Any) -> list[tuple[Question, Any]]:
    """Everything that a panel could be shown of an application, nothing hidden, for whoever may check it."""
    names = {name for one in SPECIFICATION if one.role == application.role for name in one.shown_in}
    return applications.parts_for(sharing.ASSESSOR, application, names, by=viewer, purpose=CHECKING)


def free_texts(application: Application, *, by: Any) -> list[str]:
    """What somebody wrote in their own words where a panel reads it; takes no viewer but whom the audit names."""
    return [str(value) for question, value in before_panel(application, by) if question.kind in FREE and value]


def suspected(application: Application, viewer: Any) -> list[str]:
    """Words in the answers that may say whose they are, for whoever may check the application."""
    person = application.person
    known = [
        person.name, *person.name.split(), application.directorate, application.job_title, application.base,
        application.manager_name, *([application.organisation.name] if application.organisation else []),
    ]  # fmt: skip
    return suspects(free_texts(application, by=viewer), known)


def hidden_words(copy: PanelCopy | None, viewer: Any) -> list[str]:
    """The words that are hidden from the panel, for whoever may check the application."""
    if copy is None:
        return []
    return vault.unlock(copy, "hidden", by=viewer, purpose=CHECKING) or []


def readings(viewer: Any, application: Application, now: datetime) -> list[Reading]:
    """What the assessors said of an application, once they all have, for whoever may open it; else nothing."""
    if not has_panel(application.cohort) or not may_view_application(viewer, application, now):
        return []
    if words_of(application.cohort, [application])[application.pk].state in (UNCHECKED, WAITS):
        return []
    done = Assessment.objects.filter(application=application, status="done").order_by("id")
    return read_marks(list(done.select_related("application")), viewer)


def settled_words(viewer: Any, application: Application, now: datetime) -> str:
    """Why what the assessors differed about was settled so, for whoever may open the application; else nothing."""
    settlement = settlement_of(application)
    if settlement is None or not may_view_application(viewer, application, now):
        return ""
    return vault.unlock(settlement, "words", by=viewer, purpose=READING) or ""


def words_for(cohort: Cohort, found: Iterable[Application]) -> dict[UUID, Word]:
    """What the panel says of each of these applications; none in a cohort without one, or for who is not placed."""
    if not has_panel(cohort):
        return {}
    return words_of(cohort, [one for one in found if one.role in ("mentor", "mentee")])


def agreement_unscoped(cohort: Cohort) -> list[tuple[int, int]]:
    """Every pair of scores that two assessors gave to one criterion of one application; no row says of whom."""
    pairs: list[tuple[int, int]] = []
    done = Assessment.objects.filter(application__cohort=cohort, status="done").defer("notes")
    by_application: dict[UUID, list[Assessment]] = {}
    for one in done.order_by("application", "id"):
        by_application.setdefault(one.application_id, []).append(one)
    for several in by_application.values():
        if len(several) == 2:
            first, second = (marks_of(one).scores for one in several)
            pairs += [(first[code], second[code]) for code in first if code in second]
    return pairs


def read_marks(rows: list[Assessment], viewer: Any) -> list[Reading]:
    """What these assessments say; whoever calls has decided that the viewer may read them."""
    notes = vault.unlock_many(rows, "notes", by=viewer, purpose=READING)
    return [Reading(marks_of(one), said or {}) for one, said in zip(rows, notes, strict=True)]


def _why_not(person: Person, cohort: Cohort, now: datetime) -> Any:
    """Why somebody with the role cannot assess here after all; "" when they can."""
    decision = may_sit(person, cohort, now)
    return "" if decision else decision.reason
