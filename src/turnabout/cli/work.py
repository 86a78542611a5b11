"""Run jobs, and start those whose time has come, until told to stop (Ctrl-C or SIGTERM).

Several workers may run at once, on one machine or many. A worker told to stop finishes the job in hand.
A job whose worker died is given to another.
"""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser, Namespace

from turnabout.cli import site


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--every", type=float, default=2.0, metavar="SECONDS", help="how long to rest when nothing waits (2)"
    )
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")


def run(args: Namespace) -> int:
    """Work until told to stop."""
    site.load()
    from turnabout.foundation.jobs.worker import Worker

    worker = Worker()
    if args.once:
        worker.round()
        return 0
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    worker.work_until(stop, rest=args.every)
    return 0
