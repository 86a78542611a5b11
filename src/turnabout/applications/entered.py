"""What a co-ordinator entered for somebody who rang, sent paper or stood in a list, before that person confirms it.

It is a draft, and a draft is its writer's own; here the writer is the co-ordinator until the person takes it over. What
lived experience they would offer is never part of it without their own consent: spoken in a call, signed on paper.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import ForeignObjectRel, Q

from turnabout.applications.cases import may_handle
from turnabout.applications.models import Application
from turnabout.applications.statuses import APPLICATION
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.statuses import COHORT
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit import trail
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.encryption import vault
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import keeping as mail
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.models import StatusChange

KEPT_FOR = timedelta(days=28)
"""How long it waits for a word of the person it is about. Then it is removed, and the co-ordinator sees it coming."""
TAKES = ("open", "choosing")
"""The stages of a cohort in which one can be entered and confirmed."""
OPEN = Q(status="draft", entered_at__isnull=False, taken_at__isnull=True)
"""`is_entered` for a query."""


def is_entered(application: Application) -> bool:
    """Whether it was entered for somebody who has neither confirmed it nor taken it over yet."""
    entered, taken = application.entered_at is not None, application.taken_at is not None
    return application.status == "draft" and entered and not taken


def stands_in_for(by: Any, application: Application, now: datetime) -> bool:
    """Whether `by` does for somebody who rings what they cannot do alone: they have no address to sign in with."""
    if application.person.email or application.person_id == getattr(by, "pk", None):
        return False
    return bool(may_handle(by, application, now))


def kept_until(application: Application) -> datetime | None:
    """When it is removed unless the person it is about says something."""
    return application.entered_at + KEPT_FOR if application.entered_at is not None else None


def last_day(cohort: Cohort) -> date | None:
    """The last day on which an application could arrive in time, by whatever way; None while no end is known."""
    ends = [cohort.closes_at] if cohort.closes_at is not None else []
    ends += [change.at for change in moves.history(COHORT, cohort)[-1:] if change.move == "close"]
    return day_of(min(ends) - timedelta(microseconds=1)) if ends else None


def arrived_in_time(cohort: Cohort, received_on: date | None) -> bool:
    """Whether what arrived on that day arrived before applications closed."""
    last = last_day(cohort)
    return received_on is not None and (last is None or received_on <= last)


def came_in_time(application: Application) -> bool:
    """Whether it was entered for somebody who was in time, and may still be sent although applications have closed."""
    first = application.status == "draft" and application.submitted_at is None and application.entered_at is not None
    cohort = application.cohort
    return first and arrived_in_time(cohort, application.received_on) and not decisions_are_out(cohort)


def decisions_are_out(cohort: Cohort) -> bool:
    """Whether anybody has been told a decision, whatever they did after it: then nothing more comes in."""
    if cohort.status not in TAKES:
        return True
    theirs = Application.objects.filter(cohort=cohort, named=False).exclude(OPEN)
    if theirs.filter(status="decided").exists():
        return True
    ids = [str(pk) for pk in theirs.values_list("pk", flat=True)]
    return StatusChange.objects.filter(table=APPLICATION.name, move="decide", thing_id__in=ids).exists()


def plan(application: Application) -> None:
    """Have it removed when nobody confirms it in time."""
    if (until := kept_until(application)) is not None:
        queue.schedule("applications.entry_over", key=_key(application), at=until, application=str(application.pk))


def stop(application: Application) -> None:
    """Nothing removes it by itself any more."""
    queue.unschedule(_key(application))


def take_over(application: Application, *, by: Any, now: datetime) -> None:
    """Whoever it is about does something with it: from now on it is theirs alone. A part of their action.

    Of anything else than what was entered and not taken over nothing changes.
    """
    trail.inside()
    if not is_entered(application):
        return
    application.taken_at, application.taken_by = now, getattr(by, "id", None)
    application.link_until = None
    application.save(update_fields=["taken_at", "taken_by", "link_until"])
    stop(application)
    trail.note(taken_over=True)


def forget(application: Application, *, by: Any, now: datetime) -> None:
    """Remove what was entered, and with it the account that was made for it, if nothing else is kept there.

    A letter about it that has not gone yet does not go, and no word or address is kept of those that have. Evidence of
    a consent stays in the ledger, with its end, under an id that leads to nobody any more. A part of an action.
    """
    trail.inside()
    person = application.person
    if ledger.stands(person, LIVED_EXPERIENCE, application.cohort_id):
        ledger.withdraw(person=person, purpose=LIVED_EXPERIENCE, by=by, now=now, scope=application.cohort_id)
    stop(application)
    mail.forget(Message.objects.filter(about=application.pk), now=now)
    Application.objects.filter(pk=application.pk).delete()
    if application.entered_new and person.last_login is None and not _has_more(person):
        mail.forget(Message.objects.filter(to_person=person), now=now)
        vault.shred(person.pk)
        if ConsentEvent.objects.filter(person=person).exists():
            Person.objects.filter(pk=person.pk).update(name="", email=None, is_active=False)
        else:
            Person.objects.filter(pk=person.pk).delete()


def _has_more(person: Person) -> bool:
    """Whether anything refers to somebody but evidence of consent and letters to them."""
    related = (one for one in person._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel))
    found = (one for one in related if one.related_model not in (ConsentEvent, Message))
    return any(one.related_model._base_manager.filter(**{one.field.name: person.pk}).exists() for one in found)


def _key(application: Application) -> str:
    return f"entered:{application.pk}"
