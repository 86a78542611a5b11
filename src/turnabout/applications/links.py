"""Making a manager's link and sending it in a letter, as a part of the action that causes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from turnabout.applications import tokens
from turnabout.applications.models import Release, ReleaseLink
from turnabout.foundation import ids
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.actions import send

A_NEW_ONE_AFTER = timedelta(minutes=10)
A_DAY = timedelta(days=1)
MOST_IN_A_DAY = 6
"""How many links one request can have in 24 hours: whoever holds an old one must not fill a manager's inbox."""


def address_of(token: str) -> str:
    """The whole address of the page behind a link."""
    return f"{settings.BASE_URL}{reverse('applications:manager', args=[token])}"


def send_link(release: Release, kind: str, *, until: datetime, by: Person | Outside, now: datetime) -> str:
    """Send a letter of `kind` with a link that is good until `until`; returns its secret, which is stored nowhere."""
    token = make_link(release, until=until, by=by, now=now)
    send(kind, thing=release, by=by, now=now, link=address_of(token))
    return token


def make_link(release: Release, *, until: datetime, by: Any, now: datetime) -> str:
    """A link without a letter; returns its secret."""
    token = ids.token()
    ReleaseLink.objects.create(
        digest=tokens.digest_of(token), release=release, made_at=now, made_by=getattr(by, "id", None), until=until
    )
    return token


def wait_for_another(release: Release, now: datetime) -> datetime | None:
    """From when another link may be asked for by whoever holds an old one; None when it may be now."""
    times = _made(release, now)
    waits = [times[-1] + A_NEW_ONE_AFTER] if times else []
    if too_many(release, now):
        waits.append(times[-MOST_IN_A_DAY] + A_DAY)
    latest = max(waits, default=now)
    return latest if latest > now else None


def too_many(release: Release, now: datetime) -> bool:
    """Whether as many links went out in the last 24 hours as may."""
    return len(_made(release, now)) >= MOST_IN_A_DAY


def _made(release: Release, now: datetime) -> list[datetime]:
    return list(release.links.filter(made_at__gt=now - A_DAY).order_by("made_at").values_list("made_at", flat=True))
