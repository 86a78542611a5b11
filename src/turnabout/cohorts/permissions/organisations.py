"""Who may keep what an organisation is, and whom its people turn to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from turnabout.cohorts.models import Cohort, Organisation, SupportContact
from turnabout.cohorts.permissions.keeping import day_of, held_on, is_administrator, keeps, leads
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision


def may_keep_contacts(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Its own lead, an administrator, and the co-ordinators of a cohort that it runs or takes part in."""
    if organisation is None:
        return NOT_YOURS
    if may_brand(by, organisation, now):
        return YES
    theirs = Q(cohort__organisations=organisation.pk) | Q(programme__cohorts__organisations=organisation.pk)
    theirs |= Q(organisation__programmes__cohorts__organisations=organisation.pk)
    return YES if held_on(by, day_of(now)).filter(theirs, kind="coordinator").exists() else NOT_YOURS


def may_keep_lists(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Whoever keeps the contacts of an organisation keeps its lists of teams, places and grades too."""
    return may_keep_contacts(by, organisation, now)


def may_change_contact(by: Any, contact: SupportContact | None, now: datetime) -> Decision:
    """Whoever keeps the contacts of its organisation."""
    return may_keep_contacts(by, contact.organisation if contact is not None else None, now)


def may_brand(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Its own lead, an administrator, and the co-ordinators of what it runs; nobody from another organisation."""
    if organisation is None:
        return NOT_YOURS
    if is_administrator(by) or leads(by, organisation, now):
        return YES
    its = Q(organisation=organisation.pk) | Q(programme__host=organisation.pk)
    its |= Q(cohort__programme__host=organisation.pk)
    return YES if held_on(by, day_of(now)).filter(its, kind="coordinator").exists() else NOT_YOURS


def may_see_organisations(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators see which organisations take part, and whom their people can turn to."""
    return keeps(by, cohort, now)
