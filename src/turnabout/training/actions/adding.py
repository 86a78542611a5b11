"""Sessions that stand in no chain of dates: one more of a choice for whoever needs it, or one of its own."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.training.changes import check_map, check_times
from turnabout.training.kinds import KINDS
from turnabout.training.messages import Invited
from turnabout.training.models import Session
from turnabout.training.permissions import may_add
from turnabout.training.reminding import plan, without_a_date

ADDED = "added"
MOST = 60


@action("session.added")
def add_session(
    *,
    cohort: Cohort,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    group: str = "",
    title: str = "",
    place: str = "",
    link: str = "",
    map_link: str = "",
    access: str = "",
    capacity: int | None = None,
    by: Person,
    now: datetime,
) -> Session:
    """Add a session of any kind that people book; with `group` it is one more date of that choice.

    Whoever could choose from the group and did not yet is written to. Refused for a time in the past, an end before
    the start, a map that is not https, and a group of another kind. `ValueError` for a kind that nobody books.
    """
    require(may_add(by, cohort, now))
    if KINDS[kind].everybody:
        raise ValueError(f"Nobody books a session of the kind {kind}: plan it with plan_open.")
    check_times(starts_at, ends_at, now)
    check_map(map_link)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if group and not cohort.sessions.filter(choose_group=group, kind=kind).exists():
        raise Refused(_("There is no such choice of dates of this kind. Add the session by itself."), field="group")
    step = _next_step(cohort)
    session = Session.objects.create(
        cohort=cohort,
        kind=kind,
        step=step,
        choose_group=group or step,
        title=title.strip() or _usual_title(kind),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        link=link.strip(),
        map_link=map_link.strip(),
        access=access.strip(),
        capacity=capacity,
        planned_at=now,
        planned_by=by.id,
    )
    plan(session, now)
    note(step=step, told=_tell_of_catch_up(session, by, now) if group else 0)
    return session


def _usual_title(kind: str) -> str:
    with translation.override("en-gb"):
        return str(KINDS[kind].title)


def _next_step(cohort: Cohort) -> str:
    number = cohort.sessions.filter(step__startswith=f"{ADDED}_").count() + 1
    if number > MOST:
        raise Refused(_("That is enough: %(most)d sessions were added to this cohort already.") % {"most": MOST})
    return f"{ADDED}_{number}"


def _tell_of_catch_up(session: Session, by: Person, now: datetime) -> int:
    """Write to everybody who can choose from the session's group and did not yet; returns how many."""
    found = without_a_date(session, now)
    for participation in found:
        send("training.catch_up", thing=Invited(session, participation), by=by, now=now)
    return len(found)
