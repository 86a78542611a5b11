"""The process beside the worker: it has a rehearsal played in another one, tells how far that is, and keeps what came.

    python -m turnabout.rehearsal.dress.stage REHEARSAL

The process that plays knows nothing of this installation: no database, no mail server, no key, only the script.
"""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from turnabout.rehearsal.dress.models import Rehearsal

log = logging.getLogger(__name__)
LONGEST = 600.0
"""Seconds after which the process that plays is ended."""
HANDED_ON = ("PATH", "PYTHONPATH", "HOME", "LANG", "LC_ALL", "BASE_URL", "ORGANISATION")
"""All that it gets of our environment: no secret, no database, no mail server. It stands in a folder without `.env`."""
FAR = re.compile(r"\] (\d+)/(\d+) ")
LINES_LOGGED = 20
STOPPED = 143
"""The status of a process that was told to stop."""


def main(words: list[str]) -> int:
    """Play the rehearsal whose id is the one word."""
    import django

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))  # so that what it has begun is ended and cleared away
    django.setup()
    from turnabout.rehearsal.dress.models import Rehearsal

    found = Rehearsal.objects.filter(pk=words[0], ended_at=None).select_related("cohort__programme").first()
    if found is not None:
        play(found)
    return 0


def play(rehearsal: Rehearsal) -> None:
    """Have a rehearsal played, and keep what came of it."""
    from turnabout.foundation import clock
    from turnabout.foundation.accounts.actors import CLOCK
    from turnabout.rehearsal.dress import actions
    from turnabout.rehearsal.dress.script import script_of

    try:
        with tempfile.TemporaryDirectory(prefix="turnabout-rehearsal-") as folder:
            script, out = Path(folder) / "cohort.json", Path(folder) / "out"
            script.write_text(json.dumps(script_of(rehearsal.cohort)), encoding="utf-8")
            found = _played(script, out, str(rehearsal.pk))
            actions.keep(rehearsal=rehearsal, found=found, by=CLOCK, now=clock.now())
    except Exception:
        log.exception("A rehearsal broke.")
        actions.keep(rehearsal=rehearsal, found=None, by=CLOCK, now=clock.now())


def _played(script: Path, out: Path, key: str) -> dict[str, Any] | None:
    from turnabout.foundation.jobs import progress

    command = [sys.executable, "-m", "turnabout.cli", "rehearse", str(script), "--out", str(out)]
    env = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    env["TURNABOUT_DEBUG"] = "1"  # its own log is gone when it ends, and there is nobody real in it
    env["TMPDIR"] = str(script.parent)  # all that it leaves goes with our folder, however it ends
    said: list[str] = []
    quiet, heard = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(
        command, cwd=script.parent, env=env, stdin=quiet, stdout=quiet, stderr=heard, text=True
    ) as child:
        limit = Timer(LONGEST, child.kill)
        limit.start()
        assert child.stderr is not None
        try:
            for line in child.stderr:
                said = [*said[-LINES_LOGGED:], line.rstrip()]
                if far := FAR.search(line):
                    progress.tell(key, int(far[1]), int(far[2]))
            child.wait()
        finally:
            limit.cancel()
            child.kill()
    if child.returncode != 0:
        log.error("A rehearsal broke (status %s): %s", child.returncode, "\n".join(said))
        return None
    told: dict[str, Any] = json.loads((out / "timeline.json").read_text(encoding="utf-8"))
    return told


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
