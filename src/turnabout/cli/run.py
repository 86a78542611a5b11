"""Start everything on this machine: database, demo cohort if there is none, web server and worker.

Prints the address and how to sign in as each of the cast; Ctrl-C stops both. A page of the demo has it
move on to another day of the programme, or start again. What it keeps is in TURNABOUT_HOME, which is
./var unless set. The people in it are invented, and real people's data does not belong there: for a
real programme see `turnabout serve` and `turnabout work`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from turnabout.cli import serve, site
from turnabout.cli.errors import BadInput, Broken

if TYPE_CHECKING:
    from turnabout.cli.attending import Attendant

FIRST_PORT, LAST_PORT = 8000, 8049
DEMO_ROOM = "turnabout.rehearsal.demo"
WORK = (sys.executable, "-m", "turnabout.cli", "work")
Children = dict[str, subprocess.Popen[bytes]]
PATIENCE = 60.0
"""Seconds to wait for the first page."""


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    free = f"the port to listen on (the first free one from {FIRST_PORT})"
    parser.add_argument("--port", type=int, metavar="N", help=free)


def run(args: Namespace) -> int:
    """Run the demo until told to stop."""
    port = choose_port(args.port)
    os.environ["BASE_URL"] = f"http://127.0.0.1:{port}"
    os.environ["DJANGO_SETTINGS_MODULE"] = site.DEMO
    need_demo()
    from turnabout.cli.attending import alone  # late: a build may lack the demo

    home = site.load(site.DEMO)
    with alone(home):
        return run_alone(home, port)


def run_alone(home: Path, port: int) -> int:
    """Run the demo in `home`, which nobody else does."""
    demo = import_module(DEMO_ROOM)  # by name and late: it needs Django, and a build may lack it
    with say("Preparing the database"):
        refuse_real_people(demo, home)
        half_made = clear_half_made(home)
        site.prepare_database()
    with say("Looking for the demo cohort, and making it if there is none"):
        demo.make_if_empty()
        half_made.unlink(missing_ok=True)

    stop = stop_on_signal()
    with say("Starting web server and worker"):
        logs = home / "log"
        children = start(port, logs)
    try:
        with attending(home, logs, children) as attendant:
            with say("Waiting for the first page"):
                wait_for_page(port, children, logs, stop)
            if not stop.is_set():
                announce(port, demo.sign_in_lines())
            return watch(children, logs, stop, attendant.look)
    finally:
        end(children)


def choose_port(wanted: int | None) -> int:
    """The port asked for, or the first free one; `BadInput` where it is taken."""
    for port in [wanted] if wanted is not None else range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
            return port
    if wanted is not None:
        raise BadInput(f"port {wanted} cannot be used: another program may have it. Name another with --port.")
    raise BadInput(f"no port from {FIRST_PORT} to {LAST_PORT} is free. Name one with --port.")


def need_demo() -> None:
    """`BadInput` where this build has no demo."""
    if find_spec("turnabout.rehearsal") is None or find_spec(DEMO_ROOM) is None:
        raise BadInput(
            "this build has no demo yet: the invented cohort is missing from it, and without it there is"
            " nothing to show. For a real programme use `turnabout serve` and `turnabout work`."
        )


def refuse_real_people(demo: ModuleType, home: Path) -> None:
    """`BadInput` where the database is a real programme's: invented people never share one with real ones."""
    if demo.holds_real_people():
        raise BadInput(
            f"the database of {home} holds real people, and the demo’s invented ones never share one with them. Start "
            "this site with `turnabout serve` and `turnabout work`, or set TURNABOUT_HOME to an empty folder."
        )


def clear_half_made(home: Path) -> Path:
    """Remove a database whose demo was not finished, and mark a new one until its demo is; returns the mark.

    Only a database that this command began, and was stopped while filling, carries the mark; and where somebody real is
    in it since, it is not touched.
    """
    from turnabout.rehearsal.demo import judging  # late: a build may lack the demo

    mark, database = home / "demo-half-made", home / judging.DATABASE
    if mark.exists() and not judging.is_a_demo(home) and not judging.holds_anybody_real(home):
        for path in home.glob(f"{database.name}*"):
            path.unlink()
    if not database.exists():
        mark.touch()
    return mark


def start(port: int, logs: Path) -> Children:
    """Start web server and worker, each with a log of its own in `logs`, apart from the terminal's Ctrl-C."""
    logs.mkdir(parents=True, exist_ok=True)
    web = serve.command(bind=f"127.0.0.1:{port}", workers=1, threads=4)
    return {"web": start_one("web", web, logs), "worker": start_one("worker", WORK, logs)}


def start_one(name: str, command: Sequence[str], logs: Path) -> subprocess.Popen[bytes]:
    """Start one process with its log in `logs`."""
    with (logs / f"{name}.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)


def attending(home: Path, logs: Path, children: Children) -> AbstractContextManager[Attendant]:
    """Attend to the demo in `home` while the block lasts; the worker of `children` rests while its clock is moved."""
    from turnabout.cli.attending import attend  # late: a build may lack the demo

    def pause() -> None:
        end({"worker": children.pop("worker")})

    def go_on() -> None:
        children["worker"] = start_one("worker", WORK, logs)

    return attend(home, logs, pause=pause, go_on=go_on)


def wait_for_page(port: int, children: Children, logs: Path, stop: threading.Event) -> None:
    """Return once `/` answers 200, or `stop` is set; raise where a child dies or nothing answers in time."""
    opener = build_opener(ProxyHandler({}))
    until = time.monotonic() + PATIENCE
    last = "nothing answered"
    while not stop.wait(0.2):
        if dead := [name for name, child in children.items() if child.poll() is not None]:
            raise Broken(f"the {dead[0]} ended while starting. Its own log, {logs / dead[0]}.log, says why.")
        try:
            with opener.open(f"http://127.0.0.1:{port}/", timeout=10):
                return
        except HTTPError as error:
            raise Broken(
                f"the first page answered {error.code}. The web server's log, {logs}/web.log, says why."
            ) from error
        except (URLError, OSError) as error:
            last = str(error)
        if time.monotonic() > until:
            raise Broken(f"no page came within {PATIENCE:.0f} seconds ({last}). {logs}/web.log may say why.")


def announce(port: int, lines: Iterable[object]) -> None:
    """Print where the site is and how to sign in."""
    print(f"\nTurnabout is running at http://127.0.0.1:{port}\n", flush=True)
    for line in lines:
        print(f"  {line}")
    print("\nCtrl-C stops it.", flush=True)


def watch(children: Children, logs: Path, stop: threading.Event, look: Callable[[], None] | None = None) -> int:
    """Wait until told to stop (0), or until one of the two dies; `look` is called again and again meanwhile."""
    while not stop.wait(0.5):
        if look:
            look()
        for name, child in children.items():
            if child.poll() is not None:
                raise Broken(
                    f"the {name} ended by itself with status {child.returncode}. Its log, {logs / name}.log, says why."
                )
    print("Stopping.", file=sys.stderr)
    return 0


def end(children: Children) -> None:
    """Ask both to finish what they have in hand, and see that they are gone."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    for child in children.values():
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def stop_on_signal() -> threading.Event:
    """An event that Ctrl-C, SIGTERM and a closed terminal set."""
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    return stop


@contextmanager
def say(what: str) -> Iterator[None]:
    """Say what is being done, and then how long it took."""
    print(f"{what} …", file=sys.stderr, flush=True)
    started = time.monotonic()
    yield
    print(f"  {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)
