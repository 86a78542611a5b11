"""Bringing the demo to a day: by letting its people live up to it, or by moving the clock on over what falls due."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.db import connection

from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.jobs import queue
from turnabout.rehearsal import demo
from turnabout.rehearsal.clockwork import Watcher, catch_up
from turnabout.rehearsal.demo import errand, judging, swap
from turnabout.rehearsal.demo.errand import Errand, Report
from turnabout.rehearsal.demo.guard import only_in_the_demo
from turnabout.rehearsal.drive import rehearse
from turnabout.rehearsal.fixtures import FIXTURES

HOUR = time(10)
"""The wall time in London at which a day of the demo begins."""
Tell = Callable[[int, datetime], None]


def make(day: date, *, watch: Watcher | None = None) -> None:
    """Let the invented people live up to `day` in this database, which is empty, and have its clock stand there."""
    only_in_the_demo()
    moment = clock.london(day, HOUR)
    rehearse(FIXTURES[demo.FIXTURE], until=moment, watch=watch)
    Offset.stand_at(moment)


def move_on(day: date, *, tell: Tell) -> None:
    """Move this demo's clock on to `day`, with everything that falls due until then at its own instant.

    The clock goes along, so whoever looks sees the days go by, and where something fails it stands there. Nobody else
    may run jobs meanwhile.
    """
    only_in_the_demo()
    begun, moment = clock.now(), clock.london(day, HOUR)
    if moment <= begun:
        raise ValueError("The clock moves on, never back.")

    def come_to(at: datetime) -> None:
        if at > clock.now():
            Offset.stand_at(at)
            tell(int(100 * (at - begun) / (moment - begun)), at)

    queue.drain()
    catch_up(moment, watch=come_to)
    come_to(moment)


def replace(day: date, home: Path, *, tell: Tell) -> None:
    """Make the demo anew up to `day` in this database, and put it in the place of the one in `home`."""
    only_in_the_demo()
    made = Path(settings.TURNABOUT_HOME)
    name = Path(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name != made / judging.DATABASE or made.resolve() == home.resolve():
        raise RuntimeError("This process was not given a database of its own to make a demo in.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # nobody minds what is lost here: it would be made anew
    make(day, watch=lambda done, every, at, _what: tell(99 * done // every, at))
    connection.close()
    if not judging.is_a_demo(home):
        raise RuntimeError("What stands there is no demo any more. Nothing was put in its place.")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from here on it is done, or it is not
    swap.replace_with(made, home)


class Teller:
    """Tells pages how far an errand is, whenever that changes."""

    def __init__(self, home: Path, wanted: Errand) -> None:
        self.home = home
        self.last = Report(wanted)
        errand.tell(home, self.last)

    def __call__(self, percent: int, at: datetime) -> None:
        report = Report(self.last.errand, percent=percent, reached=at.astimezone(clock.LONDON).date())
        if report != self.last:
            errand.tell(self.home, report)
            self.last = report
