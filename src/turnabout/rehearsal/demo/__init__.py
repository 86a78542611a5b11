"""The demo on one's own machine: the system cohort in mid-life, a stored clock offset, a button for each of the cast.

Refuses to work outside the demo twice over: other settings do not install it, and each door checks `settings.DEMO`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime

FIXTURE = "system_2023_24"
TODAY = date(2024, 7, 4)
"""The day on which the demo's people live: three months into mentoring, with meetings held, proposed and agreed."""


def make_if_empty() -> bool:
    """Make the demo cohort unless there are people already; returns whether it was made. Takes up to a minute."""
    from turnabout.foundation.accounts.models import Person
    from turnabout.rehearsal.demo import maker
    from turnabout.rehearsal.demo.guard import only_in_the_demo

    only_in_the_demo()
    if Person.objects.exists():
        return False
    maker.make(TODAY, watch=_progress)
    print(file=sys.stderr)
    return True


def holds_real_people() -> bool:
    """Whether somebody real is in this database, be it migrated or not: then the demo has no business there.

    In a demo that was finished, known by its clock, anybody may have signed up since.
    """
    from django.db import connection

    from turnabout.foundation.accounts.models import Person
    from turnabout.foundation.clock.models import Offset
    from turnabout.rehearsal.cast import CAST

    tables = connection.introspection.table_names()
    if Person._meta.db_table not in tables:
        return False
    if Offset._meta.db_table in tables and Offset.objects.exists():
        return False
    if Person.objects.exclude(email="").exclude(email__iendswith="@example.org").exists():
        return True
    return Person.objects.exists() and not Person.objects.filter(email__in=[one.email for one in CAST]).exists()


def sign_in_lines() -> Iterator[str]:
    """How to sign in as each of the cast, and how to come to another day, for the terminal."""
    from django.conf import settings
    from django.urls import reverse

    from turnabout.rehearsal.cast import CAST

    yield f"Everybody is invented. Press a name to sign in: {settings.BASE_URL}{reverse('demo:cast')}"
    for player in CAST:
        yield f"  {player.job:<36} {player.name:<16} {settings.BASE_URL}{reverse('demo:cast')}#{player.key}"
    yield f"Another day of the programme, or start again: {settings.BASE_URL}{reverse('demo:day')}"


def _progress(done: int, every: int, at: datetime, what: str) -> None:
    if sys.stderr.isatty() or done == every or done % max(1, every // 10) == 0:
        end = "\r" if sys.stderr.isatty() else "\n"
        print(f"  {100 * done // every:3d} in 100: {at:%d %B %Y}", end=end, file=sys.stderr, flush=True)
