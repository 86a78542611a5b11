"""Asking for another day: one at a time, never half, and never for ever."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from turnabout.rehearsal.demo import errand
from turnabout.rehearsal.demo.errand import DONE, FAILED, AlreadyAsked, Errand, Report

ON, ANEW = Errand(date(2024, 8, 1), anew=False), Errand(date(2023, 12, 1), anew=True)
HOLDER = (
    "import sys, time; from pathlib import Path; from turnabout.rehearsal.demo import errand\n"
    "with errand.attending(Path(sys.argv[1])) as ours: print(ours, flush=True); time.sleep(60)"
)


def asks(home: Path) -> bool:
    try:
        errand.ask(home, ON)
    except AlreadyAsked:
        return False
    return True


def test_of_many_who_ask_at_once_one_is_heard(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as crowd:
        heard = list(crowd.map(asks, [tmp_path] * 64))
    assert heard.count(True) == 1
    assert errand.wanted(tmp_path) == ON
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["wanted.json"]


def test_how_far_it_is_belongs_to_what_is_wanted_now(tmp_path: Path) -> None:
    with errand.attending(tmp_path):
        errand.tell(tmp_path, Report(ANEW, percent=40, reached=date(2023, 11, 20)))
        errand.ask(tmp_path, ON)
        assert errand.under_way(tmp_path) == Report(ON)
        errand.tell(tmp_path, mine := Report(ON, percent=40, reached=date(2024, 7, 20)))
        assert errand.under_way(tmp_path) == mine


def test_it_ends_well_on_the_day_or_badly_where_it_came_to(tmp_path: Path) -> None:
    with errand.attending(tmp_path):
        errand.ask(tmp_path, ANEW)
        errand.tell(tmp_path, Report(ANEW, percent=40, reached=date(2023, 11, 20)))
        errand.close(tmp_path, well=False)
        assert errand.told(tmp_path) == Report(ANEW, FAILED, 40, date(2023, 11, 20))
        assert not errand.under_way(tmp_path)
        errand.ask(tmp_path, ON)
        errand.close(tmp_path, well=True)
        assert errand.told(tmp_path) == Report(ON, DONE, 100, ON.day)


def test_whoever_attends_is_known_until_they_end_however_they_end(tmp_path: Path) -> None:
    assert not errand.attended(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout and holder.stdout.readline() == "True\n"
        assert errand.attended(tmp_path)
        with errand.attending(tmp_path) as ours:
            assert not ours
        errand.ask(tmp_path, ON)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert not errand.attended(tmp_path)
    assert not errand.under_way(tmp_path)


def test_what_a_killed_one_left_is_closed_by_the_next(tmp_path: Path) -> None:
    errand.ask(tmp_path, ANEW)
    errand.scratch(tmp_path).mkdir()
    (errand.scratch(tmp_path) / "turnabout.sqlite3").touch()
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "kek").write_bytes(b"k")
    (errand.scratch(tmp_path) / "keys").symlink_to(tmp_path / "keys", target_is_directory=True)
    (tmp_path / "demo" / "report.json.5b1f").touch()
    with errand.attending(tmp_path) as ours:
        assert ours
        assert errand.told(tmp_path) == Report(ANEW, FAILED)
        assert {path.name for path in (tmp_path / "demo").iterdir()} == {"attended", "report.json"}
        assert asks(tmp_path)
    assert (tmp_path / "keys" / "kek").read_bytes() == b"k"


def test_a_disk_that_is_full_holds_up_nobody_for_ever(tmp_path: Path) -> None:
    """What cannot be said is not said; what filled the disk goes first."""
    errand.ask(tmp_path, ANEW)
    errand.scratch(tmp_path).mkdir()
    (tmp_path / "demo" / "report.json").mkdir()  # nothing can be written in its place
    errand.close(tmp_path, well=False)
    assert not errand.scratch(tmp_path).exists()
    assert not errand.asked(tmp_path)
    with errand.attending(tmp_path) as ours:
        assert ours


@pytest.mark.parametrize("text", ["", "{", "[]", '{"day": "soon", "anew": true}', '{"day": null}', "7"])
def test_files_that_are_not_ours_stop_nothing_for_ever(tmp_path: Path, text: str) -> None:
    with errand.attending(tmp_path):
        for name in ("wanted.json", "report.json"):
            (tmp_path / "demo" / name).write_text(text)
        assert errand.under_way(tmp_path) is None
        assert errand.told(tmp_path) is None
        errand.close(tmp_path, well=False)
        assert asks(tmp_path)


def test_the_files_say_days_and_numbers_alone(tmp_path: Path) -> None:
    errand.ask(tmp_path, ANEW)
    assert json.loads((tmp_path / "demo" / "wanted.json").read_text()) == {"day": "2023-12-01", "anew": True}
