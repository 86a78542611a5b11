"""Whose an embedded database is, told without Django: before anything touches it, one has to know."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

DATABASE = "turnabout.sqlite3"
INVENTED = "%@example.org"
"""The addresses of invented people; the domain is reserved for examples (RFC 2606)."""


def is_a_demo(home: Path) -> bool:
    """Whether the database in `home` is a whole demo: its clock was set, which happens nowhere else."""
    return _any(home, "SELECT 1 FROM clock_offset LIMIT 1")


def holds_anybody_real(home: Path) -> bool:
    """Whether somebody is in the database in `home` who was not invented."""
    return _any(home, "SELECT 1 FROM accounts_person WHERE email <> '' AND email NOT LIKE ? LIMIT 1", INVENTED)


def _any(home: Path, question: str, *given: str) -> bool:
    path = home / DATABASE
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(question, given).fetchone() is not None
    except sqlite3.OperationalError as fault:
        if "no such table" in str(fault):
            return False
        raise
