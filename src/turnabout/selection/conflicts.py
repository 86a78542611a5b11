"""Who must not assess whom: found by the system from what it knows, and from what an assessor declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications import lines
from turnabout.applications.models import Application
from turnabout.applications.naming import plain
from turnabout.cohorts.models import Role
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.encryption import vault
from turnabout.selection.models import PanelCopy, Panellist

PURPOSE = "keeping applications from assessors who know their writers"


def free_for(
    applications: Iterable[Application], panellists: Iterable[Panellist], *, by: Any, now: datetime
) -> Mapping[UUID, list[UUID]]:
    """For each application the assessors who may read it, in no order that means anything.

    Not: whoever wrote it; whoever stands above or below its writer at work, however far; whoever declared the writer's
    address or team; whoever the writer asked to be kept apart from; whoever checked it, with its name on it. Nothing
    says which of these it was. What is special is unlocked for this one purpose, in as many reads as there are kinds.
    """
    asked, panel = list(applications), list(panellists)
    wishes, declared = _unlocked(asked, "avoid", by), _unlocked(panel, "apart", by)
    people = [one.person for one in panel]
    managers, teams, checkers = _managers(people), _teams(people), _checkers(asked)
    return {
        application.pk: [
            one.person_id
            for one in panel
            if not _knows(one.person, declared[one.pk], application)
            and not _in_line(one.person, application, managers)
            and not _is_avoided(one.person, wishes[application.pk], teams.get(one.person_id, set()))
            and checkers.get(application.pk) != one.person_id
        ]
        for application in asked
    }


def _unlocked(rows: list[Any], field: str, by: Any) -> dict[UUID, Mapping[str, Any]]:
    found = vault.unlock_many(rows, field, by=by, purpose=PURPOSE)
    return {row.pk: value or {} for row, value in zip(rows, found, strict=True)}


def _knows(person: Person, declared: Mapping[str, Any], application: Application) -> bool:
    emails = {normal_email(one) for one in declared.get("emails", ())}
    teams = {plain(one) for one in declared.get("teams", ())}
    writer = application.person
    return writer.pk == person.pk or writer.email in emails or plain(application.directorate or "") in teams - {""}


def _is_avoided(person: Person, wishes: Mapping[str, Any], teams: set[str]) -> bool:
    kept_from = {plain(one) for one in wishes.get("teams", ())}
    by_name = bool(person.email) and person.email in {normal_email(one) for one in wishes.get("emails", ())}
    return by_name or bool(teams & (kept_from - {""}))


def _teams(panel: Iterable[Person]) -> dict[UUID, set[str]]:
    """The teams in which the assessors work, as far as they ever said so in a form of their own."""
    found: dict[UUID, set[str]] = {}
    rows = Application.objects.filter(person__in=list(panel)).values_list("person_id", "directorate")
    for person, team in rows:
        found.setdefault(person, set()).add(plain(team or ""))
    return found


def _checkers(applications: Iterable[Application]) -> dict[UUID, UUID | None]:
    """Who read each application for the panel, with its name on it."""
    copies = PanelCopy.objects.filter(application__in=[one.pk for one in applications])
    return dict(copies.values_list("application_id", "checked_by"))


def _in_line(person: Person, application: Application, managers: Mapping[str, set[str]]) -> bool:
    """Whether one stands above the other; somebody who applied on paper may have a manager and no address."""
    writer, reader = application.person.email or "", person.email or ""
    own = {normal_email(application.manager_email)} if application.manager_email else set()
    above = _above(writer, managers, own)
    return bool(reader) and (reader in above or (bool(writer) and writer in _above(reader, managers, set())))


def _above(email: str, managers: Mapping[str, set[str]], own: set[str]) -> set[str]:
    found: set[str] = set()
    here = managers.get(email, set()) | own
    while here := here - found:
        found |= here
        here = set().union(*(managers.get(one, set()) for one in here))
    return found


def _managers(panel: Iterable[Person]) -> dict[str, set[str]]:
    """Everybody's managers by address: what was said in forms and places, and with the roles of the panel."""
    found = {email: {manager} for email, manager in lines.said(None).items()}
    roles = Role.objects.filter(person__in=list(panel)).exclude(manager_email="")
    for email, manager in roles.values_list("person__email", "manager_email"):
        if email:
            found.setdefault(email, set()).add(normal_email(manager))
    return found
