"""Remind people of the session that they chose, or to choose one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.mail.keeping import LATELY, told_lately
from turnabout.training.changes import booked_on
from turnabout.training.line import lock_choice
from turnabout.training.messages import Invited
from turnabout.training.models import Session
from turnabout.training.permissions import may_remind
from turnabout.training.reminding import OF_A_SESSION, TO_CHOOSE, must_choose


@action("session.reminded", about="session")
def remind_of_session(*, session: Session, by: Any, now: datetime) -> int:
    """Remind everybody who is booked on a session to come, but whoever was written to just now; returns how many."""
    session = lock_choice(session)
    require(may_remind(by, session, now))
    already = told_lately(OF_A_SESSION, [session.pk], now)
    booked = [one for one in booked_on(session) if one.changed_at <= now - LATELY]
    told = [one for one in booked if (session.pk, one.participation.person_id) not in already]
    for booking in told:
        send(OF_A_SESSION, thing=booking, by=by, now=now)
    note(told=len(told))
    return len(told)


@action("session.choice_reminded", about="session")
def remind_to_choose(*, session: Session, by: Any, now: datetime) -> int:
    """Remind everybody who needs a session of this kind, and has none, to choose one; returns how many."""
    session = lock_choice(session)
    require(may_remind(by, session, now))
    already = told_lately(TO_CHOOSE, [session.pk], now)
    found = [one for one in must_choose(session) if (session.pk, one.person_id) not in already]
    for participation in found:
        send(TO_CHOOSE, thing=Invited(session, participation), by=by, now=now)
    note(told=len(found))
    return len(found)
