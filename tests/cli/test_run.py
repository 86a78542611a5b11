"""Starting and stopping the two processes behind `turnabout run`, without the site itself."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from turnabout.cli import BadInput, Broken, run
from turnabout.cli.attending import alone
from turnabout.rehearsal.demo import errand, judging
from turnabout.rehearsal.demo.errand import Errand

SERVER = (
    "import sys; from http.server import *\n"
    "class H(BaseHTTPRequestHandler):\n"
    "    def do_GET(self): self.send_response({status}); self.end_headers()\n"
    "    def log_message(self, *words): pass\n"
    "HTTPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()\n"
)
LOGS = Path("/var/empty")


@pytest.fixture
def children() -> Iterator[run.Children]:
    """Processes that a test started; none outlives it."""
    started: run.Children = {}
    yield started
    run.end(started)


@pytest.fixture
def port() -> int:
    return run.choose_port(None)


def python(script: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *words], start_new_session=True)


def test_a_port_that_is_taken_is_refused_when_asked_for_and_passed_over_otherwise() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        with pytest.raises(BadInput, match=f"port {taken} cannot be used"):
            run.choose_port(taken)
    assert run.choose_port(taken) == taken


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(BadInput, match="cannot be used"):
        run.choose_port(port)


def test_it_waits_until_the_first_page_answers(port: int, children: run.Children) -> None:
    children["web"] = python("import time; time.sleep(0.5)\n" + SERVER.format(status=200), str(port))
    run.wait_for_page(port, children, LOGS, threading.Event())


def test_a_first_page_that_fails_is_our_fault_and_names_the_log(port: int, children: run.Children) -> None:
    children["web"] = python(SERVER.format(status=500), str(port))
    with pytest.raises(Broken, match=r"answered 500.*web\.log"):
        run.wait_for_page(port, children, LOGS, threading.Event())


def test_a_process_that_dies_while_starting_is_named(port: int, children: run.Children) -> None:
    children["worker"] = python("raise SystemExit(1)")
    with pytest.raises(Broken, match=r"the worker ended while starting.*worker\.log"):
        run.wait_for_page(port, children, LOGS, threading.Event())


def test_a_process_that_dies_later_is_named(children: run.Children) -> None:
    children["web"] = python("import time; time.sleep(60)")
    children["worker"] = python("raise SystemExit(7)")
    with pytest.raises(Broken, match="the worker ended by itself with status 7"):
        run.watch(children, LOGS, threading.Event())


def test_told_to_stop_it_ends_well(children: run.Children) -> None:
    stop = threading.Event()
    stop.set()
    assert run.watch(children, LOGS, stop) == 0


def test_both_processes_are_gone_at_the_end() -> None:
    children = {name: python("import time; time.sleep(60)") for name in ("web", "worker")}
    started = time.monotonic()
    run.end(children)
    assert [child.returncode for child in children.values()] == [-15, -15]
    assert time.monotonic() - started < 10


def test_a_demo_that_was_stopped_half_way_is_made_anew(tmp_path: Path) -> None:
    mark = run.clear_half_made(tmp_path)
    for name in ("turnabout.sqlite3", "turnabout.sqlite3-wal", "keys"):
        (tmp_path / name).touch()
    run.clear_half_made(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {mark.name, "keys"}


def test_a_finished_demo_and_a_database_of_somebody_else_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "turnabout.sqlite3").touch()
    assert not run.clear_half_made(tmp_path).exists()
    run.clear_half_made(tmp_path)
    assert (tmp_path / "turnabout.sqlite3").exists()


def database(home: Path, email: str, demo: bool = False) -> Path:
    """A database in which one person is, and perhaps the clock of a demo."""
    home.mkdir(exist_ok=True)
    path = home / "turnabout.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE accounts_person (email TEXT)")
        made.execute("INSERT INTO accounts_person VALUES (?)", [email])
        made.execute("CREATE TABLE clock_offset (seconds INTEGER)")
        if demo:
            made.execute("INSERT INTO clock_offset VALUES (7)")
        made.commit()
    return path


def test_a_database_with_somebody_real_in_it_is_not_removed_whatever_mark_lies_there(tmp_path: Path) -> None:
    """A demo that was stopped half way, whose folder then became a real programme's."""
    run.clear_half_made(tmp_path)
    path = database(tmp_path, "amara@trust.nhs.uk")
    run.clear_half_made(tmp_path)
    assert path.exists()
    assert judging.holds_anybody_real(tmp_path)


def test_invented_people_and_a_whole_demo_are_told_from_real_ones(tmp_path: Path) -> None:
    database(tmp_path / "half", "amara.okafor@example.org")
    database(tmp_path / "whole", "visitor@trust.nhs.uk", demo=True)
    assert not judging.holds_anybody_real(tmp_path / "half")
    assert not judging.is_a_demo(tmp_path / "half")
    assert judging.is_a_demo(tmp_path / "whole")
    assert not judging.is_a_demo(tmp_path / "nowhere")
    mark = run.clear_half_made(tmp_path / "whole")
    mark.touch()
    run.clear_half_made(tmp_path / "whole")
    assert (tmp_path / "whole" / "turnabout.sqlite3").exists(), "a whole demo is no half-made one"


def test_one_home_runs_once(tmp_path: Path) -> None:
    with alone(tmp_path):
        command = [sys.executable, "-m", "turnabout.cli", "run"]
        ours = ("DJANGO", "TURNABOUT", "DATABASE_URL")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        environment = {**kept, "TURNABOUT_HOME": str(tmp_path)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "runs already" in done.stderr
    assert not (tmp_path / "turnabout.sqlite3").exists(), "it touched nothing"


@pytest.mark.parametrize("anew", [True, False])
def test_nothing_but_run_moves_a_demo_and_nobody_moves_real_people(tmp_path: Path, anew: bool) -> None:
    path = database(tmp_path, "amara@trust.nhs.uk")
    before = path.read_bytes()
    errand.ask(tmp_path, Errand(date(2024, 8, 28), anew))
    moving = [sys.executable, "-m", "turnabout.cli.moving", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "TURNABOUT"))}
    done = subprocess.run(moving, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "is not there" in done.stderr
    with errand.attending(tmp_path):
        errand.ask(tmp_path, Errand(date(2024, 8, 28), anew))
        done = subprocess.run(moving, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "real people" in done.stderr
    assert path.read_bytes() == before


def test_a_build_without_a_demo_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "DEMO_ROOM", "turnabout.cli.no_such_demo")
    with pytest.raises(BadInput, match="no demo"):
        run.need_demo()
