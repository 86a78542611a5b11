"""Reads of organisations, programmes, cohorts, dates and roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from turnabout.cohorts import planner, readiness
from turnabout.cohorts.models import (
    ASKED,
    Cohort,
    Listed,
    ListedLeader,
    Logo,
    Organisation,
    PlannedDate,
    Programme,
    Role,
    SupportContact,
)
from turnabout.cohorts.permissions import (
    day_of,
    held_on,
    is_administrator,
    is_coordinator,
    may_change_contact,
    may_end_role,
    may_keep_contacts,
    may_see_asked,
)
from turnabout.cohorts.support import Support as Support
from turnabout.cohorts.support import support_contacts as support_contacts
from turnabout.cohorts.support import support_for as support_for
from turnabout.cohorts.support import support_missing as support_missing
from turnabout.foundation.accounts.models import Person

HIDDEN = ("draft",)


def public_cohort(programme_slug: str, cohort_slug: str) -> Cohort | None:
    """The cohort at a public address, for anybody; None when there is none or it is still a draft."""
    found = _whole().filter(programme__slug=programme_slug, slug=cohort_slug)
    return found.exclude(status__in=HIDDEN).first()


def running_cohorts() -> list[Cohort]:
    """Every cohort that has opened and is not over, for anybody; the latest start stands first."""
    over = ("completed", "called_off")
    return list(_whole().exclude(status__in=(*HIDDEN, *over)).order_by("-starts_on", "title"))


def find_cohort(viewer: Any, id: UUID | str) -> Cohort | None:
    """The cohort `id` if it is public, or if `viewer` holds or held a role that reaches it; else None."""
    reaches = _whole().exclude(status__in=HIDDEN)
    if getattr(viewer, "is_authenticated", False):
        reaches = _whole().filter(~Q(status__in=HIDDEN) | _reached(Role.objects.filter(person=viewer)))
    return reaches.filter(pk=id).distinct().first()


def cohorts_kept_by(viewer: Any, now: datetime) -> list[Cohort]:
    """The cohorts that `viewer` co-ordinates today, newest start first. The same number of queries for any number."""
    roles = held_on(viewer, day_of(now)).filter(kind="coordinator")
    return list(_whole().filter(_reached(roles)).distinct().order_by("-starts_on", "title"))


def cohorts_read_by(viewer: Any, kind: str, now: datetime) -> list[Cohort]:
    """The cohorts that `viewer`'s role `kind` ("board_reader", say) reaches today, newest start first."""
    found = _whole().filter(_reached(held_on(viewer, day_of(now)).filter(kind=kind)))
    return list(found.exclude(status__in=HIDDEN).distinct().order_by("-starts_on", "title"))


def programmes_for(viewer: Any, now: datetime) -> list[Programme]:
    """The programmes in which `viewer` may create a cohort today, by name."""
    roles = held_on(viewer, day_of(now)).filter(kind="coordinator")
    reaches = Q(roles__in=roles) | Q(host__roles__in=roles)
    return list(Programme.objects.filter(reaches).select_related("host").distinct().order_by("name"))


def hosts_for(viewer: Any, now: datetime) -> list[Organisation]:
    """The organisations for which `viewer` may start a programme today, by name."""
    if is_administrator(viewer):
        return list(Organisation.objects.all())
    roles = held_on(viewer, day_of(now)).filter(kind="coordinator")
    return list(Organisation.objects.filter(roles__in=roles).distinct())


def hosts_kept_by(viewer: Any, now: datetime) -> list[Organisation]:
    """The organisations that `viewer` co-ordinates today, by name: whoever starts a programme there keeps it."""
    roles = held_on(viewer, day_of(now)).filter(kind="coordinator")
    return list(Organisation.objects.filter(roles__in=roles).distinct())


def organisations() -> QuerySet[Organisation]:
    """Every organisation, by name."""
    return Organisation.objects.all()


def listed(organisations: Iterable[UUID], kind: str) -> list[str]:
    """The names in the lists of teams or of places (`kind`) of some organisations, in order. They name no person."""
    found = Listed.objects.filter(organisation__in=list(organisations), kind=kind)
    return list(found.order_by("name").values_list("name", flat=True))


def names_listed(organisation: Organisation, kind: str) -> list[str]:
    """The organisation's list of teams or of places (`kind`), in order."""
    return listed([organisation.pk], kind)


