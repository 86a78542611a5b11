"""Reads of the applications that were sent, and of what was decided on each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from turnabout.applications.cases import is_not_for
from turnabout.applications.models import Application
from turnabout.applications.naming import plain
from turnabout.applications.permissions.choices import placed
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.selection import manager_release
from turnabout.selection.models import Verdict
from turnabout.selection.panel import Word
from turnabout.selection.permissions import may_find, may_shortlist
from turnabout.selection.queries.panels import words_for

PER_PAGE = 50
READABLE = ~Q(status="withdrawn") | Q(verdict__status="released")
"""`Line.readable` for a query."""
STATES: tuple[tuple[str, Any, Q], ...] = (
    ("to_decide", _("To decide"), Q(status="submitted", verdict__isnull=True)),
    ("held", _("Decided, not told yet"), Q(status="submitted", verdict__status="held")),
    ("told", _("Told"), Q(status="decided")),
    ("confirmed", _("Confirmed"), Q(status="confirmed")),
    ("withdrawn", _("Withdrawn"), Q(status="withdrawn")),
)
ORDERS: tuple[tuple[str, Any], ...] = (
    ("", _("What waits for you first")),
    ("sent", _("When it was sent")),
    ("name", _("Name")),
    ("organisation", _("Organisation")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the shortlist: an application, what was decided on it, and what the manager said, if anything.

    `panel` is what a panel says of it so far, None where there is none. `namesake` says that another one has the same
    name and organisation: perhaps somebody applied by two addresses.
    """

    application: Application
    verdict: Verdict | None
    release: Any = ""
    namesake: bool = False
    panel: Word | None = None

    @property
    def readable(self) -> bool:
        """Whether there is more to see than that somebody withdrew."""
        told = self.verdict is not None and self.verdict.status == "released"
        return told or self.application.status != "withdrawn"

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.application.status == "submitted" and self.verdict is None

    @property
    def placed(self) -> bool:
        """Whether it is settled in which role they would take part."""
        return bool(placed(self.application))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a co-ordinator wants to see of the shortlist; empty words mean all of it, in the usual order."""

    role: str = ""
    organisation: str = ""
    state: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the shortlist, and how many applications there are besides, by role and by state."""

    lines: list[Line]
    page: int
    pages: int
    found: int
    roles: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def everybody(self) -> int:
        """How many there are without any filter."""
        return sum(self.roles.values())


