"""Serve the site to browsers, in production: gunicorn behind a proxy that ends TLS.

Run `turnabout work` beside it: without a worker no message is sent. Static files come from the same process.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from turnabout.cli import site


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    bind = "127.0.0.1:8000"
    parser.add_argument("--bind", default=bind, metavar="HOST:PORT", help=f"where to listen ({bind})")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="web processes (2)")
    parser.add_argument("--threads", type=int, default=4, metavar="N", help="threads in each process (4)")
    parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")


def run(args: Namespace) -> int:
    """Become the web server; returns only if it cannot start."""
    site.load()
    if args.migrate:
        site.prepare_database()
    os.execv(sys.executable, command(bind=args.bind, workers=args.workers, threads=args.threads))


def command(*, bind: str, workers: int, threads: int) -> list[str]:
    """The words that start gunicorn on our site."""
    return [
        *(sys.executable, "-m", "gunicorn", "turnabout.config.wsgi:application"),
        *("--bind", bind, "--workers", str(workers), "--threads", str(threads)),
        *("--worker-class", "turnabout.config.punctual.PunctualWorker"),
        *("--no-control-socket", "--graceful-timeout", "10", "--log-level", "warning"),
    ]
