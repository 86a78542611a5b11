"""Putting a demo that was made in a folder of its own in the place of the one that people look at."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from turnabout.rehearsal.demo.judging import DATABASE

PATIENCE = 60.0
"""Seconds to wait for somebody who writes to the old database."""


def replace_with(made: Path, home: Path) -> None:
    """Put the database and the mail in `made` in the place of those in `home`, a demo's TURNABOUT_HOME.

    The database goes in as one transaction of the old file: whoever reads meanwhile sees the old demo or the new one,
    and if it fails the old one is there untouched. The mail follows as well as it can.
    """
    overwrite(made / DATABASE, home / DATABASE)
    with suppress(OSError):
        (home / "mail").rename(made / "mail-before")
    with suppress(OSError):
        (made / "mail").rename(home / "mail")


def overwrite(made: Path, live: Path) -> None:
    """Make `live` hold what `made` holds, in one transaction; `sqlite3.Error` where that cannot be, and no change."""
    until = time.monotonic() + PATIENCE

    def mind(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise sqlite3.OperationalError("somebody is writing to the database that is to be replaced")

    with closing(_open(made)) as source, closing(_open(live)) as target:
        target.execute("PRAGMA synchronous=FULL")
        source.backup(target, progress=mind)


def _open(path: Path) -> sqlite3.Connection:
    """The database at `path`, which must be there: a slip in a name makes no empty one to put in another's place."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
