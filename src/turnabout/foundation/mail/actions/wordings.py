"""What a cohort says about a kind of message: its own words, whether it is kept back first, whether it goes at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail import editing, wording
from turnabout.foundation.mail.models import Stopped, Wording
from turnabout.foundation.mail.permissions import may_stop, may_word
from turnabout.foundation.mail.types import KINDS


@action("wording.set")
def set_wording(
    *,
    scope: UUID,
    kind: str,
    subject: str = "",
    body: str = "",
    held_first: bool = False,
    switched_off: bool = False,
    days: Sequence[int] = (),
    seen: str = "",
    by: Any,
    now: datetime,
) -> Wording:
    """Say how a cohort wants one kind of message from now on; what was written before stays as it is.

    Without `body`, or with the standard words, the standard words stand, and later changes of them count; without
    `days` those of the kind's rule. Refused for words that could not go out (`wording.faults`), for switching off what
    people need, for days that the rule does not allow, and when somebody else has changed the words since they were
    `seen` (`editing.mark`). Reminders that are planned already move along.
    """
    sort = KINDS[kind]
    require(may_word(by, Wording(scope=scope, kind=kind), now))
    Wording.objects.get_or_create(scope=scope, kind=kind, defaults={"changed_at": now, "changed_by": by.id})
    found = Wording.objects.select_for_update().get(scope=scope, kind=kind)
    stands = (found.subject, found.body) if found.body else sort.standard()
    if seen and seen != editing.mark(*stands):
        raise Refused(editing.changed_meanwhile(*stands), field="body")
    if switched_off and not sort.optional:
        raise Refused(_("People need this message to take part, so it cannot be switched off."), field="switched_off")
    if wrong_days := sort.when.fault(days):
        raise Refused(wrong_days, field="days_1")
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    if not body or (subject, body) == sort.standard():
        subject = body = ""
    elif fault := next(wording.faults(sort, scope, subject, body), None):
        raise Refused(fault, field="body")
    found.subject, found.body, found.held_first, found.switched_off = subject, body, held_first, switched_off
    found.days = list(days) if days and tuple(days) != sort.when.days else None
    found.changed_at, found.changed_by = now, by.id
    found.save()
    wording.forget(scope)
    for listener in wording.on_moved():
        listener(scope, kind, now)
    note(kind=kind, own_words=bool(body), held_first=held_first, switched_off=switched_off, days=found.days or [])
    return found


@action("messages.stopped", about="person")
def stop_optional(*, person: Person, scope: UUID, by: Any, now: datetime) -> Person:
    """Send `person` no optional messages of a cohort any more; a second press changes nothing."""
    require(may_stop(by, person, now))
    Stopped.objects.get_or_create(scope=scope, person=person, defaults={"stopped_at": now, "stopped_by": by.id})
    return person
