"""One's own calendar: the titles in it, and the address by which a program follows it."""

from __future__ import annotations

import secrets
from datetime import datetime

from turnabout.applications.tokens import digest_of
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action
from turnabout.training.models import OwnCalendar
from turnabout.training.permissions import may_keep_calendar

SECRET_BYTES = 32


@action("calendar.titled", about="person")
def choose_titles(*, person: Person, own_titles: bool, by: Person, now: datetime) -> OwnCalendar:
    """Have one's own calendar show what each session is, or the neutral title again; for oneself alone.

    Invitations that were sent keep their title; what is sent from now on, and the feed, have the new one.
    """
    require(may_keep_calendar(by, person, now))
    found, _made = OwnCalendar.objects.update_or_create(person=person, defaults={"own_titles": own_titles})
    return found


@action("calendar.address_made", about="person")
def make_address(*, person: Person, by: Person, now: datetime) -> str:
    """Make a secret address for one's own calendar and return the secret, once; an earlier one stops working."""
    require(may_keep_calendar(by, person, now))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    given = {"digest": digest_of(secret), "made_at": now, "made_by": by.id}
    OwnCalendar.objects.update_or_create(person=person, defaults=given)
    return secret


@action("calendar.address_ended", about="person")
def end_address(*, person: Person, by: Person, now: datetime) -> Person:
    """Have the address of one's own calendar stop working; what programs have read already they keep."""
    require(may_keep_calendar(by, person, now))
    OwnCalendar.objects.filter(person=person).update(digest="", made_at=None, made_by=None)
    return person
