"""Something real to preview each kind of message with, through the queries that say who may read what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from turnabout.cohorts import queries as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.mail.types import MessageType
from turnabout.matching import queries as matching
from turnabout.partnerships import queries as partnerships
from turnabout.selection import queries as selection
from turnabout.selection.queries.candidates import candidates
from turnabout.surveys import queries as surveys
from turnabout.training import queries as training

Find = Callable[[Any, Cohort, datetime], Iterable[Any]]
LINK = "https://example.org/"
"""Where a one-time link would stand: a preview makes none."""


def _applications(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
    return candidates(viewer, cohort, now)[:1]


def _verdicts(outcome: str) -> Find:
    def find(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
        return (one for one in selection.held(viewer, cohort, now) if one.outcome == outcome)

    return find


def _people(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
    return selection.participations(viewer, cohort)[:1]


def _bookings(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
    for session in training.sessions(viewer, cohort, now):
        for row in training.register(viewer, session, now):
            if row.booking is not None:
                row.booking.session = session
                yield row.booking


def _pairs(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
    return matching.waiting(viewer, cohort, now)


def _partnerships(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
    return partnerships.pairs_of(viewer, cohort, now)


def _questionnaires(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Any]:
    return filter(None, [surveys.of_cohort(viewer, cohort, now)])


def _asked(kind: str) -> Find:
    return lambda viewer, cohort, now: cohorts.asked_in(viewer, cohort, kind, now)


FOUND: dict[str, Find] = {
    "cohorts.ask_sponsor": _asked("sponsor"),
    "cohorts.ask_officer": _asked("dpo"),
    "cohorts.ask_key_holder": _asked("key_holder"),
    **dict.fromkeys(("applications.received", "applications.withdrawn", "applications.decisions_moved"), _applications),
    "selection.accepted": _verdicts("accept"),
    "selection.reserve": _verdicts("reserve"),
    "selection.declined": _verdicts("decline"),
    "selection.other_route": _verdicts("other_route"),
    **dict.fromkeys(("selection.stopped", "selection.graduated"), _people),
    **dict.fromkeys(("matching.mentor_asked", "matching.mentee_asked"), _pairs),
    **dict.fromkeys(("matching.not_going_ahead", "matching.closed"), _pairs),
    **dict.fromkeys(("partnerships.begun", "partnerships.active", "partnerships.ended"), _partnerships),
    **dict.fromkeys(("surveys.please_answer", "surveys.closing_soon", "surveys.closing_moved"), _questionnaires),
}


def preview(
    sort: MessageType, subject: str, body: str, *, viewer: Any, cohort: Cohort, now: datetime
) -> tuple[str, str, str] | None:
    """Subject and body with the places filled in for somebody who would get it, and who that is.

    None where there is nothing yet, or nothing that `viewer` may read, to fill them in with: `decisions_moved` and
    other words that only the deed knows stay open too.
    """
    find = _bookings if sort.kind.startswith("training.") else FOUND.get(sort.kind)
    if find is None:
        return None
    for thing in find(viewer, cohort, now):
        for to in sort.audience(thing):
            if getattr(to, "id", None) == viewer.pk:
                continue
            known = {**sort.variables(thing, to), "name": to.name}
            open_places = _Open(known)
            return subject.format_map(open_places), body.format_map(open_places), to.name
    return None


class _Open(dict[str, Any]):
    """Leaves a place open that only the deed itself can fill."""

    def __missing__(self, name: str) -> str:
        return LINK if name == "link" else f"{{{name}}}"
