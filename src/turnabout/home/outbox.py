"""Reads of a cohort's outbox, as far as whoever keeps it may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from turnabout.applications.cases import may_see_cases
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_view_plan
from turnabout.foundation.mail import editing, wording
from turnabout.foundation.mail.models import Message, Wording
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.mail.types import KINDS, MessageType
from turnabout.home.withheld import withheld

PER_PAGE = 50
TO_SEE_TO = ("failed", "held", "waiting")
"""The statuses that somebody can still do something about, the most pressing first."""
ROOMS = {
    "cohorts": _("Before it opens"),
    "applications": _("Applying"),
    "selection": _("Choosing"),
    "training": _("Getting ready"),
    "matching": _("Matching"),
    "partnerships": _("Pairs"),
    "surveys": _("Questionnaires"),
    "reporting": _("The report"),
    "home": _("To many at once"),
}
"""The stages of a cohort in their order, by the first word of a kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message: what it is, to whom, and its words where whoever keeps the outbox may read them."""

    message: Message
    sort: MessageType

    @property
    def to(self) -> str:
        """The recipient's name; the address of somebody without an account."""
        person = self.message.to_person
        return person.name if person is not None and person.name else self.message.to_address

    @property
    def readable(self) -> bool:
        """Whether its words are for others than its recipient."""
        return not self.sort.confidential

    @property
    def subject(self) -> str:
        """Its subject where it may be read."""
        return self.message.subject if self.readable else ""

    @property
    def body(self) -> str:
        """Its words where they may be read, with `{link}` for a one-time link."""
        return editing.shown(self.message) if self.readable else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of messages, which page it is, how many there are, and how many messages have each status."""

    lines: list[Line]
    page: int
    pages: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Together:
    """All held messages of one kind, or all messages of one whose recipients nobody may learn, in one status."""

    sort: MessageType
    status: str
    many: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message as a cohort sends it."""

    sort: MessageType
    own: Wording | None

    @property
    def subject(self) -> str:
        """The subject in force, places open."""
        return self.own.subject if self.own is not None and self.own.body else self.sort.standard()[0]

    @property
    def body(self) -> str:
        """The words in force, places open."""
        return self.own.body if self.own is not None and self.own.body else self.sort.standard()[1]

    @property
    def reworded(self) -> bool:
        """Whether the cohort has words of its own for it."""
        return self.own is not None and bool(self.own.body)

    @property
    def places(self) -> str:
        """The places that its words can use, as a sentence lists them."""
        return wording.listed(wording.known_places(self.sort))


def listed(viewer: Any, cohort: Cohort, now: datetime, *, status: str = "", page: int = 1) -> Listed:
    """The messages of a cohort that `viewer` keeps: those to see to first, or those of one status, newest first."""
    found = _named(_all(viewer, cohort, now))
    counts = dict(found.order_by().values_list("status").annotate(Count("id")))
    chosen = found.filter(status__in=[status] if status else TO_SEE_TO)
    many = sum(counts.get(one, 0) for one in ([status] if status else TO_SEE_TO))
    pages = max(1, -(-many // PER_PAGE))
    page = min(max(1, page), pages)
    first = [When(status=one, then=Value(place)) for place, one in enumerate(TO_SEE_TO)]
    rows = chosen.annotate(pressing=Case(*first, default=Value(len(first)), output_field=IntegerField()))
    rows = rows.order_by("pressing", "-queued_at", "id").select_related("to_person")
    lines = [Line(one, KINDS[one.kind]) for one in rows[(page - 1) * PER_PAGE : page * PER_PAGE]]
    return Listed(lines, page, pages, counts)


def held_together(viewer: Any, cohort: Cohort, now: datetime) -> list[Together]:
    """The held messages of a cohort that `viewer` keeps, counted by kind."""
    return _together(_all(viewer, cohort, now).filter(status="held"))


def unnamed(viewer: Any, cohort: Cohort, now: datetime) -> list[Together]:
    """How many messages there are of each kind whose recipients nobody may learn, by kind and status."""
    kinds = [kind for kind, sort in KINDS.items() if sort.unnamed]
    return _together(_all(viewer, cohort, now).filter(kind__in=kinds))


def in_trouble(viewer: Any, cohort: Cohort, now: datetime) -> dict[str, int]:
    """How many messages failed, and how many are held, of those that `viewer` can do something about."""
    found = _all(viewer, cohort, now)
    return {"failed": _named(found).filter(status="failed").count(), "held": found.filter(status="held").count()}


def find(viewer: Any, cohort: Cohort | None, id: UUID, now: datetime) -> Message | None:
    """One message of a cohort that `viewer` keeps and may learn the recipient of; else None."""
    if cohort is None:
        return None
    return _named(_all(viewer, cohort, now)).select_related("to_person").filter(pk=id).first()


def failed_in_cases(
    viewer: Any, cohort: Cohort, people: Iterable[UUID], now: datetime
) -> dict[UUID | None, list[Message]]:
    """By person, what could not be delivered to those whose cases `viewer` takes, and no co-ordinator sees."""
    found: dict[UUID | None, list[Message]] = {}
    if may_see_cases(viewer, cohort, now):
        failed = Message.objects.filter(scope=cohort.pk, status="failed", to_person__in=list(people), kind__in=KINDS)
        for message in _named(failed).order_by("queued_at", "id"):
            found.setdefault(message.to_person_id, []).append(message)
    return found


def line(message: Message) -> Line:
    """A message that was found through `find`, with what its kind is."""
    return Line(message, KINDS[message.kind])


def kinds(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Any, list[Kind]]]:
    """Every kind of message that a cohort can send, by stage, for whoever keeps it."""
    if not may_view_plan(viewer, cohort, now):
        return []
    own = {one.kind: one for one in Wording.objects.filter(scope=cohort.pk)}
    found = []
    for room, words in ROOMS.items():
        of_room = [Kind(sort, own.get(kind)) for kind, sort in KINDS.items() if kind.partition(".")[0] == room]
        found.append((words, [one for one in of_room if one.sort.kind not in NOT_OF_A_COHORT]))
    return [(words, of_room) for words, of_room in found if of_room]


def kind_of(viewer: Any, cohort: Cohort, kind: str, now: datetime) -> Kind | None:
    """One kind of message as a cohort sends it, for whoever keeps the cohort; else None."""
    every = (one for _words, of_room in kinds(viewer, cohort, now) for one in of_room)
    return next((one for one in every if one.sort.kind == kind), None)


NOT_OF_A_COHORT = {"cohorts.site_is_ready"}
"""What is sent for the whole installation."""


def _all(viewer: Any, cohort: Cohort, now: datetime) -> QuerySet[Message]:
    if not may_view_plan(viewer, cohort, now):
        return Message.objects.none()
    known = [kind for kind in KINDS if kind.partition(".")[0] in ROOMS]
    return Message.objects.filter(scope=cohort.pk, kind__in=known).exclude(withheld(viewer, cohort, now))


def _named(found: QuerySet[Message]) -> QuerySet[Message]:
    return found.exclude(kind__in=[kind for kind, sort in KINDS.items() if sort.unnamed])


def _together(found: QuerySet[Message]) -> list[Together]:
    rows = found.order_by().values_list("kind", "status").annotate(Count("id"))
    order = {status.name: place for place, status in enumerate(MESSAGE.statuses)}
    counted: Iterable[Together] = (Together(KINDS[kind], status, many) for kind, status, many in rows)
    return sorted(counted, key=lambda one: (list(KINDS).index(one.sort.kind), order[one.status]))
