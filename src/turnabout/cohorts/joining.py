"""Ways in before anybody applies: the short address of a cohort, and those who want to hear when the next one opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from turnabout.cohorts.messages import OPEN_NOW
from turnabout.cohorts.models import Cohort, Interest, Programme, ShortLink
from turnabout.cohorts.permissions import may_see_waiting
from turnabout.foundation import clock, ids
from turnabout.foundation.accounts.models import normal_email
from turnabout.foundation.audit import trail
from turnabout.foundation.encryption import vault
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.actions import send

SIGNS: Final = "34679cdfhjkmprtxy"
"""What codes are made of: no sign looks or sounds much like another (0 o, 1 l i, 2 z, 5 s, 8 b, u v w, q g 9, m n)."""
LONG: Final = 5
YEARS: Final = 2
MOST: Final = 5_000
"""So many addresses may wait for one programme: more is somebody's machine."""
FORGET: Final = "cohorts.forget_address"
AT_ONCE: Final = 200
"""So many addresses are told in one go; the next go begins where that ended."""


@dataclass(frozen=True, slots=True)
class Told:
    """An address that is told of a cohort that has opened."""

    cohort: Cohort
    address: str
    page: str
    closes_at: datetime | None

    @property
    def cohort_id(self) -> UUID:
        """The cohort whose message it is."""
        return self.cohort.pk


def give_code(cohort: Cohort) -> ShortLink:
    """Give a new cohort its code; part of the caller's action. A code that was ever given is not given again."""
    trail.inside()
    code = next(one for one in iter(_new_code, "") if not ShortLink.objects.filter(code=one).exists())
    return ShortLink.objects.create(code=code, cohort=cohort)


def _new_code() -> str:
    return ids.short_code(SIGNS, LONG)


def by_code(typed: str) -> Cohort | None:
    """The cohort of a code as somebody typed it, draft or not; None when no cohort has it. Spaces and case are nothing.

    Takes no viewer: a co-ordinator handed the code out. A page that shows a draft by it says no more than that it is
    not open yet.
    """
    code = "".join(sign for sign in typed.lower() if sign.isalnum())
    found = ShortLink.objects.filter(code=code, cohort__isnull=False)
    link = (
        found.select_related("cohort__programme__host", "cohort__short_link").prefetch_related("cohort__dates").first()
    )
    return link.cohort if link is not None else None


def address(cohort: Cohort) -> str:
    """The whole short address of a cohort, as a camera reads it."""
    code = ShortLink.objects.values_list("code", flat=True).get(cohort=cohort)
    return settings.BASE_URL + reverse("cohorts:short", args=[code])


def open_now(programme: Programme, now: datetime) -> Cohort | None:
    """The programme's cohort that people can apply to at this moment, for anybody; None when there is none."""
    found = (
        programme.cohorts.filter(status="open")
        .select_related("programme__host", "short_link")
        .prefetch_related("dates")
    )
    return next((one for one in found if one.closes_at is not None and now < one.closes_at), None)


def waiting(viewer: Any, cohort: Cohort, now: datetime) -> int:
    """How many wait for the cohort's programme, for its co-ordinators: 0, 1 for fewer than ten, else whole tens.

    Nobody can watch it grow by one and think of whom they have just spoken to.
    """
    if not may_see_waiting(viewer, cohort, now):
        return 0
    many = cohort.programme.interests.count()
    return min(many, 1) if many < 10 else many // 10 * 10


def hold(programme: Programme) -> None:
    """Stand in line: whoever leaves, takes back or tells an address of the programme waits for whoever came before."""
    Programme.objects.select_for_update().get(pk=programme.pk)


def keep(programme: Programme, email: str, on: date) -> Interest:
    """Keep an address until the programme opens next; part of the caller's action.

    One that is there already is taken out first, so that both cases do the same work, and the time counts anew.
    """
    drop(programme, email)
    until = _years_after(on)
    made = Interest(programme=programme, seal=_seal(programme, email), until_on=until)
    vault.lock(made, "address", normal_email(email))
    made.save()
    queue.schedule(FORGET, key=_key(made), at=clock.london(until, time(0)), interest=str(made.pk))
    return made


def drop(programme: Programme, email: str) -> None:
    """Forget an address, if it is there; part of the caller's action. Two at once stand in one line."""
    hold(programme)
    for one in Interest.objects.select_for_update().filter(programme=programme, seal=_seal(programme, email)):
        forget(one)


def forget(interest: Interest) -> None:
    """Delete one row with its key and its appointment; part of the caller's action."""
    trail.inside()
    queue.unschedule(_key(interest))
    vault.shred(interest.key_owner())
    interest.delete()


def tell(cohort: Cohort, *, by: Any, now: datetime) -> bool:
    """Write once to `AT_ONCE` of those who wait for the cohort's programme, and forget them; whether more wait.

    Part of the caller's action, which holds the programme.
    """
    found = list(Interest.objects.select_for_update().filter(programme=cohort.programme_id)[: AT_ONCE + 1])
    waiting = found[:AT_ONCE]
    addresses = vault.unlock_many(waiting, "address", by=by, purpose="the one message that was asked for")
    page, closes_at = address(cohort), cohort.closes_at
    for one, email in zip(waiting, addresses, strict=True):
        send(OPEN_NOW, thing=Told(cohort, email, page, closes_at), by=by, now=now)
        forget(one)
    return len(found) > AT_ONCE


def _seal(programme: Programme, email: str) -> str:
    said = f"{programme.pk}|{normal_email(email)}"
    return salted_hmac("turnabout.cohorts.interest", said, algorithm="sha256").hexdigest()


def _key(interest: Interest) -> str:
    return f"{FORGET}:{interest.pk}"


def _years_after(on: date) -> date:
    try:
        return on.replace(year=on.year + YEARS)
    except ValueError:  # 29 February
        return date(on.year + YEARS, 3, 1)
