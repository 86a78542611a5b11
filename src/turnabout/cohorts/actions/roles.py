"""Who has which role, where, from when and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import checks, independence
from turnabout.cohorts.models import ROLES, Cohort, Organisation, Programme, Role
from turnabout.cohorts.permissions import day_of, is_coordinator, may_end_role, may_give_role, may_name_manager
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note

ONLY_IN = {
    "partner_lead": ("organisation", _("A lead leads one organisation. An administrator gives the role on its page.")),
    "independent_contact": ("cohort", _("An independent contact takes the cases of one cohort.")),
}
"""Roles that exist in one sort of place only, and what is said to whoever tries another."""


@action("role.given")
def give_role(
    *,
    person: Person,
    kind: str,
    manager_email: str = "",
    cohort: Cohort | None = None,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    by: Any,
    now: datetime,
) -> Role:
    """Give `person` a role in exactly one of cohort, programme or organisation, from today on.

    `manager_email` is whom they report to at work. Refused when they have the role already, when it is none of that
    sort of place, and for an independent contact who stands in a management line with a reverse mentee or says
    nothing of theirs. Raises `ValueError` for an unknown kind or not exactly one place.
    """
    where = {"cohort": cohort, "programme": programme, "organisation": organisation}
    return _give(person, kind, manager_email, where, by, now)


@action("role.given")
def appoint(
    *,
    name: str,
    email: str,
    kind: str,
    manager_email: str = "",
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
    return _give(person, kind, manager_email, where, by, now)


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


@action("role.manager_named", about="role")
def name_manager(*, role: Role, manager_email: str, by: Any, now: datetime) -> Role:
    """Say whom the holder of a role reports to. Refused without an address, for their own, and as `give_role` is."""
    require(may_name_manager(by, role, now))
    address = _manager(manager_email, role.person)
    if not address:
        raise Refused(_("Enter the email address of the manager."))
    if role.kind == "independent_contact" and role.cohort is not None:
        _stands_outside(role.person, address, role.cohort, now)
    note(changed=bool(role.manager_email))
    role.manager_email = address
    role.save(update_fields=["manager_email"])
    return role


def _give(person: Person, kind: str, manager_email: str, where: dict[str, Any], by: Any, now: datetime) -> Role:
    places = [place for place in where.values() if place is not None]
    if len(places) != 1 or kind not in dict(ROLES):
        raise ValueError("A role has one of the kinds in ROLES, in exactly one cohort, programme or organisation.")
    require(may_give_role(by, places[0], now))
    place, otherwise = ONLY_IN.get(kind, ("", ""))
    if place and where[place] is None:
        raise Refused(otherwise)
    address = _manager(manager_email, person)
    if kind == "independent_contact":
        _stands_outside(person, address, where["cohort"], now)
    if person.roles.filter(kind=kind, until_on__isnull=True, **where).exists():
        raise Refused(_("This person has this role already."))
    if kind == "dpo" and where["cohort"] is not None and is_coordinator(person, where["cohort"], day_of(now)):
        raise Refused(_("Whoever signs the assessment must not run the cohort. Name somebody who does not."))
    note(role=kind)
    return Role.objects.create(person=person, kind=kind, manager_email=address, from_on=day_of(now), **where)


def _manager(written: str, person: Person) -> str:
    address = checks.email(written)
    if address and address == normal_email(person.email or ""):
        raise Refused(_("Nobody is their own manager. Enter the address of whoever this person reports to."))
    return address


def _stands_outside(person: Person, manager_email: str, cohort: Cohort, now: datetime) -> None:
    """The independent contact of a cohort is known to stand in nobody's management line there."""
    if not manager_email:
        raise Refused(_("Enter whom the independent contact reports to, so that we know they stand outside the line."))
    if why := independence.objection(person, manager_email, cohort, now):
        raise Refused(why)