def listed(viewer: Any, cohort: Cohort, now: datetime, choice: Choice, page: int = 1) -> Listed:
    """One page of up to `PER_PAGE` lines of the shortlist of `cohort`, for one of its co-ordinators; else an empty one.

    The same few questions to the database however many applications there are. Of whoever withdrew before they were
    told a decision the organisation plays no part: neither a filter nor an order gives it away.
    """
    if not may_shortlist(viewer, cohort, now):
        return Listed([], 1, 1, 0)
    everybody = _sent(viewer, cohort, now)
    counted = {code: Count("pk", filter=which) for code, _words, which in STATES}
    states = everybody.aggregate(**counted)
    roles = dict(everybody.values_list("role").annotate(many=Count("pk")).order_by("role"))
    chosen = _chosen(everybody, choice)
    found = chosen.count()
    pages = max(1, -(-found // PER_PAGE))
    page = min(max(1, page), pages)
    rows = list(_in_order(chosen, choice.order)[(page - 1) * PER_PAGE : page * PER_PAGE])
    for application in rows:
        application.cohort = cohort
    lines = list(_lines(viewer, rows, now, _namesakes(everybody), words_for(cohort, rows)))
    return Listed(lines, page, pages, found, roles, states)


def shortlist(viewer: Any, cohort: Cohort, now: datetime, role: str = "") -> list[Line]:
    """The applications of `cohort` that were sent, for one of its co-ordinators; nothing for anybody else.

    `role` ("mentor" or "mentee") keeps one role only. The viewer's own application is left out, and that of a
    reverse mentee to whom they report: somebody else decides on it.
    """
    if not may_shortlist(viewer, cohort, now):
        return []
    found = _chosen(_sent(viewer, cohort, now), Choice(role=role))
    found = found.select_related("person", "organisation", "verdict").order_by("role", "submitted_at", "id")
    return [Line(application, verdict_of(application)) for application in found]


def find_applications(viewer: Any, cohort: Cohort, ids: Iterable[UUID | str], now: datetime) -> list[Application]:
    """Those of `ids` that were sent to `cohort`, for one of its co-ordinators, their own left out; else none."""
    return list(_sent(viewer, cohort, now).filter(pk__in=list(ids))) if may_shortlist(viewer, cohort, now) else []


def find_application(viewer: Any, cohort: Cohort | None, id: UUID | str, now: datetime) -> Application | None:
    """One application that was sent to `cohort`, with its verdict, for one of its co-ordinators; else None.

    The independent contact finds those that they take.
    """
    if cohort is None:
        return None
    found = Application.objects.filter(SENT, cohort=cohort, pk=id)
    one = found.select_related("person", "organisation", "cohort__programme", "verdict").first()
    return one if one is not None and may_find(viewer, one, now) else None


def verdict_of(application: Application) -> Verdict | None:
    """The decision on an application, or None."""
    return getattr(application, "verdict", None)


def name_of(person_id: UUID | None) -> str:
    """The name of whoever decided or edited; empty when nobody did, or when they are gone. Says nothing else."""
    if person_id is None:
        return ""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() or ""


def decided_by(verdict: Verdict | None) -> str:
    """The name of the co-ordinator who decided; empty when nobody did."""
    return name_of(verdict.decided_by) if verdict is not None else ""


def waiting(viewer: Any, cohort: Cohort, now: datetime) -> tuple[int, int]:
    """How many applications wait for a decision, and how many decisions wait to be told; (0, 0) for outsiders.

    Decisions that somebody else took on the viewer's own leader wait with the others, unseen.
    """
    if not may_shortlist(viewer, cohort, now):
        return (0, 0)
    here = _sent(viewer, cohort, now).filter(status="submitted")
    many = here.aggregate(all=Count("pk"), held=Count("verdict"))
    return many["all"] - many["held"], many["held"] + unseen(viewer, cohort, now)


def unseen(viewer: Any, cohort: Cohort, now: datetime) -> int:
    """How many letters go out with those of the viewer that the viewer does not read: about their own leaders."""
    if not may_shortlist(viewer, cohort, now):
        return 0
    apart = Application.objects.filter(is_not_for(viewer, cohort, now), cohort=cohort, status="submitted")
    return apart.exclude(person=viewer).filter(verdict__status="held").count()


def _sent(viewer: Any, cohort: Cohort, now: datetime) -> QuerySet[Application]:
    found = Application.objects.filter(SENT, cohort=cohort).exclude(status="turned_down").exclude(person=viewer)
    return found.exclude(is_not_for(viewer, cohort, now))


def _chosen(found: QuerySet[Application], choice: Choice) -> QuerySet[Application]:
    if choice.role:
        found = found.filter(role=choice.role)
    if choice.organisation:
        found = found.filter(READABLE, organisation=UUID(choice.organisation))
    if choice.state:
        found = found.filter(next(which for code, _words, which in STATES if code == choice.state))
    return found


def _in_order(found: QuerySet[Application], order: str) -> QuerySet[Application]:
    found = found.select_related("person", "organisation", "verdict")
    if order == "name":
        return found.order_by("person__name", "id")
    if order == "sent":
        return found.order_by(F("submitted_at").asc(nulls_last=True), "id")
    if order == "organisation":
        known = Case(When(READABLE, then=F("organisation__name")), default=Value(None))
        return found.order_by(known.asc(nulls_last=True), "person__name", "id")
    first = Case(
        When(STATES[0][2], then=Value(0)), When(STATES[1][2], then=Value(1)), default=2, output_field=IntegerField()
    )
    return found.order_by(first, "role", "submitted_at", "id")


def _namesakes(everybody: QuerySet[Application]) -> set[UUID]:
    """Those whose name and organisation another one of them has too. Nobody else is told: it says that two applied."""
    seen: dict[tuple[str, UUID], list[UUID]] = {}
    known = everybody.exclude(status="withdrawn").exclude(organisation=None).order_by()
    for pk, name, organisation in known.values_list("pk", "person__name", "organisation"):
        seen.setdefault((plain(name), organisation), []).append(pk)
    return {pk for several in seen.values() if len(several) > 1 for pk in several}


def _lines(
    viewer: Any,
    applications: list[Application],
    now: datetime,
    namesakes: Collection[UUID],
    words: Mapping[UUID, Word],
) -> Iterator[Line]:
    readable = [one for one in applications if Line(one, verdict_of(one)).readable]
    said = manager_release.words_for(viewer, readable, now)
    for application in applications:
        said_of_it = said.get(application.pk, "")
        word = words.get(application.pk) if application.status == "submitted" else None
        yield Line(application, verdict_of(application), said_of_it, application.pk in namesakes, word)
