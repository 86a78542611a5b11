"""Drive a whole cohort of invented people through the real program, from launch page to report, in minutes.

FIXTURE is system_2023_24 (several organisations, an open call) or board_2023 (one organisation's Board), or the script
of a cohort of one's own, a .json file. It runs in a throw-away database and cannot reach a real address. DIR, which
must not exist or be empty, receives summary.json, every message (messages/*.eml, and timeline.json to read by program),
everybody's calendar (calendars/*.ics), pairs.csv with reasons, report.html, and index.html to leaf through it all.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from turnabout.cli import site
from turnabout.cli.errors import BadInput

SETTINGS = "turnabout.config.settings.rehearsal"
FIXTURES = ("system_2023_24", "board_2023")
BAR = 30


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("fixture", metavar="FIXTURE", type=_fixture, help=f"{', '.join(FIXTURES)} or a script")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="where to leave what came of it")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="another seed invents other people (1)")
    parser.add_argument("--until", metavar="DATE", type=date.fromisoformat, help="stop after this day (2024-06-30)")
    parser.add_argument("--keep", action="store_true", help="use the empty database of TURNABOUT_HOME, and keep it")
    parser.add_argument(
        "--canaries", action="store_true", help="start every private free text with zqx and a number, to search for"
    )


def _fixture(given: str) -> str:
    """The name of a fixture, or the path of a script that is there."""
    if given in FIXTURES or (given.endswith(".json") and Path(given).is_file()):
        return given
    raise ArgumentTypeError(f"{given} is neither {' nor '.join(FIXTURES)} nor the .json file of a script")


def run(args: Namespace) -> int:
    """Rehearse, and leave the papers."""
    out: Path = args.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadInput(f"{out} is not an empty folder. Name one that does not exist yet, or empty it first.")
    with tempfile.TemporaryDirectory(prefix="turnabout-rehearsal-") as scratch:
        if not args.keep:
            os.environ["TURNABOUT_HOME"] = scratch
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        site.load(SETTINGS)
        from turnabout.rehearsal import no_way_out

        no_way_out.shut()
        site.prepare_database()
        _rehearse(args, out)
    return 0


def _rehearse(args: Namespace, out: Path) -> None:
    from turnabout.foundation import clock
    from turnabout.foundation.accounts.models import Person
    from turnabout.rehearsal import paper
    from turnabout.rehearsal.drive import rehearse
    from turnabout.rehearsal.fixtures import FIXTURES as KNOWN

    if Person.objects.exists():
        raise BadInput("This database already holds people. A rehearsal needs one of its own: leave out --keep.")
    until = clock.end_of(args.until) - timedelta(seconds=1) if args.until else None
    fixture = KNOWN.get(args.fixture) or _read(Path(args.fixture))
    world = rehearse(fixture, seed=args.seed, until=until, canaries=args.canaries, watch=_progress)
    print(file=sys.stderr)
    out.mkdir(parents=True, exist_ok=True)
    with clock.borrowed(world.ended or datetime.combine(args.until or date.today(), time(12), UTC)):
        paper.write(world, out)
    print(f"Done. Open {out / 'index.html'} to leaf through it; the figures are in {out / 'summary.json'}.")


def _read(script: Path) -> Any:
    from turnabout.rehearsal.fixtures.own import own

    try:
        return own(json.loads(script.read_text(encoding="utf-8")))
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise BadInput(f"{script} is not the script of a cohort: {fault}.") from fault


def _progress(done: int, every: int, at: datetime, what: str) -> None:
    full = BAR * done // every
    bar = "#" * full + "." * (BAR - full)
    if sys.stderr.isatty():
        print(f"\r[{bar}] {done}/{every} {at:%d %B %Y} {what:<45.45}", end="", file=sys.stderr, flush=True)
    elif done == every or done % max(1, every // 20) == 0:
        print(f"[{bar}] {done}/{every} {at:%d %B %Y}", file=sys.stderr, flush=True)
