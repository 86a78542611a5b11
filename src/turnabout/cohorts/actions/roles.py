"""Who has which role, where, from when and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import ROLES, Cohort, Organisation, Programme, Role
from turnabout.cohorts.permissions import day_of, is_coordinator, may_end_role, may_give_role
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note


@action("role.given")
def give_role(
    *,
    person: Person,
    kind: str,
    cohort: Cohort | None = None,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    by: Any,
    now: datetime,
) -> Role:
    """Give `person` a role in exactly one of cohort, programme or organisation, from today on.

    Refused when they have it already. Raises `ValueError` for an unknown kind or not exactly one place.
    """
    return _give(person, kind, {"cohort": cohort, "programme": programme, "organisation": organisation}, by, now)


@action("role.given")
def appoint(
    *,
    name: str,
    email: str,
    kind: str,
    cohort: Cohort | None = None,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    by: Any,
    now: datetime,
) -> Role:
    """Give a role to whoever has that email address; they get an account by emailed code if they have none yet.

    The name of somebody who has an account stays as they wrote it. Refused like `give_role`.
    """
    where = {"cohort": cohort, "programme": programme, "organisation": organisation}
    require(may_give_role(by, cohort or programme or organisation, now))
    person = Person.objects.filter(email=normal_email(email)).first()
    if person is None:
        person = Person.objects.make(name=name, email=email)
    return _give(person, kind, where, by, now)


@action("role.ended", about="role")
def end_role(*, role: Role, by: Any, now: datetime) -> Role:
    """Let a role end at once; refused for the last co-ordinator of a cohort, who must name another first."""
    require(may_end_role(by, role, now))
    others = Role.objects.filter(kind="coordinator", cohort=role.cohort_id, until_on__isnull=True).exclude(pk=role.pk)
    if role.kind == "coordinator" and role.cohort_id is not None and not others.exists():
        raise Refused(_("A cohort cannot be without a co-ordinator. Give somebody else the role first."))
    note(role=role.kind)
    today = day_of(now)
    if role.from_on >= today:
        Role.objects.filter(pk=role.pk).delete()
    else:
        role.until_on = today - timedelta(days=1)
        role.save(update_fields=["until_on"])
    return role


def _give(person: Person, kind: str, where: dict[str, Any], by: Any, now: datetime) -> Role:
    places = [place for place in where.values() if place is not None]
    if len(places) != 1 or kind not in dict(ROLES):
        raise ValueError("A role has one of the kinds in ROLES, in exactly one cohort, programme or organisation.")
    require(may_give_role(by, places[0], now))
    if person.roles.filter(kind=kind, until_on__isnull=True, **where).exists():
        raise Refused(_("This person has this role already."))
    if kind == "dpo" and where["cohort"] is not None and is_coordinator(person, where["cohort"], day_of(now)):
        raise Refused(_("Whoever signs the assessment must not run the cohort. Name somebody who does not."))
    note(role=kind)
    return Role.objects.create(person=person, kind=kind, from_on=day_of(now), **where)
