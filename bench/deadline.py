"""Is anybody lost when everybody sends in the last ten seconds? On SQLite, and on PostgreSQL where there is a server.

200 people with whole drafts press "send" at random moments of the last ten seconds before applications close, each
twice with the same key; 20 more press just after. Real gunicorn (two processes, four threads), a real worker that
closes the cohort, real sessions, CSRF and form keys, the demo's clock. Promise: everybody is either stored once (one
move, one message, shown so twice) or told on the page that it was too late, with the draft as it was; nobody is lost,
nobody stored twice, nobody who pressed too late is stored, and no answer is the server's own fault.

    python -m bench.deadline                    on both
    python -m bench.deadline --on sqlite        on one; or the URL of an empty PostgreSQL database
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import home
from bench.pressing import Press, Sender, open_forms, press_all
from bench.serving import ROOT, running, served, worker
from tools import postgres
from tools.system import postgres_bin

WORKERS, THREADS = 2, 4
WINDOW, TOO_LATE = 10.0, (0.2, 2.0)
"""Seconds before closing within which people press, and after it within which the late ones do."""
LEAD = 4.0
"""Seconds from the last preparation to the first press."""
SETTLED = 90.0


def main(words: Sequence[str]) -> int:
    """Measure on both databases, each in a process of its own, or here on the one that was named."""
    parser = ArgumentParser(prog="python -m bench.deadline")
    parser.add_argument("--on", metavar="DATABASE", help="sqlite, or the URL of an empty PostgreSQL database")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--late", type=int, default=20)
    parser.add_argument("--filled", type=int, default=10_000, help="how many fill in their own form; the rest copy one")
    args = parser.parse_args(words)
    if args.on:
        with home.own("" if args.on == "sqlite" else args.on) as folder:
            return _measure(folder, args)
    status = _elsewhere("sqlite", words)
    binaries = postgres_bin()
    if binaries is None:
        print("PostgreSQL: left out, because this machine has no server (Debian's package postgresql has one).")
        return status
    with postgres.throw_away(binaries) as url:
        return _elsewhere(url, words) or status


def _elsewhere(database: str, words: Sequence[str]) -> int:
    return subprocess.call([sys.executable, "-m", "bench.deadline", *words, "--on", database], cwd=ROOT)


def _measure(folder: Path, args: Namespace) -> int:
    from bench import crowd, judging

    world = crowd.open_cohort()
    closes: datetime = world.cohort.closes_at
    roles = [("mentor", "mentee")[number % 2] for number in range(args.people + args.late)]
    print(f"{len(roles)} people fill in their forms.", file=sys.stderr, flush=True)
    applications = crowd.with_drafts(world, roles, crowd.A_FEW_HAVE_SENT, args.filled)
    crowd.live_at(closes, in_seconds=3600)
    before = judging.drafts(applications)
    senders = [Sender(_check(one), crowd.cookie_of(one.person)) for one in applications]
    with served(folder / "web.log", workers=WORKERS, threads=THREADS) as port, running(worker(), folder / "work.log"):
        address = ("127.0.0.1", port)
        _settle()
        open_forms(address, senders)
        closing = crowd.live_at(closes, in_seconds=WINDOW + LEAD)
        _plan(senders[: args.people], closing - WINDOW, closing)
        _plan(senders[args.people :], closing + TOO_LATE[0], closing + TOO_LATE[1])
        press_all(address, senders)
        _settle()
    fates = [judging.fate(*pair) for pair in zip(before, senders, strict=True)]
    world.cohort.refresh_from_db()
    return _show(fates, senders, args.people, closing, str(world.cohort.status))


def _check(application: Any) -> str:
    from django.urls import reverse

    return reverse("applications:check", args=[application.pk])


def _plan(senders: Sequence[Sender], first: float, last: float) -> None:
    """Two presses for each: the first at a random moment between the two, the second up to a third of one later."""
    source = random.Random(f"presses:{len(senders)}")
    for one in senders:
        at = source.uniform(first, last)
        one.presses = [Press(at), Press(at + source.uniform(0.02, 0.35))]


def _settle() -> None:
    """Wait until the worker has done what was due."""
    from django_tasks_db.models import DBTaskResult

    from turnabout.foundation import clock
    from turnabout.foundation.jobs import queue

    until = time.monotonic() + SETTLED
    while time.monotonic() < until:
        due = queue.next_due()
        if not DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists() and (
            due is None or due > clock.now()
        ):
            return
        time.sleep(0.5)
    print("The worker has not finished what was due; going on.", file=sys.stderr)


def _show(fates: Sequence[str], senders: Sequence[Sender], people: int, closing: float, status: str) -> int:
    """Print what came of it; 1 when the promise is broken."""
    from django.db import connection

    from bench import judging

    named = Counter(fates)
    sneaked = sum(fate != judging.TOLD_LATE for fate in fates[people:])
    early = sum(
        fate == judging.TOLD_LATE and one.presses[0].sent_at < closing
        for fate, one in zip(fates[:people], senders, strict=False)
    )
    faults = sum(one.faults for one in senders)
    took = sorted(press.took for one in senders for press in one.presses)
    lag = max(press.sent_at - press.planned for one in senders for press in one.presses)
    words = ", ".join(f"{many} {what}" for what, many in ((name, named[name]) for name in judging.FATES))
    print(f"On {connection.vendor}: {people} people in the last {WINDOW:.0f} s, {len(senders) - people} after closing")
    print(f"  people             {words}")
    print(f"  after closing      {sneaked} taken or left without a word; the cohort is now {status!r}")
    print(f"  pressed in time    {early} of them told too late (their press waited {lag:.2f} s at most to leave)")
    print(f"  server's faults    {faults} of {len(took)} presses")
    print(
        f"  answers            p50 {took[len(took) // 2]:.2f} s, p95 {took[int(len(took) * 0.95)]:.2f} s, "
        f"longest {took[-1]:.2f} s"
    )
    for fate, one in zip(fates, senders, strict=True):
        if fate in (judging.LOST, judging.TWICE):
            said = [(round(press.sent_at - closing, 2), press.status, press.landed) for press in one.presses]
            print(f"  {fate}: {one.path} {said}")
    broken = named[judging.LOST] + named[judging.TWICE] + sneaked + faults + (status != "choosing")
    print("  BROKEN" if broken else "  Kept: everybody is stored once or told, and nobody is lost.", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
