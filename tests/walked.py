"""What many tests begin with is walked to once, through the real actions, and put back row by row for the others.

    walked("two accepted", lambda: Prepared.make(World.make(...)))

The first caller walks; the rows that it left are kept, with what it returned. Every later caller in the same process
gets the rows into the test's own transaction and a copy of what was returned: a hundredth of the time, nothing shared.
Only SQLite: on a server the counters of tables would have to be set too, and few tests run there.
"""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from turnabout.foundation.audit.models import AuditEvent

Made = TypeVar("Made")
THERE_ANYHOW = {ContentType._meta.db_table, Permission._meta.db_table}
"""Tables that the migrations fill and no test changes."""


@dataclass
class Walk:
    """What one walk left: the rows of each table in their order, and what was returned."""

    rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = field(default_factory=dict)
    returned: bytes = b""
    code: str = ""


_walks: dict[str, Walk] = {}


def walked(name: str, walk: Callable[[], Made]) -> Made:
    """What `walk` returns and writes into an empty database; walked once in each process under its `name`."""
    if connection.vendor != "sqlite" or AuditEvent.objects.exists():  # what stands there already is no part of it
        return walk()
    if name not in _walks:
        made = walk()
        _walks[name] = Walk(_rows(), pickle.dumps(made), _code(walk))
        return made
    known = _walks[name]
    assert known.code == _code(walk), f"two ways are called {name!r}: give each a name of its own"
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in known.rows.items():
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
    returned: Made = pickle.loads(known.returned)
    return returned


def _code(walk: Callable[[], Any]) -> str:
    return inspect.getsource(walk)


def _rows() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    found = {}
    for table in _tables():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
            if rows:
                found[table] = ([column[0] for column in cursor.description], rows)
    return found


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} - THERE_ANYHOW)
