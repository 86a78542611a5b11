"""Writes: entering, printing and taking back what people said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.consent import ledger
from turnabout.foundation.moves import apply as moves
from turnabout.stories.models import CHANNELS, HOW, SAID_BY, Testimonial
from turnabout.stories.permissions import may_enter
from turnabout.stories.statuses import TESTIMONIAL

PURPOSE = "testimonial"
WORDING = "testimonial-1"
YEARS_OF_CONSENT = 2


@action("testimonial.entered")
def add_testimonial(
    *,
    cohort: Cohort,
    year_label: str,
    words: str,
    said_by: str,
    channels: Iterable[str],
    consent_on: date,
    consent_how: str,
    shown_name: str = "",
    person: Person | None = None,
    by: Any,
    now: datetime,
) -> Testimonial:
    """Enter `words` with their author's consent to print them in `channels` for 24 months from `consent_on`.

    `said_by` is "mentor", "mentee" or "participant". When the author has an account, the consent also stands in
    the ledger under purpose "testimonial", with the testimonial's id as its scope. Refused without a consent,
    with one given in the future, or with no words.
    """
    require(may_enter(by, cohort, now))
    allowed = [code for code, _words in CHANNELS if code in set(channels)]
    if not words.strip():
        raise Refused(_("Write what the person said, in their own words."))
    if not allowed:
        raise Refused(_("Words are entered only when their author agreed to see them somewhere. Say where."))
    if consent_on > day_of(now):
        raise Refused(_("The day on which they agreed cannot be in the future."))
    if said_by not in dict(SAID_BY) or consent_how not in dict(HOW):
        raise ValueError(f"Unknown: {said_by} or {consent_how}.")
    made = Testimonial.objects.create(
        cohort=cohort,
        person=person,
        year_label=year_label.strip(),
        words=words.strip(),
        said_by=said_by,
        shown_name=shown_name.strip(),
        channels=allowed,
        consent_on=consent_on,
        consent_how=consent_how,
        expires_on=_years_after(consent_on, YEARS_OF_CONSENT),
        entered_at=now,
        entered_by=by.id,
    )
    if person is not None:
        ledger.give(person=person, purpose=PURPOSE, wording=WORDING, scope=made.pk, by=by, now=now)
    note(channels=",".join(allowed), consent=consent_how)
    return made


@action("testimonial.published", about="testimonial")
def publish(*, testimonial: Testimonial, by: Any, now: datetime) -> Testimonial:
    """Print it on the public pages of its programme."""
    moves.apply(TESTIMONIAL, testimonial, "publish", by=by, now=now)
    return testimonial


@action("testimonial.taken_back", about="testimonial")
def take_back(*, testimonial: Testimonial, by: Any, now: datetime) -> Testimonial:
    """Take it off every page at once and erase the words and the name; what remains is that there was one."""
    moves.apply(TESTIMONIAL, testimonial, "take_back", by=by, now=now)
    testimonial.words = testimonial.shown_name = ""
    testimonial.save(update_fields=["words", "shown_name"])
    if testimonial.person is not None:
        ledger.withdraw(person=testimonial.person, purpose=PURPOSE, scope=testimonial.pk, by=by, now=now)
    return testimonial


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
