"""What is checked before a cohort or a date of it is written; each raises `Refused` with a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import passages, planner
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.cohorts.strands import CODES
from turnabout.foundation.accounts.decisions import Refused

WORDS = ("what", "who_for", "how_to_apply")
CONTACT = ("name", "email", "phone")


class ChangedMeanwhile(Refused):
    """Somebody else saved other words while these were being written; nothing was overwritten."""


def scope(taking_part: list[Organisation], strands: list[str]) -> None:
    """Some organisation takes part, and every strand is known."""
    if not taking_part:
        raise Refused(_("Choose at least one organisation whose staff may take part."))
    if unknown := sorted(set(strands) - set(CODES)):
        raise Refused(_("There is no strand called “%(code)s”.") % {"code": unknown[0]})


def order(cohort: Cohort, step: str, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """With `step` at its new instants, the chain still opens before it closes and starts before it ends."""
    closing, opening = planner.CLOSING[cohort.pattern], planner.OPENING[cohort.pattern]
    known = {one.step: one for one in cohort.dates.all() if one.kind != planner.TO_BE_CONFIRMED or one.step == step}
    if ends_at <= starts_at:
        raise Refused(_("The end must be after the beginning. Check both times."))
    if step == closing and cohort.status == "open" and ends_at <= now:
        raise Refused(_("That is already over. Choose today or a later day, or close the cohort now."))
    instants = {name: (one.starts_at, one.ends_at) for name, one in known.items()}
    instants[step] = (starts_at, ends_at)
    if {opening, closing} <= set(instants) and instants[closing][1] <= instants[opening][0]:
        raise Refused(_("The last day must come after the first. Check the day and the year."))
    if {"start", "end"} <= set(instants) and instants["end"][1] <= instants["start"][0]:
        raise Refused(_("Mentoring must end after it starts. Check the day and the year."))


def kind(cohort: Cohort, step: str, kind: str) -> None:
    """Only a step whose instant nothing hangs on may be a window or to be confirmed, once the cohort has opened."""
    if kind not in dict(planner.KINDS):
        raise ValueError(f"There is no kind of date called {kind!r}. There are: {', '.join(dict(planner.KINDS))}.")
    tied = (planner.OPENING[cohort.pattern], planner.CLOSING[cohort.pattern])
    if kind != planner.EXACT and step in tied and cohort.status != "draft":
        raise Refused(_("People rely on this day to the second, so it must be a fixed day. Choose one."))


def only(given: Mapping[str, str], known: tuple[str, ...]) -> None:
    """Raise `ValueError` when `given` has a name that is not `known`."""
    if unknown := sorted(set(given) - set(known)):
        raise ValueError(f"Unknown: {', '.join(unknown)}. There are: {', '.join(known)}.")


def first_words(cohort: Cohort) -> dict[str, str]:
    """A cohort's first words and its contact, by the names that `change_words` takes."""
    words = {name: getattr(cohort, name) for name in WORDS}
    return words | {name: getattr(cohort, f"contact_{name}") for name in CONTACT}


def passage(thing: str, values: Mapping[str, str]) -> None:
    """A passage of a thing that pages print, no longer than they take, its addresses on the web."""
    if thing not in passages.THINGS or len(values) > passages.MOST_VALUES:
        raise ValueError(f"Unknown: {thing}. There are: {', '.join(passages.THINGS)}.")
    for name, value in values.items():
        if len(value) > passages.LONGEST:
            raise Refused(_("That is too long: up to %(limit)d characters can be kept.") % {"limit": passages.LONGEST})
        if name in passages.ADDRESSES and value.strip() and not value.strip().startswith(("https://", "http://")):
            raise Refused(_("Enter the whole address, beginning with https://"))


def unchanged(seen: str | None, stands: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """What stands is what the writer saw, or is what they want anyway; else raises `ChangedMeanwhile`."""
    here = passages.fingerprint(stands)
    if seen is not None and seen != here and passages.fingerprint(wanted) != here:
        raise ChangedMeanwhile(
            _(
                "Somebody else saved other words while you were writing, so yours are not saved yet. Both are shown "
                "below. Put together what you want to keep, and save again."
            )
        )
