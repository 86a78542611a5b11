"""The part of `turnabout run` that attends to the demo: when a page asks for another day, it sees to it.

The work is done by a process of its own (`turnabout.cli.moving`), while the web server stays up and the worker rests.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from turnabout.cli.errors import BadInput
from turnabout.rehearsal.demo import errand

Process = subprocess.Popen[bytes]


class Attendant:
    """Has what a page asks for done, one errand at a time."""

    def __init__(self, home: Path, logs: Path, *, pause: Callable[[], None], go_on: Callable[[], None]) -> None:
        """`pause` ends the worker, `go_on` starts it again; `logs` is the folder for the log of the work."""
        self.home, self.logs = home, logs
        self.pause, self.go_on = pause, go_on
        self.process: Process | None = None

    def look(self) -> None:
        """Begin what is asked for, or close what is done; returns at once, but for the worker's last job."""
        if self.process is not None and self.process.poll() is not None:
            well, self.process = self.process.returncode == 0, None
            errand.close(self.home, well=well)
            print("  done." if well else f"  it failed: {self.log} says why.", file=sys.stderr, flush=True)
            self.go_on()
        elif self.process is None and errand.asked(self.home):
            self._begin()

    def end(self) -> None:
        """End what is being done, if anything; the demo stays as it is."""
        if self.process is not None:
            self.process.terminate()
            well = self.process.wait() == 0  # it may have been done just then
            self.process = None
            errand.close(self.home, well=well)

    @property
    def log(self) -> Path:
        return self.logs / "clock.log"

    def _begin(self) -> None:
        wanted = errand.wanted(self.home)
        if wanted is None:  # not a file of ours
            errand.close(self.home, well=False)
            return
        how = "Letting the invented people live up to" if wanted.anew else "Moving the demo's clock on to"
        print(f"{how} {wanted.day} …", file=sys.stderr, flush=True)
        self.pause()
        command = [sys.executable, "-m", "turnabout.cli.moving", str(self.home)]
        try:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        except OSError as fault:
            print(f"  it could not begin: {fault}.", file=sys.stderr, flush=True)
            errand.close(self.home, well=False)
            self.go_on()


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the one who runs the demo in `home` while the block lasts; `BadInput` where somebody else does."""
    with errand.attending(home) as ours:
        if not ours:
            raise BadInput(
                f"the demo in {home} runs already. Go to the window in which it was started, or stop it there; or "
                "set TURNABOUT_HOME to another folder for a demo of its own."
            )
        yield


@contextmanager
def attend(home: Path, logs: Path, *, pause: Callable[[], None], go_on: Callable[[], None]) -> Iterator[Attendant]:
    """An attendant for the demo in `home`, which one runs alone; its work ends with the block."""
    attendant = Attendant(home, logs, pause=pause, go_on=go_on)
    try:
        yield attendant
    finally:
        attendant.end()
