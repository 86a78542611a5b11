"""A cohort's words, what people apply under, and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import changes, checks, closing, dating, planner, policies
from turnabout.cohorts.giving_away import found_in
from turnabout.cohorts.models import Cohort, Organisation, PlannedDate
from turnabout.cohorts.permissions import day_of, may_change_date, may_edit, may_extend, may_set_policies
from turnabout.foundation import clock
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


@action("cohort.calendar_title_set", about="cohort")
def set_calendar_title(*, cohort: Cohort, title: str, by: Any, now: datetime) -> Cohort:
    """Say what the cohort is called in people's calendars and in the subjects of its messages, from now on.

    Colleagues see both over a shoulder, so it is refused when it says in which role somebody takes part or what they
    share; and when it is empty. What was sent before keeps the title that it had.
    """
    require(may_edit(by, cohort, now))
    words = " ".join(title.split())
    if not words:
        raise Refused(_("Enter a title that says nothing to others."), field="title")
    if found := found_in(words):
        raise Refused(
            _("Take out “%(found)s”. Others see calendars and subjects over a shoulder.") % {"found": found},
            field="title",
        )
    cohort.calendar_title = words
    cohort.save(update_fields=["calendar_title"])
    note(title=words)
    return cohort


@action("cohort.nations_set", about="cohort")
def set_nations(*, cohort: Cohort, nations: Iterable[str], by: Any, now: datetime) -> Cohort:
    """Say where the cohort's people are: whose bank holidays and school holidays its dates are held against."""
    require(may_edit(by, cohort, now))
    wanted = set(nations)
    if unknown := wanted - set(dict(planner.NATIONS)):
        raise ValueError(f"Unknown nation: {min(unknown)}.")
    if not wanted:
        raise Refused(_("Choose at least one nation, or nobody is warned of a bank holiday."))
    cohort.nations = [code for code, _name in planner.NATIONS if code in wanted]
    cohort.save(update_fields=["nations"])
    note(nations=cohort.nations)
    return cohort


@action("cohort.stages_set", about="cohort")
def switch_stages(*, cohort: Cohort, off: Iterable[str], by: Any, now: datetime) -> Cohort:
    """Switch off the stages `off` and on all others; refused once the cohort has opened.

    The dates of a stage that is switched off leave the chain; those of one that is switched on again are counted
    from the start as the pattern has them.
    """
    require(may_set_policies(by, cohort, now))
    wanted = set(off)
    codes = [switch.code for switch in planner.SWITCHES]
    if unknown := wanted - set(codes):
        raise ValueError(f"No stage that can be switched off is called {min(unknown)!r}.")
    cohort.switched_off = [code for code in codes if code in wanted]
    cohort.version += 1
    cohort.save(update_fields=["switched_off", "version"])
    cohort.dates.filter(step__in=planner.dropped(cohort.switched_off)).delete()
    there = set(cohort.dates.values_list("step", flat=True))
    back = planner.dropped(codes) - there
    chain = planner.chain(cohort.pattern, cohort.starts_on, cohort.switched_off)
    dating.write(cohort, (one for one in chain if one.step in back))
    note(off=cohort.switched_off, version=cohort.version)
    return cohort


@action("cohort.date_changed", about="cohort")
def change_date(
    *,
    cohort: Cohort,
    step: str,
    starts_at: datetime,
    ends_at: datetime,
    kind: str = planner.EXACT,
    said: str = "",
    by: Any,
    now: datetime,
) -> PlannedDate:
    """Move one step to new instants, UTC; moving the last day to apply re-schedules the closing.

    `kind` makes it a window from the first instant to the second, or to be confirmed (the instants then only keep
    its place), with the co-ordinator's own words `said`. Tells the rooms that registered with `changes`. Refused
    when the end is before the start, the date has passed, an open cohort would close at once, or the first or last
    day to apply of a cohort that has opened would not be a fixed day.
    """
    planned = dating.held(cohort, step)
    require(may_change_date(by, planned, now))
    assert planned is not None
    checks.kind(cohort, step, kind)
    checks.order(cohort, step, starts_at, ends_at, now)
    note(step=step, was=planned.starts_at.isoformat(), is_now=starts_at.isoformat(), until=ends_at.isoformat())
    if kind != planned.kind:
        note(kind=kind)
    was = planned.ends_at
    planned.kind, planned.said = kind, "" if kind == planner.EXACT else said.strip()
    dating.move(planned, starts_at, ends_at)
    if step == "start":
        cohort.starts_on = day_of(starts_at)
        cohort.save(update_fields=["starts_on"])
    changes.tell(planned, by=by, now=now)
    if step == planner.CLOSING[cohort.pattern] and cohort.status == "open" and was != ends_at:
        closing.schedule(cohort)
        changes.tell_closing(changes.ClosingMoved(cohort, was), by=by, now=now)
    return planned


@action("cohort.extended", about="cohort")
def extend_applications(
    *, cohort: Cohort, closes_on: date, reason: str = "", tell_applicants: bool = False, by: Any, now: datetime
) -> Cohort:
    """Give people more time: the last day to apply or confirm becomes `closes_on`, to its end in London.

    Whoever has not sent their form yet is written to, and with `tell_applicants` those who have. The public page says
    that the day was extended, and the `reason` if one is given. Refused unless applications are open, and for a day
    that gives no more time.
    """
    require(may_extend(by, cohort, now))
    planned = dating.held(cohort, planner.CLOSING[cohort.pattern])
    assert planned is not None, "may_extend lets no cohort through without a closing date"
    was, closes_at = planned.ends_at, clock.end_of(closes_on)
    if closes_at <= was:
        raise Refused(_("That gives nobody more time. Choose a day after %(day)s.") % {"day": planned.when})
    note(was=was.isoformat(), is_now=closes_at.isoformat(), reason_given=bool(reason.strip()), all=tell_applicants)
    dating.move(planned, clock.london(closes_on, time(0)), closes_at)
    cohort.extended_from = cohort.extended_from or was
    cohort.extension_reason = reason.strip()
    cohort.save(update_fields=["extended_from", "extension_reason"])
    closing.schedule(cohort)
    changes.tell(planned, by=by, now=now)
    moved = changes.ClosingMoved(cohort, was, everybody=tell_applicants, reason=cohort.extension_reason)
    changes.tell_closing(moved, by=by, now=now)
    return cohort
