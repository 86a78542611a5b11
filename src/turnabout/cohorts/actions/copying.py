"""The next cohort, made after the likeness of the last one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import changes, dating, joining, planner, queries
from turnabout.cohorts.models import Cohort, Passage, Role
from turnabout.cohorts.permissions import day_of, may_copy
from turnabout.cohorts.slugs import free_slug
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note

COPIED = (
    "programme",
    "pattern",
    "strands",
    "what",
    "who_for",
    "how_to_apply",
    "contact_name",
    "contact_email",
    "contact_phone",
    "calendar_title",
    "chief_executive_exempt",
    "policies",
    "nations",
    "switched_off",
)
"""What the next cohort takes over as it stands; organisations, passages and dates besides."""
ITS_OWN = ("id", "number", "title", "slug", "status", "starts_on", "extended_from", "extension_reason")
"""What each cohort has for itself, with what the opening froze (`frozen_digest`) and counted (`version`)."""


@action("cohort.copied")
def copy_cohort(*, source: Cohort, title: str, starts_on: date, by: Any, now: datetime) -> Cohort:
    """A draft with everything that `source` was set up with, and none of its people; `by` becomes its co-ordinator.

    It says in public what `source` says and has the programme's next number. Each date stands as many weeks from the
    new start as it does in `source`, on the same weekday and at the same time; windows and dates to be confirmed stay
    that. Other rooms copy their own part (`changes.on_copy`). Refused when the title is empty.
    """
    require(may_copy(by, source, now))
    if not title.strip():
        raise Refused(_("Give the new cohort a name."))
    others = source.programme.cohorts
    copy = Cohort.objects.create(
        number=(others.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=title.strip(),
        slug=free_slug(title, others.all()),
        starts_on=starts_on,
        **{name: getattr(source, name) for name in COPIED},
    )
    joining.give_code(copy)
    copy.organisations.set(source.organisations.all())
    for passage in Passage.objects.filter(cohort=source):
        Passage.objects.create(cohort=copy, thing=passage.thing, values=passage.values)
    dating.write(copy, (planner.moved(one, source.starts_on, starts_on) for one in queries.dates(source)))
    Role.objects.create(person=by, kind="coordinator", cohort=copy, from_on=day_of(now))
    note(source=str(source.pk), number=copy.number)
    changes.tell_copy(source, copy, by=by, now=now)
    return copy
