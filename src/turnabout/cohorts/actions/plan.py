"""A cohort's words, what people apply under, and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from turnabout.cohorts import changes, checks, closing, planner, policies
from turnabout.cohorts.models import Cohort, Organisation, PlannedDate
from turnabout.cohorts.permissions import day_of, may_change_date, may_edit, may_set_policies
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note


@action("cohort.words_changed", about="cohort")
def change_words(
    *,
    cohort: Cohort,
    words: Mapping[str, str],
    contact: Mapping[str, str],
    seen: str | None = None,
    by: Any,
    now: datetime,
) -> Cohort:
    """Put new words and a new contact on the public page; what is not given stays as it was.

    `seen` is the `passages.fingerprint` of `checks.first_words` when the writer began: raises `ChangedMeanwhile`,
    and writes nothing, when somebody else saved other words since. None asks for no such care.
    """
    require(may_edit(by, cohort, now))
    checks.only(words, checks.WORDS)
    checks.only(contact, checks.CONTACT)
    given = {name: value.strip() for name, value in words.items()}
    given |= {f"contact_{name}": value.strip() for name, value in contact.items()}
    stands = Cohort.objects.select_for_update().get(pk=cohort.pk)
    before = checks.first_words(stands)
    checks.unchanged(seen, before, before | {**words, **contact})
    for name, value in given.items():
        setattr(cohort, name, value)
    cohort.version = stands.version + 1
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
    checks.scope(taking_part, named)
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
    checks.order(cohort, step, starts_at, ends_at, now)
    note(step=step, was=planned.starts_at.isoformat(), is_now=starts_at.isoformat(), until=ends_at.isoformat())
    planned.starts_at, planned.ends_at = starts_at, ends_at
    planned.save(update_fields=["starts_at", "ends_at"])
    getattr(cohort, "_prefetched_objects_cache", {}).pop("dates", None)
    if step == "start":
        cohort.starts_on = day_of(starts_at)
        cohort.save(update_fields=["starts_on"])
    if step == planner.CLOSING[cohort.pattern] and cohort.status == "open":
        closing.schedule(cohort)
    changes.tell(planned, by=by, now=now)
    return planned
