"""Who reports to whom, as far as the addresses of managers tell: what was said in forms, and with a role.

A later room adds what it knows: `lines.also(places)` in its `AppConfig.ready`, where `places(addresses)` gives
{address: manager's address} for those of `addresses` it knows something of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q

from turnabout.applications.models import Application
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Role
from turnabout.foundation.accounts.models import normal_email

Source = Callable[[Collection[str] | None], Mapping[str, str]]
_sources: list[Source] = []


def also(source: Source) -> Source:
    """Have `source(addresses)` asked too; its word counts more than that of a form."""
    if source not in _sources:
        _sources.append(source)
    return source


def above(people: Iterable[Any], on: date, *, managers: Collection[str] = ()) -> frozenset[str]:
    """The addresses of everybody who stands above any of `people`, their managers first of all, however far up.

    A manager is who was said with any role held on the day `on`, and in their last form or place, of this cohort or
    another. `managers` are taken for theirs as well. A line goes on through people who take part in nothing, as far
    as anything is known. As many questions to the database as the longest line has steps, for any number of rows.
    """
    people = list(people)
    addresses = {normal_email(one.email) for one in people if one.email}
    here = {normal_email(one) for one in managers if one} | set(said(addresses).values())
    here |= _with_roles(Q(person__in=[one.pk for one in people]), on)
    found: set[str] = set()
    while here := here - found:
        found |= here
        here = set(said(here).values()) | _with_roles(Q(person__email__in=here), on)
    return frozenset(found)


def said(addresses: Collection[str] | None) -> dict[str, str]:
    """The last word of each of these people (None: of everybody) on their manager, by address.

    A form counts less than what a later room knows.
    """
    forms = Application.objects.filter(SENT).exclude(manager_email="")
    if addresses is not None:
        forms = forms.filter(person__email__in=addresses)
    rows = forms.order_by(F("submitted_at").asc(nulls_first=True), "id").values_list("person__email", "manager_email")
    found = {email: normal_email(manager) for email, manager in rows if email and email != normal_email(manager)}
    for source in _sources:
        found |= source(addresses)
    return found


def _with_roles(whose: Q, on: date) -> set[str]:
    """Whom these people report to, by what was said with the roles that they hold."""
    held = Q(until_on__isnull=True) | Q(until_on__gte=on)
    roles = Role.objects.filter(held, whose, from_on__lte=on).exclude(manager_email="")
    return set(roles.values_list("manager_email", flat=True))
