"""Who keeps what: the roles people hold, and until when a cohort can be changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort, Organisation, Role
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.clock import LONDON

BEFORE_OPENING = ("draft",)
OVER = ("completed", "called_off")


def is_coordinator(person: Any, cohort: Cohort, on: date) -> bool:
    """Whether `person` keeps `cohort` on the day `on`: by a role in it, in its programme or in its host."""
    return has_role(person, "coordinator", cohort, on)


def has_role(person: Any, kind: str, cohort: Cohort, on: date) -> bool:
    """Whether `person` holds the role `kind` that reaches `cohort` on the day `on`. One query."""
    reaches = Q(cohort=cohort.pk) | Q(programme=cohort.programme_id) | Q(organisation__programmes=cohort.programme_id)
    return held_on(person, on).filter(reaches, kind=kind).exists()


def held_on(person: Any, on: date) -> QuerySet[Role]:
    """The roles that `person` holds on the day `on`; none for somebody without an account."""
    if not getattr(person, "is_authenticated", False):
        return Role.objects.none()
    return Role.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), person=person.pk, from_on__lte=on)


def is_administrator(by: Any) -> bool:
    """Whether `by` keeps the installation running: an administrator, or the operator at the command line."""
    return by is OPERATOR or bool(getattr(by, "is_authenticated", False) and by.is_administrator)


def may_administer(by: Any, thing: Any, now: datetime) -> Decision:
    """Organisations and their first co-ordinators are an administrator's work."""
    return YES if is_administrator(by) else NOT_YOURS


def may_edit(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Words, contact and dates can be changed by a co-ordinator until the cohort is over."""
    if cohort is None or not (kept := keeps(by, cohort, now)):
        return NOT_YOURS
    return no(_("This cohort is over. What it said and did is kept as it was.")) if cohort.status in OVER else kept


def leads(by: Any, organisation: Organisation, now: datetime) -> bool:
    """Whether `by` is the lead of one organisation today."""
    return held_on(by, day_of(now)).filter(kind="partner_lead", organisation=organisation.pk).exists()


def may_keep_outbox(by: Any, message: Any, now: datetime) -> Decision:
    """Whoever keeps a cohort keeps its outbox."""
    cohort = Cohort.objects.filter(pk=message.scope).first() if message.scope else None
    return keeps(by, cohort, now)


def day_of(now: datetime) -> date:
    """The day in London at the instant `now`."""
    return now.astimezone(LONDON).date()


def keeps(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    return YES if cohort is not None and is_coordinator(by, cohort, day_of(now)) else NOT_YOURS
