"""A cohort's words, what people apply under, and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import changes, planner, policies
from turnabout.cohorts.models import Cohort, Organisation, PlannedDate
from turnabout.cohorts.permissions import day_of, may_change_date, may_edit, may_set_policies
from turnabout.cohorts.strands import CODES
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.jobs import queue

CLOSE = "cohorts.close_applications"
WORDS = ("what", "who_for", "how_to_apply")
CONTACT = ("name", "email", "phone")


@action("cohort.words_changed", about="cohort")
def change_words(
    *, cohort: Cohort, words: Mapping[str, str], contact: Mapping[str, str], by: Any, now: datetime
) -> Cohort:
    """Put new words and a new contact on the public page; what is not given stays as it was."""
    require(may_edit(by, cohort, now))
    only(words, WORDS)
    only(contact, CONTACT)
    given = {name: value.strip() for name, value in words.items()}
    given |= {f"contact_{name}": value.strip() for name, value in contact.items()}
    for name, value in given.items():
        setattr(cohort, name, value)
    cohort.version += 1
    cohort.save(update_fields=[*given, "version"])
    note(changed=sorted(given), version=cohort.version)
    return cohort


@action("cohort.policies_set", about="cohort")
def set_policies(
    *,
    cohort: Cohort,
    given: Mapping[str, int],
    strands: Iterable[str],
    organisations: Iterable[Organisation],
    by: Any,
    now: datetime,
) -> Cohort:
    """Set what people will apply under; refused once the cohort has opened, or with the reason of `BadPolicy`."""
    require(may_set_policies(by, cohort, now))
    taking_part, named = list(organisations), list(dict.fromkeys(strands))
    check_scope(taking_part, named)
    try:
        cohort.policies = policies.checked(given)
    except policies.BadPolicy as fault:
        raise Refused(str(fault)) from fault
    cohort.strands = named
    cohort.version += 1
    cohort.save(update_fields=["policies", "strands", "version"])
    cohort.organisations.set(taking_part)
    note(version=cohort.version)
    return cohort


@action("cohort.date_changed", about="cohort")
def change_date(
    *, cohort: Cohort, step: str, starts_at: datetime, ends_at: datetime, by: Any, now: datetime
) -> PlannedDate:
    """Move one step to new instants, UTC; moving the last day to apply re-schedules the closing.

    Tells the rooms that registered with `changes.on_date_change`. Refused when the end is before the start, the
    date has passed, or an open cohort would close at once.
    """
    planned = cohort.dates.select_for_update().filter(step=step).first()
    if planned is not None:
        planned.cohort = cohort
    require(may_change_date(by, planned, now))
    assert planned is not None
    if ends_at <= starts_at:
        raise Refused(_("The end must be after the beginning. Check both times."))
    _check_order(cohort, step, starts_at, ends_at, now)
    note(step=step, was=planned.starts_at.isoformat(), is_now=starts_at.isoformat(), until=ends_at.isoformat())
    planned.starts_at, planned.ends_at = starts_at, ends_at
    planned.save(update_fields=["starts_at", "ends_at"])
    getattr(cohort, "_prefetched_objects_cache", {}).pop("dates", None)
    if step == "start":
        cohort.starts_on = day_of(starts_at)
        cohort.save(update_fields=["starts_on"])
    if step == planner.CLOSING[cohort.pattern] and cohort.status == "open":
        schedule_closing(cohort)
    changes.tell(planned, by=by, now=now)
    return planned


def schedule_closing(cohort: Cohort) -> None:
    """Have the clock close an open cohort at its closing instant; replaces what was scheduled before."""
    at = cohort.closes_at
    assert at is not None, "may_open lets no cohort open without a closing date"
    queue.schedule(CLOSE, key=closing_key(cohort), at=at, cohort=str(cohort.pk))


def closing_key(cohort: Cohort) -> str:
    """The key under which the closing of `cohort` waits."""
    return f"{CLOSE}:{cohort.pk}"


def check_scope(taking_part: list[Organisation], strands: list[str]) -> None:
    """Raise `Refused` unless some organisation takes part and every strand is known."""
    if not taking_part:
        raise Refused(_("Choose at least one organisation whose staff may take part."))
    if unknown := sorted(set(strands) - set(CODES)):
        raise Refused(_("There is no strand called “%(code)s”.") % {"code": unknown[0]})


def only(given: Mapping[str, str], known: tuple[str, ...]) -> None:
    """Raise `ValueError` when `given` has a name that is not `known`."""
    if unknown := sorted(set(given) - set(known)):
        raise ValueError(f"Unknown: {', '.join(unknown)}. There are: {', '.join(known)}.")


def _check_order(cohort: Cohort, step: str, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    closing, opening = planner.CLOSING[cohort.pattern], planner.OPENING[cohort.pattern]
    if step == closing and cohort.status == "open" and ends_at <= now:
        raise Refused(_("That is already over. Choose today or a later day, or close the cohort now."))
    instants = {one.step: (one.starts_at, one.ends_at) for one in cohort.dates.all()} | {step: (starts_at, ends_at)}
    if instants[closing][1] <= instants[opening][0]:
        raise Refused(_("The last day must come after the first. Check the day and the year."))
    if instants["end"][0] <= instants["start"][0]:
        raise Refused(_("Mentoring must end after it starts. Check the day and the year."))
