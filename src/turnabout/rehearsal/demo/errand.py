"""Asking for another day of the demo, and hearing how far it is: three small files in `TURNABOUT_HOME/demo`.

A page asks; `turnabout run`, which attends to it, has the work done by a process of its own and says how it goes. The
pages and the one who attends share nothing else, so neither waits for the other. Knows no Django: it is read before
there is a database to read from.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

WORKING, DONE, FAILED = "working", "done", "failed"
PATIENCE = 2.0
"""Seconds to wait for a page that looks at the lock just when somebody wants to attend."""


class AlreadyAsked(Exception):
    """Somebody asked before, and it is not done yet."""


@dataclass(frozen=True, slots=True)
class Errand:
    """The day that is wanted, and whether the invented people live up to it anew or the clock alone moves on."""

    day: date
    anew: bool


@dataclass(frozen=True, slots=True)
class Report:
    """How an errand goes (`WORKING`, `DONE`, `FAILED`): percent of the way, and the day that was reached."""

    errand: Errand
    state: str = WORKING
    percent: int = 0
    reached: date | None = None


def ask(home: Path, errand: Errand) -> None:
    """Ask whoever attends to `home` for `errand`; raises `AlreadyAsked` while another is wanted. All or nothing."""
    fresh = _write(_folder(home) / f"wanted.json.{uuid4().hex}", errand)
    try:
        os.link(fresh, _wanted(home))
    except FileExistsError:
        raise AlreadyAsked from None
    finally:
        fresh.unlink()


def asked(home: Path) -> bool:
    """Whether something is wanted that is not done yet."""
    return _wanted(home).exists()


def wanted(home: Path) -> Errand | None:
    """What is wanted; None where nothing is, or nothing that can be read."""
    found = _read(_wanted(home))
    try:
        return Errand(date.fromisoformat(found["day"]), found["anew"] is True)
    except (KeyError, TypeError, ValueError):
        return None


def tell(home: Path, report: Report) -> None:
    """Say how an errand goes; whoever looks sees the last word or this one."""
    _write(_folder(home) / f"report.json.{uuid4().hex}", report).replace(_folder(home) / "report.json")


def told(home: Path) -> Report | None:
    """What was said last of an errand, be it over or not."""
    found = _read(_folder(home) / "report.json")
    try:
        errand = Errand(date.fromisoformat(found["errand"]["day"]), found["errand"]["anew"] is True)
        reached = date.fromisoformat(found["reached"]) if found["reached"] else None
        return Report(errand, str(found["state"]), int(found["percent"]), reached)
    except (KeyError, TypeError, ValueError):
        return None


def under_way(home: Path) -> Report | None:
    """How the errand goes that is wanted now; None where none is, or nobody who could do it is there."""
    errand = wanted(home)
    if errand is None or not attended(home):
        return None
    report = told(home)
    return report if report and report.state == WORKING and report.errand == errand else Report(errand)


def close(home: Path, *, well: bool) -> None:
    """Say what came of the errand that is wanted, if any, and be ready for the next one."""
    shutil.rmtree(scratch(home), ignore_errors=True)  # first: it may be what fills the disk
    report, errand = told(home), wanted(home)
    with contextlib.suppress(OSError):
        if errand:
            mine = report if report and report.errand == errand else Report(errand)
            done = replace(mine, state=DONE, percent=100, reached=errand.day)
            tell(home, done if well else replace(mine, state=FAILED))
    _wanted(home).unlink(missing_ok=True)


def scratch(home: Path) -> Path:
    """Where a demo is made before it takes the place of the one that people look at."""
    return _folder(home) / "anew"


def attended(home: Path) -> bool:
    """Whether somebody attends to `home`: a lock says so, which ends with whoever holds it, however that ends."""
    try:
        with _lock(home).open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


@contextmanager
def attending(home: Path) -> Iterator[bool]:
    """Attend to `home` inside the block; False where another process does so already.

    What an earlier one was killed over is closed first: nobody works on it any more.
    """
    with _lock(home).open("ab") as held:
        ours = _taken(held)
        if ours:
            close(home, well=False)
            for unfinished in list(_folder(home).glob("*.json.*")):
                unfinished.unlink(missing_ok=True)
        yield ours


def _taken(held: Any) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.05)


def _folder(home: Path) -> Path:
    folder = home / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _wanted(home: Path) -> Path:
    return _folder(home) / "wanted.json"


def _lock(home: Path) -> Path:
    return _folder(home) / "attended"


def _write(path: Path, thing: Errand | Report) -> Path:
    path.write_text(json.dumps(asdict(thing), default=date.isoformat), encoding="utf-8")
    return path


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
