"""A home that lasts as long as one measurement: its own database, keys and mail folder, with the demo's clock."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own(database: str = "") -> Iterator[Path]:
    """Load Django on an empty home, once in a process; `database` is the URL of an empty one, "" for SQLite in it.

    The environment says so to every process that is started inside. The demo's settings are a real installation's
    but for invented people and a clock that can be moved, which costs each request one query more.
    """
    from turnabout.cli import site

    with tempfile.TemporaryDirectory(prefix="turnabout-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "TURNABOUT_HOME": folder,
            "DJANGO_SETTINGS_MODULE": site.DEMO,
            "DATABASE_URL": database,
            "BASE_URL": "http://127.0.0.1",
        }
        site.load(site.DEMO)
        site.prepare_database()
        yield Path(folder)
