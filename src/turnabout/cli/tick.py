"""Turn what has fallen due into jobs, once, and say how many.

The worker (turnabout work) does this every few seconds of its own accord. Use `tick` where a timer of the
system keeps the clock instead: it is safe to run from several machines, and as often as you like.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from turnabout.cli import site


def configure(parser: ArgumentParser) -> None:
    """This command has no options."""


def run(args: Namespace) -> int:
    """Start what is due now."""
    site.load()
    from turnabout.foundation import clock
    from turnabout.foundation.jobs.queue import tick

    started = tick(clock.now())
    print(f"{started} jobs started." if started != 1 else "1 job started.")
    return 0
