"""The readiness checklist: what a co-ordinator marks, and what others are asked for and take on."""

from __future__ import annotations

from datetime import datetime

from turnabout.cohorts import dpia, readiness
from turnabout.cohorts.messages import KINDS
from turnabout.cohorts.models import Cohort, ReadinessMark, Role, Undertaking
from turnabout.cohorts.permissions import may_ask, may_mark, may_record, may_take_back, may_undertake
from turnabout.foundation.accounts.decisions import NOT_YOURS, Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send


@action("readiness.marked", about="cohort")
def mark_ready(*, cohort: Cohort, line: str, by: Person, now: datetime) -> ReadinessMark:
    """Mark a line of the checklist as done; marking it again changes nothing.

    Refused for a line that shows by itself, one whose step was taken, and one that needs something else first.
    """
    require(may_mark(by, _locked(cohort, line, now), now))
    note(line=line)
    given = {"marked_at": now, "marked_by": by}
    return ReadinessMark.objects.get_or_create(cohort=cohort, line=line, defaults=given)[0]


@action("readiness.unmarked", about="cohort")
def unmark(*, cohort: Cohort, line: str, by: Person, now: datetime) -> Cohort:
    """Take the mark of a line away, so that its step waits again. Refused once the step was taken."""
    require(may_mark(by, _locked(cohort, line, now), now))
    note(line=line)
    ReadinessMark.objects.filter(cohort=cohort, line=line).delete()
    return cohort


@action("role.asked", about="role")
def ask(*, role: Role, by: Person, now: datetime) -> Undertaking:
    """Write to the holder of a role and ask for what their cohort waits for. It can be sent again."""
    require(may_ask(by, role, now))
    note(role=role.kind)
    asked = {"asked_at": now, "asked_by": by}
    undertaking = Undertaking.objects.update_or_create(role=role, defaults=asked)[0]
    send(KINDS[role.kind], thing=role, by=by, now=now)
    return undertaking


@action("role.undertaken", about="role")
def undertake(*, role: Role, by: Person, now: datetime) -> Undertaking:
    """The holder of a role says yes to what they were asked for: a pledge, a signature, or a key."""
    _hold(role)
    require(may_undertake(by, role, now))
    return _given(role, by, now)


@action("role.undertaking_recorded", about="role")
def record_undertaking(*, role: Role, by: Person, now: datetime) -> Undertaking:
    """A co-ordinator records that the holder of a role said yes elsewhere, on paper for instance."""
    _hold(role)
    require(may_record(by, role, now))
    return _given(role, by, now)


@action("role.undertaking_taken_back", about="role")
def take_back(*, role: Role, by: Person, now: datetime) -> Role:
    """Take back what the holder of a role said yes to; what was waiting for it waits again."""
    _hold(role)
    require(may_take_back(by, role, now))
    note(role=role.kind)
    Undertaking.objects.filter(role=role).update(given_at=None, given_by=None, given_for="")
    _hold(role)
    return role


def _given(role: Role, by: Person, now: datetime) -> Undertaking:
    note(role=role.kind)
    assert role.cohort is not None, "may_ask and may_see_asked let no role of another place through"
    about = dpia.facts(role.cohort) if role.kind == "dpo" else ""
    given = {"given_at": now, "given_by": by, "given_for": about}
    return Undertaking.objects.update_or_create(role=role, defaults=given)[0]


def _hold(role: Role) -> None:
    """Keep others from the role's cohort meanwhile, and know it and the undertaking as they are."""
    if role.cohort_id is not None:
        role.cohort = Cohort.objects.select_for_update().get(pk=role.cohort_id)
    role._state.fields_cache.pop("undertaking", None)


def _locked(cohort: Cohort, line: str, now: datetime) -> readiness.State:
    """The line as it stands, with the cohort held as it is."""
    cohort.refresh_from_db(fields=["status"], from_queryset=Cohort.objects.select_for_update())
    if (state := readiness.state_of(cohort, line, now)) is None:
        raise Refused(NOT_YOURS)
    return state
