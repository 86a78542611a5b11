"""Who may plan, book, mark and change sessions, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from turnabout.applications.cases import is_apart, not_for
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import OVER, day_of, has_role, is_coordinator
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.selection.models import Participation
from turnabout.training.codes import shows_code, takes_codes
from turnabout.training.models import TAKEN, Arrangement, Booking, Session, Waiting


class Wish(NamedTuple):
    """Somebody's wish to come to a session."""

    session: Session
    participation: Participation


def may_see_sessions(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators and trainers see its sessions and who comes."""
    return YES if cohort is not None and keeps_sessions(by, cohort, now) else NOT_YOURS


def may_plan(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator plans the sessions of a cohort that is not over."""
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    return no(_("This cohort is over, so no more sessions are planned in it.")) if cohort.status in OVER else YES


def may_plan_open(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator plans an open question session of a cohort that is not over."""
    return may_plan(by, cohort, now)


def may_add(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator adds a session by hand to a cohort that is not over."""
    return may_plan(by, cohort, now)


def may_see_session(by: Any, session: Session | None, now: datetime) -> Decision:
    """Co-ordinators and trainers see a session of their cohort."""
    return may_see_sessions(by, session.cohort if session is not None else None, now)


def may_remind(by: Any, session: Session | None, now: datetime) -> Decision:
    """The clock, of a session that is still to come on a later day: on its own day a reminder comes too late."""
    if session is None or by is not CLOCK:
        return NOT_YOURS
    to_come = session.status == "planned" and day_of(session.starts_at) > day_of(now)
    return YES if to_come else no(_("This session is today or over, so nobody is reminded of it any more."))


def may_see_needs(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator sees what to arrange for everybody, in people's own words, which could name a condition."""
    return YES if cohort is not None and is_coordinator(by, cohort, day_of(now)) else NOT_YOURS


def may_change(by: Any, session: Session | None, now: datetime) -> Decision:
    """A co-ordinator changes or cancels a session that has not begun."""
    if session is None or not is_coordinator(by, session.cohort, day_of(now)):
        return NOT_YOURS
    if session.status == "cancelled":
        return no(_("This session was cancelled, so it can no longer be changed."))
    if session.sort.everybody and session.starts_at <= now:
        return no(_("This session has begun, so it can no longer be changed."))
    if session.status == "held" or session.starts_at <= now:
        return no(_("This session has begun, so it can no longer be changed. Fill in its register."))
    return YES


def may_mark(by: Any, session: Session | None, now: datetime) -> Decision:
    """Co-ordinators and trainers fill in the register once the session has begun, and may correct it later."""
    seen = may_see_session(by, session, now)
    if not seen or session is None:
        return seen
    if session.status == "cancelled":
        return no(_("This session was cancelled, so it has no register."))
    if session.sort.everybody:
        return no(_("Nobody gives a name at an open question session, so it has no register."))
    if not may_see_names(by, session, now):
        return no(_("Who comes to this is between its members and the trainer. You see how many came, if many did."))
    if session.starts_at > now:
        return no(_("This session has not begun yet. Come back when it has, and mark who came."))
    return YES


def may_see_names(by: Any, session: Session | None, now: datetime) -> Decision:
    """Keepers see who is booked on a session and who came; to one that is private its trainers alone do."""
    seen = may_see_session(by, session, now)
    if not seen or session is None or not session.sort.private:
        return seen
    return YES if trains_alone(by, session.cohort, now) else NOT_YOURS


def may_show_code(by: Any, session: Session | None, now: datetime) -> Decision:
    """Keepers show the code of a session in its room, from a little before it begins until a little after its end."""
    seen = may_see_session(by, session, now)
    if not seen or session is None:
        return seen
    if (refusal := _has_no_code(session)) is not None:
        return refusal
    if not shows_code(session, now):
        return no(_("The code can be shown from 15 minutes before the session begins until 30 minutes after its end."))
    return YES


def may_come(by: Any, wish: Wish | None, now: datetime) -> Decision:
    """Whoever takes part says with the code of the room that they are there; nobody does it for them."""
    if wish is None:
        return NOT_YOURS
    session, participation = wish
    if participation.person_id != by.id or session.cohort_id != participation.cohort_id:
        return NOT_YOURS
    if participation.role not in session.sort.roles:
        return NOT_YOURS
    if participation.status != "taking_part":
        return no(_("You no longer take part in this programme, so there is nothing to say."))
    if (refusal := _has_no_code(session)) is not None:
        return refusal
    if not takes_codes(session, now):
        return no(
            _(
                "The code works from the beginning of the session until 30 minutes after its end. At any other time, "
                "ask the trainer."
            )
        )
    return YES


def may_come_to(by: Any, booking: Booking | None, now: datetime) -> Decision:
    """Whoever may say that they are there has their own booking marked."""
    return may_come(by, Wish(booking.session, booking.participation) if booking is not None else None, now)


def _has_no_code(session: Session) -> Decision | None:
    if session.sort.everybody:
        return no(_("Nobody gives a name at an open question session, so it has no code."))
    if session.status == "cancelled":
        return no(_("This session was cancelled, so it has no code."))
    return None


def may_mark_booking(by: Any, booking: Booking | None, now: datetime) -> Decision:
    """Whoever may mark the register of the session may mark one booking in it."""
    return may_mark(by, booking.session if booking is not None else None, now)


def may_see_mine(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """Everybody sees their own sessions, and nobody else's."""
    return YES if participation is not None and participation.person_id == by.id else NOT_YOURS


def may_keep_calendar(by: Any, person: Any, now: datetime) -> Decision:
    """Whoever takes or took part sets up their own calendar, and nobody else's."""
    if by.id is None or person is None or person.id != by.id:
        return NOT_YOURS
    return YES if Participation.objects.filter(person=by.id).exists() else NOT_YOURS


def may_book(by: Any, wish: Wish | None, now: datetime) -> Decision:
    """Whoever takes part books sessions for their own role, until they begin; keepers may book for them."""
    if wish is None:
        return NOT_YOURS
    session, participation = wish
    if session.cohort_id != participation.cohort_id or participation.role not in session.sort.roles:
        return NOT_YOURS
    if participation.person_id != by.id and not keeps_sessions(by, session.cohort, now):
        return NOT_YOURS
    if participation.status != "taking_part":
        return no(_("You no longer take part in this programme, so there is nothing to book."))
    if session.status == "cancelled":
        return no(_("This session was cancelled. Choose another one."))
    if session.starts_at <= now:
        return no(_("This session has already begun. Choose another one, or ask the co-ordinator."))
    return YES


def may_join_line(by: Any, wish: Wish | None, now: datetime) -> Decision:
    """Whoever may book a session may stand in line for it; keepers may do it for them."""
    return may_book(by, wish, now)


def may_settle(by: Any, arrangement: Arrangement | None, now: datetime) -> Decision:
    """Who sees to it, or a co-ordinator, says whether it is in place, until the session is over; never of a leader
    to whom they report."""
    if arrangement is None or not may_see_names(by, arrangement.session, now):
        return NOT_YOURS
    cohort = arrangement.session.cohort
    if is_apart(arrangement.participation, not_for(by, cohort, now)):
        return NOT_YOURS
    if arrangement.owner_id != by.id and not is_coordinator(by, cohort, day_of(now)):
        return no(_("Somebody else sees to this. Ask them or the co-ordinator."))
    if arrangement.session.status == "cancelled" or arrangement.session.ends_at <= now:
        return no(_("This session is over, so there is nothing more to arrange."))
    return YES


def may_let_go(by: Any, arrangement: Arrangement | None, now: datetime) -> Decision:
    """A person lets go of what they need; and whatever ends a booking does so with it."""
    if arrangement is None:
        return NOT_YOURS
    own = arrangement.participation.person_id == by.id
    comes = Booking.objects.filter(
        session=arrangement.session_id, participation=arrangement.participation_id, status__in=TAKEN
    )
    return YES if own or keeps_sessions(by, arrangement.session.cohort, now) or not comes.exists() else NOT_YOURS


def may_confirm_needs(by: Any, booking: Booking | None, now: datetime) -> Decision:
    """Whoever is booked says what they need there, until it begins."""
    if booking is None or booking.participation.person_id != by.id:
        return NOT_YOURS
    if booking.status != "booked" or booking.session.starts_at <= now:
        return no(_("This session has begun or is not booked, so there is nothing more to arrange for it."))
    return YES


def may_leave_line(by: Any, waiting: Waiting | None, now: datetime) -> Decision:
    """A person leaves a line that they stand in; keepers may do it for them."""
    if waiting is None:
        return NOT_YOURS
    own = waiting.participation.person_id == by.id
    return YES if own or keeps_sessions(by, waiting.session.cohort, now) else NOT_YOURS


def may_cancel_booking(by: Any, booking: Booking | None, now: datetime) -> Decision:
    """A person cancels their own booking until the session begins; keepers may do it for them.

    Whoever no longer takes part gives theirs back by itself, whoever it was that ended it.
    """
    if booking is None:
        return NOT_YOURS
    if by is CLOCK:
        return YES if booking.participation.status == "withdrawn" else NOT_YOURS
    if booking.participation.person_id != by.id and not keeps_sessions(by, booking.session.cohort, now):
        return NOT_YOURS
    if booking.status != "booked":
        return no(_("This booking no longer stands, so there is nothing to cancel."))
    if booking.session.starts_at <= now and booking.participation.status == "taking_part":
        return no(_("This session has already begun, so the booking stays as it is."))
    return YES


def trains(by: Any, cohort: Cohort, now: datetime) -> bool:
    """Whether `by` is a trainer of the cohort."""
    return by.id is not None and has_role(by, "trainer", cohort, day_of(now))


def trains_alone(by: Any, cohort: Cohort, now: datetime) -> bool:
    """Whether `by` is a trainer of the cohort and not its co-ordinator too, who could make themself one."""
    return trains(by, cohort, now) and not is_coordinator(by, cohort, day_of(now))


def keeps_sessions(by: Any, cohort: Cohort, now: datetime) -> bool:
    """Whether `by` is co-ordinator or trainer of the cohort."""
    today = day_of(now)
    return by.id is not None and (is_coordinator(by, cohort, today) or has_role(by, "trainer", cohort, today))