def find_organisation(viewer: Any, id: UUID | str, now: datetime) -> Organisation | None:
    """The organisation `id`, for whoever keeps its contacts and lists; else None."""
    found = Organisation.objects.filter(pk=id).first()
    return found if may_keep_contacts(viewer, found, now) else None


def branded(id: UUID | str, version: int) -> Organisation | None:
    """The organisation whose colours have this version, for anybody; None when they have changed since."""
    found = Organisation.objects.filter(pk=id, brand_version=version).first()
    return found if found is not None and found.colour_in_print else None


def logo(id: UUID, version: int) -> bytes | None:
    """The organisation's own logo of this version (PNG), for anybody; None when it has changed since or is gone."""
    of_it = Logo.objects.filter(organisation=id, organisation__logo_version=version)
    found = of_it.values_list("png", flat=True).first() if version else None
    return bytes(found) if found is not None else None


def led_by(viewer: Any, now: datetime) -> list[Organisation]:
    """The organisations that `viewer` is the lead of today, by name."""
    roles = held_on(viewer, day_of(now)).filter(kind="partner_lead")
    return list(Organisation.objects.filter(roles__in=roles).distinct())


def cohorts_of(organisation: Organisation) -> list[Cohort]:
    """The public cohorts in which an organisation's people can take part, newest start first, for anybody."""
    found = _whole().filter(organisations=organisation).exclude(status__in=(*HIDDEN, "called_off"))
    return list(found.order_by("-starts_on", "title"))


def find_contact(viewer: Any, id: UUID | str, now: datetime) -> SupportContact | None:
    """One support contact, for whoever keeps those of its organisation; else None."""
    found = SupportContact.objects.filter(pk=id).select_related("organisation").first()
    return found if may_change_contact(viewer, found, now) else None


def organisations_in(cohort: Cohort) -> list[Organisation]:
    """The host and every organisation that takes part, with their contacts; the host stands first."""
    host = cohort.programme.host_id
    reaches = Q(pk=host) | Q(cohorts=cohort)
    found = Organisation.objects.filter(reaches).distinct().prefetch_related("support_contacts")
    return sorted(found, key=lambda one: (one.pk != host, one.name))


def dates(cohort: Cohort) -> list[PlannedDate]:
    """The cohort's chain of dates in the order in which they happen."""
    return sorted(cohort.dates.all(), key=_order)


def dates_for(cohort: Cohort, role: str) -> list[PlannedDate]:
    """The dates that concern a "mentor" or a "mentee" of the cohort, the office's own left out."""
    wanted = {planner.BOTH, role}
    return [one for one in dates(cohort) if planner.STEPS[one.step].who in wanted]


def public_dates(cohort: Cohort) -> list[PlannedDate]:
    """The dates that stand on the public page, in the order in which they happen."""
    return [one for one in dates(cohort) if one.public]


def date_of(cohort: Cohort, step: str) -> PlannedDate | None:
    """The date of one step ("applications_close"), or None when the cohort's chain has no such step."""
    return next((one for one in cohort.dates.all() if one.step == step), None)


def passages(cohort: Cohort) -> dict[str, dict[str, str]]:
    """What the co-ordinators wrote into each passage of the public pages, for anybody; empty where nothing."""
    return {one.thing: one.values for one in cohort.passages.all()}


def closes_at(cohort: Cohort) -> datetime | None:
    """The closing instant in UTC: an answer sent before it is in time, one sent at it is not."""
    return cohort.closes_at


def next_date(found: Iterable[PlannedDate], now: datetime) -> PlannedDate | None:
    """The first of `found` that has not ended at `now`; one that is to be confirmed is none to wait for."""
    return next((one for one in found if one.kind != planner.TO_BE_CONFIRMED and one.ends_at > now), None)


def warnings_for(cohort: Cohort) -> tuple[planner.Clash, ...]:
    """What the cohort's dates meet where its people are: holidays, festivals, weekends, and one another."""
    return planner.clashes(dates(cohort), cohort.nations)


def roles_in(viewer: Any, cohort: Cohort, now: datetime) -> list[Role]:
    """Everybody's roles in the cohort itself, for one of its co-ordinators; nothing for anybody else."""
    today = day_of(now)
    if not is_coordinator(viewer, cohort, today):
        return []
    found = Role.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), cohort=cohort)
    return list(found.select_related("person").order_by("kind", "person__name"))


def roles_in_organisation(viewer: Any, organisation: Organisation, now: datetime) -> list[Role]:
    """Today's roles in one organisation, for an administrator; nothing for anybody else."""
    if not is_administrator(viewer):
        return []
    found = organisation.roles.filter(Q(until_on__isnull=True) | Q(until_on__gte=day_of(now)))
    return list(found.select_related("person").order_by("kind", "person__name"))


