"""What has to be ready before a cohort goes on, who says so, and who is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import readiness
from turnabout.cohorts.models import ASKED, Cohort, Role
from turnabout.cohorts.permissions.keeping import day_of, held_on, keeps, may_edit
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no


def ready_for(cohort: Cohort, step: str, now: datetime) -> Decision:
    """Whether no line of the readiness checklist blocks `step`; the reason names those that do. Asks for no role."""
    if not (lines := readiness.missing(cohort, step, now)):
        return YES
    still = "; ".join(str(line.label) for line in lines)
    return no(_("Something is not in place yet. These are still to be done: %(lines)s.") % {"lines": still})


def may_mark(by: Any, state: readiness.State | None, now: datetime) -> Decision:
    """A co-ordinator marks a line that nobody else sees to, until the step that waits for it was taken."""
    if state is None or not (kept := keeps(by, state.cohort, now)):
        return NOT_YOURS
    if not state.by_hand:
        return no(_("Nobody marks this: it shows by itself once it is so."))
    if readiness.is_past(state.cohort, state.line.step):
        return no(_("The cohort has gone on from here, so what was marked stays as it was."))
    if state.done is None and (first := state.line.first(state.cohort, now)):
        return no(first)
    return kept


def may_see_line(by: Any, state: readiness.State | None, now: datetime) -> Decision:
    """The cohort's co-ordinators see each line of its checklist."""
    return NOT_YOURS if state is None else keeps(by, state.cohort, now)


def may_read_assessment(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The co-ordinators, the data-protection officer and the information-governance lead of the cohort."""
    if cohort is None:
        return NOT_YOURS
    reads = held_on(by, day_of(now)).filter(kind__in=("dpo", "ig_lead"))
    reaches = Q(cohort=cohort.pk) | Q(programme=cohort.programme_id) | Q(organisation__programmes=cohort.programme_id)
    return YES if reads.filter(reaches).exists() else keeps(by, cohort, now)


def may_ask(by: Any, role: Role | None, now: datetime) -> Decision:
    """A co-ordinator writes to the sponsor, the data-protection officer and the key holders of their cohort."""
    if role is None or role.kind not in ASKED or not _holds(role, now):
        return NOT_YOURS
    return may_edit(by, role.cohort, now)


def may_record(by: Any, role: Role | None, now: datetime) -> Decision:
    """A co-ordinator records what somebody said on paper; for themselves nobody records, they say it themselves."""
    if not (asked := may_ask(by, role, now)) or role is None:
        return asked
    if role.person_id == by.id:
        return no(_("This is about yourself. Say it on the page that the letter leads to."))
    if readiness.has_given(role, role.cohort):
        return no(_("This is done already."))
    return asked


def may_see_asked(by: Any, role: Role | None, now: datetime) -> Decision:
    """Whoever was asked sees what they were asked for; it is nobody else's."""
    if role is None or role.kind not in ASKED or role.cohort is None or not _holds(role, now):
        return NOT_YOURS
    return YES if getattr(by, "id", None) == role.person_id else NOT_YOURS


def may_undertake(by: Any, role: Role | None, now: datetime) -> Decision:
    """The holder of the role says yes for themselves, once."""
    if not (seen := may_see_asked(by, role, now)) or role is None:
        return seen
    return no(_("You have done this already.")) if readiness.has_given(role, role.cohort) else seen


def may_take_back(by: Any, role: Role | None, now: datetime) -> Decision:
    """The holder, or a co-ordinator who recorded it, until the step that waits for it was taken."""
    seen = may_see_asked(by, role, now) or may_ask(by, role, now)
    if not seen or role is None:
        return seen
    if not readiness.has_given(role, role.cohort):
        return no(_("There is nothing to take back."))
    if by.id not in (role.person_id, role.undertaking.given_by_id) and role.undertaking.given_by_id == role.person_id:
        return no(_("They said this themselves, so only they can take it back."))
    if readiness.is_past(role.cohort, readiness.STEP_OF[role.kind]):
        return no(_("The cohort has gone on from here. Write to its co-ordinator if something has changed."))
    return seen


def keeps_and_is_ready(by: Any, cohort: Cohort | None, step: str, now: datetime) -> Decision:
    if cohort is None or not (kept := keeps(by, cohort, now)):
        return NOT_YOURS
    return ready_for(cohort, step, now) if not readiness.is_past(cohort, step) else kept


def _holds(role: Role, now: datetime) -> bool:
    today = day_of(now)
    return role.from_on <= today and (role.until_on is None or role.until_on >= today)
