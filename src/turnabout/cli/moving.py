"""`python -m turnabout.cli.moving HOME`: do what a page of the demo in HOME asked for, once. No command of its own.

`turnabout run` starts it and says what came of it; it ends by itself when that is gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from turnabout.cli import site
from turnabout.cli.errors import Broken
from turnabout.rehearsal.demo import errand, judging

REAL = "real people are in this database. A demo never shares one with them."


def main(home: Path) -> None:
    """Bring the demo in `home` to the day that is wanted; raises, and leaves the old demo, where it cannot."""
    wanted = errand.wanted(home)
    if wanted is None:
        raise Broken("nothing is wanted of this demo.")
    if not errand.attended(home):
        raise Broken("`turnabout run` is not there, and nothing else may ask for this.")
    if judging.holds_anybody_real(home) and not judging.is_a_demo(home):
        raise Broken(REAL)
    place = made_ready(home) if wanted.anew else home
    # Before any setting is read: where the database is follows from it.
    os.environ.update(TURNABOUT_HOME=str(place), DJANGO_SETTINGS_MODULE=site.DEMO)
    site.load(site.DEMO)
    from turnabout.rehearsal import demo
    from turnabout.rehearsal.demo import maker

    if demo.holds_real_people():
        raise Broken(REAL)
    tell = minding(os.getppid(), maker.Teller(home, wanted))
    if wanted.anew:
        site.prepare_database()
        maker.replace(wanted.day, home, tell=tell)
    else:
        maker.move_on(wanted.day, tell=tell)


def made_ready(home: Path) -> Path:
    """An empty folder inside `home` to make a demo in, with the keys of `home`: what is encrypted opens there later.

    The keys are not copied, so none lies about when this process is killed.
    """
    place = errand.scratch(home)
    place.mkdir(parents=True)
    (place / "keys").symlink_to(home / "keys", target_is_directory=True)
    return place


def minding(parent: int, tell: Callable[[int, datetime], None]) -> Callable[[int, datetime], None]:
    """The same `tell`, which ends this process once whoever started it is gone."""

    def told(percent: int, at: datetime) -> None:
        if os.getppid() != parent:
            raise SystemExit("Whoever wanted this is gone.")
        tell(percent, at)

    return told


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
