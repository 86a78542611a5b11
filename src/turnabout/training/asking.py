"""Parts of an action that keep what somebody needs at a session in step with what they said and what they booked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from turnabout.applications.cases import is_apart, not_for
from turnabout.applications.sharing import COORDINATOR
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.planner.days import working_days_from
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Participation
from turnabout.selection.queries import profiles
from turnabout.training.models import Arrangement, Booking, Session
from turnabout.training.needs import need_of
from turnabout.training.permissions import may_see_names
from turnabout.training.statuses import ARRANGEMENT

Author = Person | Outside
OTHER = "other"
"""The code of a need that stands in somebody's own words alone."""
DAYS_BEFORE = 2


def ask_for(booking: Booking, by: Author, now: datetime, codes: Iterable[str] | None = None) -> None:
    """Have arranged at a session to come what its attendee needs: `codes`, else what they said when they applied.

    What is asked for already stays as it is; what is no longer among it is let go. Nobody else reads it: a copy is
    made from somebody's own words under their own key.
    """
    session, participation = booking.session, booking.participation
    if session.starts_at <= now or session.status == "cancelled":
        return
    wanted = list(dict.fromkeys(said_by(participation) if codes is None else codes))
    known = {need: row for row, need in standing(session, participation)}
    for need, row in known.items():
        if need not in wanted:
            moves.apply(ARRANGEMENT, row, "let_go", by=by, now=now)
    new = [need for need in wanted if need not in known]
    owner = _owner(session, participation, now) if new else None
    for need in new:
        row = Arrangement(
            session=session,
            participation=participation,
            owner=owner,
            due_on=due_on(session),
            asked_at=now,
            asked_by=by.id,
        )
        vault.lock(row, "need", need)
        row.save()


def let_go(session: Session, participation: Participation, by: Author, now: datetime) -> None:
    """Whoever no longer comes to a session needs nothing there."""
    for row in session.arrangements.filter(participation=participation).exclude(status="no_longer_needed"):
        row.session, row.participation = session, participation
        moves.apply(ARRANGEMENT, row, "let_go", by=by, now=now)


def said_by(participation: Participation) -> list[str]:
    """The codes of what somebody said that they need, read as they themselves would."""
    profile = profiles([participation], participation.person, "asking for what one needs")[participation.pk]
    need = need_of(profile, participation.role, COORDINATOR)
    return [*need.codes, *([OTHER] if need.words and OTHER not in need.codes else [])]


def standing(session: Session, participation: Participation) -> list[tuple[Arrangement, str]]:
    """What is asked for somebody at a session, with its code; read as they themselves would."""
    rows = list(session.arrangements.filter(participation=participation).exclude(status="no_longer_needed"))
    for row in rows:
        row.session, row.participation = session, participation
    needs = vault.unlock_many(rows, "need", by=participation.person, purpose="asking for what one needs")
    return list(zip(rows, needs, strict=True))


def due_on(session: Session) -> date:
    """The second working day before a session, in the cohort's nations."""
    return working_days_from(day_of(session.starts_at), -DAYS_BEFORE, session.cohort.nations)


def keepers_for(session: Session, participation: Participation, now: datetime) -> list[Person]:
    """Who can see to what somebody needs at a session: whoever may see who comes, and does not report to them."""
    known = [
        one
        for kind in ("coordinator", "trainer")
        for one in people_with_role_unscoped(kind, session.cohort, day_of(now))
    ]
    return [
        one
        for one in dict.fromkeys(known)
        if may_see_names(one, session, now) and not is_apart(participation, not_for(one, session.cohort, now))
    ]


def _owner(session: Session, participation: Participation, now: datetime) -> Person | None:
    """Who sees to it unless it is handed over: who planned the session, else the first who can."""
    keepers = keepers_for(session, participation, now)
    return next((one for one in keepers if one.pk == session.planned_by), keepers[0] if keepers else None)