def find_role(viewer: Any, id: UUID | str, now: datetime) -> Role | None:
    """The role `id` that has not ended, if `viewer` may end it; else None."""
    found = Role.objects.select_related("person", "cohort__programme__host", "programme", "organisation")
    role = found.filter(Q(until_on__isnull=True) | Q(until_on__gte=day_of(now)), pk=id).first()
    return role if may_end_role(viewer, role, now) else None


def checklist(viewer: Any, cohort: Cohort, now: datetime) -> list[readiness.State]:
    """Every line of the cohort's readiness checklist, for one of its co-ordinators; nothing for anybody else."""
    return readiness.states(cohort, now) if is_coordinator(viewer, cohort, day_of(now)) else []


def find_line(viewer: Any, cohort: Cohort | None, code: str, now: datetime) -> readiness.State | None:
    """One line of the checklist as it stands, for a co-ordinator of the cohort; else None."""
    if cohort is None or not is_coordinator(viewer, cohort, day_of(now)):
        return None
    return readiness.state_of(cohort, code, now)


def asked_in(viewer: Any, cohort: Cohort, kind: str, now: datetime) -> list[Role]:
    """Those of one kind in ASKED whom the cohort has named, with what each undertook, for one of its co-ordinators."""
    return readiness.holders(cohort, kind, now) if is_coordinator(viewer, cohort, day_of(now)) else []


def find_asked(viewer: Any, id: UUID | str, now: datetime) -> Role | None:
    """The role `id` if it is `viewer`'s own and one of those that ask something of its holder; else None."""
    found = Role.objects.select_related("person", "cohort__programme__host", "undertaking__given_by")
    role = found.filter(pk=id, kind__in=ASKED).first()
    return role if may_see_asked(viewer, role, now) else None


def asks_of(viewer: Any, now: datetime) -> list[Role]:
    """The roles of `viewer` in which something was asked of them that they have not done, the oldest first."""
    held = held_on(viewer, day_of(now)).filter(
        kind__in=ASKED, cohort__isnull=False, undertaking__asked_at__isnull=False
    )
    found = held.select_related("cohort", "undertaking").order_by("undertaking__asked_at")
    return [role for role in found if not readiness.has_given(role, role.cohort)]


def listed_leaders(viewer: Any, cohort: Cohort, now: datetime) -> list[ListedLeader]:
    """The leaders written down while the cohort was set up, for one of its co-ordinators; nothing for anybody else."""
    return list(cohort.listed_leaders.all()) if is_coordinator(viewer, cohort, day_of(now)) else []


def find_own_role(viewer: Any, id: UUID | str, now: datetime) -> Role | None:
    """A role that `viewer` holds today, or may end; else None."""
    found = held_on(viewer, day_of(now)).filter(pk=id).select_related("person", "cohort", "programme", "organisation")
    return found.first() or find_role(viewer, id, now)


def role_without_manager(viewer: Any, cohort: Cohort, now: datetime) -> Role | None:
    """The role by which `viewer` keeps the cohort while nobody knows whom they report to; else None."""
    roles = held_on(viewer, day_of(now))
    if roles.exclude(manager_email="").exists():
        return None
    reaches = Q(cohort=cohort) | Q(programme=cohort.programme_id) | Q(organisation__programmes=cohort.programme_id)
    return roles.filter(reaches, kind="coordinator").order_by("from_on", "id").first()


def people_with_role_unscoped(kind: str, cohort: Cohort, on: date) -> list[Person]:
    """Everybody whose role `kind` reaches the cohort on the day `on`, for the audience of a message; no viewer."""
    reaches = Q(cohort=cohort) | Q(programme=cohort.programme_id) | Q(organisation__programmes=cohort.programme_id)
    roles = Role.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), reaches, kind=kind, from_on__lte=on)
    return list(Person.objects.filter(roles__in=roles).distinct().order_by("name"))


def _whole() -> QuerySet[Cohort]:
    return Cohort.objects.select_related("programme__host", "short_link").prefetch_related("dates", "organisations")


def _reached(roles: QuerySet[Role]) -> Q:
    return Q(roles__in=roles) | Q(programme__roles__in=roles) | Q(programme__host__roles__in=roles)


def _order(one: PlannedDate) -> tuple[datetime, int]:
    return one.starts_at, list(planner.STEPS).index(one.step)
