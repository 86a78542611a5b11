"""What people need at a session: said again before each, seen to by somebody, by a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves
from turnabout.training.asking import ask_for, keepers_for
from turnabout.training.models import Arrangement, Booking
from turnabout.training.permissions import may_confirm_needs, may_settle
from turnabout.training.statuses import ARRANGEMENT

WITH = ("session__cohort", "participation__person", "owner")


@action("needs.confirmed", about="booking")
def confirm_needs(*, booking: Booking, codes: Sequence[str], by: Person, now: datetime) -> Booking:
    """Say what one needs at this session: the same as before, or other things; what was arranged stays arranged.

    A need that is new, or that comes back, is a new thing to arrange. Refused once the session has begun.
    """
    found = Booking.objects.select_for_update(of=("self",)).select_related("session__cohort", "participation__person")
    booking = found.get(pk=booking.pk)
    require(may_confirm_needs(by, booking, now))
    ask_for(booking, by, now, codes)
    booking.needs_confirmed_at, booking.needs_confirmed_by = now, by.id
    booking.save(update_fields=["needs_confirmed_at", "needs_confirmed_by"])
    return booking


@action("arrangement.settled", about="arrangement")
def settle(*, arrangement: Arrangement, in_place: bool, instead: str = "", by: Person, now: datetime) -> Arrangement:
    """Say that something is in place, or that it is not possible and what was offered instead.

    Refused when it is neither possible nor anything offered instead.
    """
    arrangement = Arrangement.objects.select_related(*WITH).get(pk=arrangement.pk)
    if not in_place and not instead.strip():
        require(may_settle(by, arrangement, now))
        raise Refused(_("Say what you offered instead."), field="instead")
    moves.apply(ARRANGEMENT, arrangement, "put_in_place" if in_place else "rule_out", by=by, now=now)
    arrangement.settled_at, arrangement.settled_by = now, by.id
    vault.lock(arrangement, "instead", "" if in_place else instead.strip())
    arrangement.save(update_fields=["settled_at", "settled_by", "instead"])
    return arrangement


@action("arrangement.handed_over", about="arrangement")
def hand_over(*, arrangement: Arrangement, owner: Person, due_on: date, by: Person, now: datetime) -> Arrangement:
    """Have somebody else who keeps the cohort's sessions see to it, or by another day.

    Refused for somebody who must not see it (`keepers_for`), and for a day after the session.
    """
    found = Arrangement.objects.select_for_update(of=("self",)).select_related(*WITH)
    arrangement = found.get(pk=arrangement.pk)
    require(may_settle(by, arrangement, now))
    if owner not in keepers_for(arrangement.session, arrangement.participation, now):
        raise Refused(_("Choose somebody who keeps the sessions of this cohort."), field="owner")
    if due_on > arrangement.session.starts_at.date():
        raise Refused(_("It must be in place before the session. Choose an earlier day."), field="due_on")
    arrangement.owner, arrangement.due_on = owner, due_on
    arrangement.save(update_fields=["owner", "due_on"])
    note(due=due_on.isoformat())
    return arrangement
