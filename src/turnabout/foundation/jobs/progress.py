"""How far a long job has come, told past the database: its one transaction shows nothing until it is over.

A file under `TURNABOUT_HOME`, which holds two numbers and no word about anybody. Where web and worker do not share that
folder nothing is told, and pages say only that the job runs.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from django.conf import settings


def tell(key: str, done: int, of: int) -> None:
    """Say that `done` of `of` are done under `key`, a name of letters, digits and hyphens."""
    with contextlib.suppress(OSError):
        path = _path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(f"{done} {of}", encoding="ascii")
        fresh.replace(path)


def told(key: str) -> tuple[int, int] | None:
    """How many are done and of how many; None when nothing is told."""
    try:
        done, of = _path(key).read_text(encoding="ascii").split()
        return int(done), int(of)
    except (OSError, ValueError):
        return None


def over(key: str) -> None:
    """Nothing more is told under `key`."""
    with contextlib.suppress(OSError):
        _path(key).unlink(missing_ok=True)


def _path(key: str) -> Path:
    return Path(settings.TURNABOUT_HOME) / "progress" / f"{key}.txt"
