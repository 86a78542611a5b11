"""The stages of a cohort's life, each a move of its status table."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from turnabout.cohorts import changes, closing, planner
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.statuses import COHORT
from turnabout.foundation import clock
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.jobs import queue
from turnabout.foundation.moves import apply as moves


@action("cohort.opened", about="cohort")
def open_applications(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Open the cohort, fix its policies, and have it closed by the clock at the closing instant.

    Opened on another day than planned, the chain of dates says the day on which it was in fact opened. Whoever left
    an address to hear of it gets their one message soon after, and the address is forgotten.
    """
    moves.apply(COHORT, cohort, "open", by=by, now=now)
    _open_today(cohort, by, now)
    cohort.frozen_digest = closing.digest(cohort)
    cohort.save(update_fields=["frozen_digest"])
    note(policies=cohort.frozen_digest)
    closing.schedule(cohort)
    queue.enqueue("cohorts.tell_waiting", cohort=str(cohort.pk))
    return cohort


@action("cohort.closed", about="cohort")
def close_applications(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Close applications (or confirmations): by the clock at the closing instant, or by a co-ordinator earlier."""
    moves.apply(COHORT, cohort, "close", by=by, now=now)
    closing.unschedule(cohort)
    return cohort


@action("cohort.prepared", about="cohort")
def prepare(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Choosing is done: training and briefing begin."""
    return _move(cohort, "prepare", by, now)


@action("cohort.matching", about="cohort")
def start_matching(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Preparation is done: pairs may be proposed."""
    return _move(cohort, "match", by, now)


@action("cohort.launched", about="cohort")
def launch(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Mentoring begins."""
    return _move(cohort, "launch", by, now)


@action("cohort.closing", about="cohort")
def begin_closing(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Mentoring comes to its end: people are asked what changed."""
    return _move(cohort, "begin_closing", by, now)


@action("cohort.evaluated", about="cohort")
def evaluate(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """Everybody was asked: the report can be written."""
    return _move(cohort, "evaluate", by, now)


@action("cohort.completed", about="cohort")
def complete(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """The cohort is complete."""
    return _move(cohort, "complete", by, now)


@action("cohort.called_off", about="cohort")
def call_off(*, cohort: Cohort, by: Any, now: datetime) -> Cohort:
    """The cohort will not take place; nothing can be sent to it any more."""
    moves.apply(COHORT, cohort, "call_off", by=by, now=now)
    closing.unschedule(cohort)
    return cohort


def _open_today(cohort: Cohort, by: Any, now: datetime) -> None:
    today = day_of(now)
    planned = cohort.dates.get(step=planner.OPENING[cohort.pattern])
    if day_of(planned.starts_at) == today:
        return
    note(planned_opening=planned.starts_at.isoformat())
    planned.starts_at, planned.ends_at = clock.london(today, time(0)), clock.end_of(today)
    planned.whole_day = True
    planned.save(update_fields=["starts_at", "ends_at", "whole_day"])
    getattr(cohort, "_prefetched_objects_cache", {}).pop("dates", None)
    changes.tell(planned, by=by, now=now)


def _move(cohort: Cohort, name: str, by: Any, now: datetime) -> Cohort:
    moves.apply(COHORT, cohort, name, by=by, now=now)
    return cohort
