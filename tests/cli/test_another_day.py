"""`turnabout run` as a person starts it, asked by its own pages for another day of the demo, and to start again."""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest

from turnabout.cli import run
from turnabout.rehearsal.demo import errand

pytestmark = pytest.mark.timeout(300)
TURNABOUT = (sys.executable, "-m", "turnabout.cli")
MAKE = """
import sys; from datetime import date; from turnabout.cli import site
site.load(site.DEMO); site.prepare_database()
from turnabout.rehearsal.demo import maker
maker.make(date.fromisoformat(sys.argv[1]))
"""
READ = """
from turnabout.cli import site
site.load(site.DEMO)
from turnabout.applications.models import Application
from turnabout.foundation.encryption import vault
found = Application.objects.exclude(why=b"")
print(sum(bool(vault.unlock(one, "why", by=one.person, purpose="looking")) for one in found))
"""
LONGEST = 90.0


def environment(home: Path) -> dict[str, str]:
    ours = ("DJANGO", "TURNABOUT", "DATABASE_URL", "BASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "TURNABOUT_HOME": str(home), "TURNABOUT_ENV_FILE": str(home / "no.env")}


def python(home: Path, script: str, *words: str) -> str:
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=True).stdout


class Site:
    """A demo that runs, and somebody with a browser without scripts who looks at it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = run.choose_port(None)
        self.said = home.parent / f"{home.name}.said"
        with self.said.open("wb") as said:
            command = [*TURNABOUT, "run", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=environment(home), stdout=said, stderr=said)
        self.browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self.wait(lambda: "Ctrl-C stops it." in self.said.read_text(), "the site runs")

    def wait(self, until: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + LONGEST
        while not until():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < end, f"waited in vain until {what}: {self.said.read_text()[-2000:]}"
            time.sleep(0.1)

    def page(self, path: str, **given: str) -> str:
        """The page, or what comes of pressing the button of the form that is on it."""
        address = f"http://127.0.0.1:{self.port}{path}"
        data = None
        if given:
            token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.raw(address))
            assert token
            data = urllib.parse.urlencode({**given, "csrfmiddlewaretoken": token[1]}).encode()
        return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", self.raw(address, data)).split()))

    def raw(self, address: str, data: bytes | None = None) -> str:
        try:
            with self.browser.open(address, data, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as refused:
            return refused.read().decode()

    def worker(self) -> list[int]:
        return self.children("turnabout.cli work")

    def children(self, what: str) -> list[int]:
        found = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(maxsplit=2) for line in found.splitlines()]
        ours = str(self.process.pid)
        return [int(pid) for pid, parent, words in rows if parent == ours and what in words]

    def letters(self) -> list[str]:
        return [path.read_text() for path in (self.home / "mail").glob("*")]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a demo in which applications have just opened."""
    home = tmp_path_factory.mktemp("demo") / "home"
    python(home, MAKE, "2023-11-16")
    return home


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Iterator[Site]:
    home = tmp_path / "home"
    shutil.copytree(made, home)
    site = Site(home)
    try:
        yield site
    finally:
        if site.process.poll() is None:
            assert site.end() == 0
    assert not list(errand.scratch(home).parent.glob("anew"))


def looking(port: int, over: threading.Event, missed: list[str]) -> None:
    """Look at the first page again and again, and note each time at which it was not there."""
    opener = build_opener(ProxyHandler({}))
    while not over.wait(0.02):
        try:
            opener.open(f"http://127.0.0.1:{port}/", timeout=30).close()
        except OSError as error:
            missed.append(str(error))


def test_forward_and_back_again_while_somebody_looks(site: Site) -> None:
    over, missed = threading.Event(), list[str]()
    looker = threading.Thread(target=looking, args=(site.port, over, missed))
    looker.start()
    try:
        forward_with_what_was_done(site)
        anew_from_the_beginning(site)
    finally:
        over.set()
        looker.join()
    assert missed == []


