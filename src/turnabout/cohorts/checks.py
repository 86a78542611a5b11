"""What is checked before a cohort or a date of it is written; each raises `Refused` with a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import colours, passages, planner
from turnabout.cohorts.models import NHS_BLUE, SUPPORT_KINDS, Cohort, Organisation
from turnabout.cohorts.strands import CODES
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import LONGEST_EMAIL, normal_email

WORDS = ("what", "who_for", "how_to_apply")
CONTACT = ("name", "email", "phone")
SUPPORT = ("name", "phone", "email", "web", "hours")
WAYS = ("phone", "email", "web")


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


def support(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a support contact: of a known kind, with a name, and with a way to reach it that can be right."""
    only(given, SUPPORT)
    kept = {name: str(given.get(name, "")).strip() for name in SUPPORT}
    if kind not in dict(SUPPORT_KINDS):
        raise Refused(_("Choose what people can turn to this contact for."))
    if not kept["name"]:
        raise Refused(_("Write who it is: a person or a team."))
    if not any(kept[way] for way in WAYS):
        raise Refused(_("Give at least one way to reach them: a telephone number, an email address or a page."))
    email(kept["email"])
    if kept["web"] and not kept["web"].lower().startswith(("https://", "http://")):
        raise Refused(_("Write the address of the page in full, beginning with https://"))
    if kept["phone"] and not any(one.isdigit() for one in kept["phone"]):
        raise Refused(_("Write the telephone number in numbers, like 0116 496 0000."))
    return kept


def email(address: str) -> str:
    """The address in its one spelling, when it is empty or can be one."""
    if address.strip():
        try:
            validate_email(normal_email(address))
        except ValidationError as fault:
            raise Refused(
                _("“%(address)s” is no email address. Write it like name@example.com.") % {"address": address[:60]}
            ) from fault
    if len(normal_email(address)) > LONGEST_EMAIL:
        raise Refused(_("An email address can have up to %(limit)d characters.") % {"limit": LONGEST_EMAIL})
    return normal_email(address)


def entitled(kind: str, may_use_nhs_logo: bool) -> bool:
    """Whether an organisation of this kind may use the NHS logo; refused when that is claimed for another kind."""
    if may_use_nhs_logo and kind != "nhs":
        raise Refused(_("Only an NHS organisation can be entitled to the NHS logo. Take the tick away."))
    return may_use_nhs_logo


def colour(written: str, *, nhs_blue: bool) -> str:
    """The colour as "#rrggbb", or "" for none; dark enough for white words on it and for itself on white.

    NHS blue belongs to those who are entitled to the NHS logo.
    """
    if not written.strip():
        return ""
    found = colours.normal(written)
    if found is None:
        raise Refused(_("Write the colour as a mark and six letters or numbers, like #0f5257."), field="colour")
    if found == NHS_BLUE and not nhs_blue:
        raise Refused(
            _("This is NHS blue, for organisations that are entitled to the NHS logo. Choose another colour."),
            field="colour",
        )
    if (contrast := colours.on_white(found)) < colours.ENOUGH:
        raise Refused(
            _(
                "This colour is too light: white words on it stand out only %(contrast)s to 1, and 4.5 to 1 is "
                "needed so that everybody can read them. %(darker)s is the same colour, as dark as it has to be."
            )
            # Rounded down: 4.46 must not be said to be 4.5.
            % {"contrast": int(contrast * 10) / 10, "darker": colours.dark_enough(found)},
            field="colour",
        )
    return found


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
