"""Who may make, change, open and lead on a cohort, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import readiness
from turnabout.cohorts.models import Cohort, Organisation, PlannedDate, Programme, Role
from turnabout.cohorts.permissions.keeping import (
    BEFORE_OPENING,
    day_of,
    held_on,
    is_administrator,
    keeps,
    may_administer,
    may_edit,
)
from turnabout.cohorts.permissions.readiness import keeps_and_is_ready, ready_for
from turnabout.cohorts.planner import TO_BE_CONFIRMED
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no


def may_start_programme(by: Any, host: Organisation | None, now: datetime) -> Decision:
    """An administrator, or somebody who already is co-ordinator of the host (of any host when None is asked)."""
    roles = held_on(by, day_of(now)).filter(kind="coordinator", organisation__isnull=False)
    if is_administrator(by) or roles.filter(**({"organisation": host} if host else {})).exists():
        return YES
    return NOT_YOURS


def may_create(by: Any, programme: Programme | None, now: datetime) -> Decision:
    """A co-ordinator of the programme or of its host may create a cohort in it (somewhere, when None is asked)."""
    roles = held_on(by, day_of(now)).filter(kind="coordinator")
    if programme is None:
        return YES if roles.filter(cohort__isnull=True).exists() else NOT_YOURS
    reaches = Q(programme=programme.pk) | Q(organisation=programme.host_id)
    return YES if roles.filter(reaches).exists() else NOT_YOURS


def may_list_cohorts(by: Any, thing: Any, now: datetime) -> Decision:
    """Anybody who co-ordinates something, and an administrator."""
    some = held_on(by, day_of(now)).filter(kind="coordinator").exists()
    return YES if some or is_administrator(by) else NOT_YOURS


def may_view_plan(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators read its plan."""
    return keeps(by, cohort, now)


def may_set_policies(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """What people apply under can be changed by a co-ordinator, and only before opening."""
    if cohort is None or not (kept := keeps(by, cohort, now)):
        return NOT_YOURS
    if cohort.status not in BEFORE_OPENING:
        return no(_("This was fixed when the cohort opened, so that everybody takes part under the same rules."))
    return kept


def may_change_date(by: Any, planned: PlannedDate | None, now: datetime) -> Decision:
    """A co-ordinator may move a date that has not passed; a closing date only before it has come."""
    if planned is None or not (kept := may_edit(by, planned.cohort, now)):
        return kept if planned is not None else NOT_YOURS
    if planned.cohort.status not in BEFORE_OPENING and has_passed(planned, now):
        return no(_("This date has passed, so it can no longer be moved."))
    return kept


def has_passed(planned: PlannedDate, now: datetime) -> bool:
    """Whether a date is over; one that is to be confirmed never is."""
    return planned.kind != TO_BE_CONFIRMED and planned.ends_at <= now


def may_extend(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator gives people more time as long as applications are open."""
    if cohort is None or not (kept := may_edit(by, cohort, now)):
        return kept if cohort is not None else NOT_YOURS
    if cohort.status != "open" or cohort.closes_at is None or cohort.closes_at <= now:
        return no(_("More time can be given only while applications are open. Move the date itself before that."))
    return kept


def may_copy(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Whoever keeps a cohort and may create one in its programme may make the next one after its likeness."""
    if cohort is None or not keeps(by, cohort, now):
        return NOT_YOURS
    if may_create(by, cohort.programme, now):
        return YES
    return no(_("A new cohort is created by a co-ordinator of the whole programme. Ask one of them to copy this one."))


def may_open(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator opens a cohort whose page says what it is, whom to ask and until when, once it is ready."""
    if cohort is None or not keeps(by, cohort, now):
        return NOT_YOURS
    if not (cohort.what.strip() and cohort.who_for.strip() and cohort.how_to_apply.strip()):
        return no(_("Write what the programme is, who it is for and how to apply before you open it."))
    if not (cohort.contact_name.strip() and cohort.contact_email.strip()):
        return no(_("Name somebody whom people can ask, with an email address, before you open the cohort."))
    if cohort.opens_at is None or cohort.closes_at is None:
        return no(_("The first and the last day to apply or confirm must be fixed days before you open the cohort."))
    if cohort.closes_at <= now:
        return no(_("The last day to apply or confirm has already passed. Move it before you open the cohort."))
    return ready_for(cohort, readiness.OPEN, now)


def may_close(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator at any time; the clock never before the closing instant."""
    if cohort is not None and by is CLOCK:
        early = cohort.status == "open" and (cohort.closes_at is None or now < cohort.closes_at)
        return no(_("The last day has not ended yet.")) if early else YES
    return keeps(by, cohort, now)


def may_begin_matching(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, once everything is in place that pairs need."""
    return keeps_and_is_ready(by, cohort, readiness.MATCH, now)


def may_launch(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, once everything is in place that the first meeting needs."""
    return keeps_and_is_ready(by, cohort, readiness.FIRST_MEETING, now)


def may_begin_asking(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator or the clock, once everything is in place that the last questionnaire needs."""
    if cohort is not None and by is CLOCK:
        return ready_for(cohort, readiness.QUESTIONNAIRE, now)
    return keeps_and_is_ready(by, cohort, readiness.QUESTIONNAIRE, now)


def may_run(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators lead it from one stage to the next."""
    return keeps(by, cohort, now)


def may_give_role(by: Any, scope: Cohort | Programme | Organisation | None, now: datetime) -> Decision:
    """In a cohort or programme its co-ordinators; in an organisation an administrator."""
    if scope is None:
        return NOT_YOURS
    if isinstance(scope, Cohort):
        return keeps(by, scope, now)
    if isinstance(scope, Programme):
        return YES if is_administrator(by) else may_create(by, scope, now)
    return may_administer(by, scope, now)


def may_end_role(by: Any, role: Role | None, now: datetime) -> Decision:
    """Whoever may give a role may end it."""
    return NOT_YOURS if role is None else may_give_role(by, role.cohort or role.programme or role.organisation, now)


def may_name_manager(by: Any, role: Role | None, now: datetime) -> Decision:
    """Whoever holds a role says once whom they report to; whoever may give the role, and an administrator, change it.

    Nobody changes their own afterwards: it decides whose case they may not handle.
    """
    if role is None:
        return NOT_YOURS
    if role.person_id != getattr(by, "id", None):
        place = role.cohort or role.programme or role.organisation
        return YES if is_administrator(by) else may_give_role(by, place, now)
    if role.manager_email:
        return no(
            _("You have said whom you report to. If it has changed, ask another co-ordinator or the administrator.")
        )
    return YES