def forward_with_what_was_done(site: Site) -> None:
    assert "Joan Whitfield" in site.page("/demo/sign-in/coordinator/", press="yes")
    worker = site.worker()
    assert not [one for one in site.letters() if "a reminder about Rowan" in one]
    asked = {"way": "on", "step": "other", "other_day_day": "21", "other_day_month": "11", "other_day_year": "2023"}
    assert "The clock moves on to Tuesday 21 November 2023" in site.page("/demo/day/", **asked)
    site.wait(lambda: "It is Tuesday 21 November 2023 here" in site.page("/demo/moving/"), "the clock has moved")
    said = site.page("/demo/moving/")
    assert "Today it is Tuesday 21 November 2023 here." in said
    assert "Go on as Joan Whitfield" in said
    (letter,) = (one for one in site.letters() if "a reminder about Rowan" in one)
    assert "Date: Mon, 20 Nov 2023 09:00:00 +0000" in letter
    assert len(site.worker()) == 1
    assert site.worker() != worker


def anew_from_the_beginning(site: Site) -> None:
    worker = site.worker()
    asked = {"way": "anew", "step": "other", "other_day_day": "14", "other_day_month": "11", "other_day_year": "2023"}
    assert "The invented people live up to Tuesday 14 November 2023" in site.page("/demo/day/", **asked)
    assert "Somebody asked for another day before you did" in site.page("/demo/start-again/", press="yes")
    site.wait(lambda: "It is Tuesday 14 November 2023 here" in site.page("/demo/moving/"), "the demo is made anew")
    said = site.page("/demo/moving/")
    assert "Today it is Tuesday 14 November 2023 here." in said
    assert "Joan Whitfield" not in said
    assert "Joan Whitfield" in site.page("/demo/sign-in/coordinator/", press="yes")
    assert not errand.asked(site.home)
    assert len(site.worker()) == 1
    assert site.worker() != worker
    assert all((site.home / "keys" / name).stat().st_mode & 0o777 == 0o400 for name in ("kek", "secret", "audit"))
    assert int(python(site.home, READ)) > 0
    assert not [one for one in site.letters() if "a reminder about Rowan" in one]


def test_a_making_that_is_killed_leaves_the_demo_as_it_was(site: Site) -> None:
    site.page("/demo/sign-in/coordinator/", press="yes")
    site.page("/demo/start-again/", press="yes")
    site.wait(lambda: "0 in 100 done. It begins" not in site.page("/demo/moving/?still"), "it is under way")
    (maker,) = site.children("turnabout.cli.moving")
    os.kill(maker, signal.SIGKILL)
    site.wait(lambda: "We did not get to Thursday 4 July 2024" in site.page("/demo/moving/"), "it is noticed")
    said = site.page("/demo/moving/")
    assert "Nothing was changed: the demo is as it was." in said
    assert "Today it is Thursday 16 November 2023 here." in said
    assert "Joan Whitfield" in said
    assert not errand.scratch(site.home).exists()
    site.wait(lambda: len(site.worker()) == 1, "the worker is back")


@pytest.mark.long
def test_a_making_whose_demo_cannot_go_in_leaves_the_old_one(site: Site) -> None:
    (errand.scratch(site.home)).mkdir(parents=True)
    (errand.scratch(site.home) / "in the way").touch()
    site.page("/demo/day/", way="anew", step="2023-11-11")
    site.wait(lambda: "We did not get to Saturday 11 November 2023" in site.page("/demo/moving/"), "it has failed")
    assert "Today it is Thursday 16 November 2023 here." in site.page("/demo/moving/")
    assert "FileExistsError" in (site.home / "log" / "clock.log").read_text()
    site.page("/demo/day/", way="anew", step="2023-11-11")
    site.wait(lambda: "It is Saturday 11 November 2023 here" in site.page("/demo/moving/"), "it goes well")


@pytest.mark.long
def test_stopped_while_it_makes_one_nothing_is_left_behind(site: Site) -> None:
    site.page("/demo/start-again/", press="yes")
    site.wait(lambda: "0 in 100 done. It begins" not in site.page("/demo/moving/?still"), "it is under way")
    (maker,) = site.children("turnabout.cli.moving")
    assert site.end() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(maker, 0)
    assert not errand.scratch(site.home).exists()
    assert not errand.asked(site.home)
