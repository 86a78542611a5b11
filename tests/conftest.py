"""What every test stands on: a database in a file with WAL, no network beyond this machine, fixed examples."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.load_profile("ci")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
"""Playwright's synchronous interface keeps an event loop in the thread that also talks to the database."""


MADE_ONCE = {"seen": "seen: Seen", "found": "found: Found", "programme": "programme: Programme", "rehearsed": "Papers"}
"""Walks that take minutes and that the tests of several files look at, each with how such a file asks for it."""


@cache
def walk_of(file: str) -> str:
    """The walk that the tests of a file look at; empty when they look at none."""
    text = (Path(__file__).parents[1] / file).read_text(encoding="utf-8")
    return next((walk for walk, asked in MADE_ONCE.items() if asked in text), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the walks: they last longest."""
    items.sort(key=lambda item: not walk_of(item.nodeid.partition("::")[0]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Leave the tests of one walk to one worker, which makes it once; else those of one file."""
    from xdist.scheduler import LoadScopeScheduling

    class ByWalk(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return walk_of(file) or file

    return ByWalk(config, log)


class NoNetwork(RuntimeError):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def _only_this_machine() -> Iterator[None]:
    """Refuse every connection that leaves the loopback interface, so that no test depends on the world."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in {"127.0.0.1", "localhost", "::1", "0.0.0.0"}:
            raise NoNetwork(f"A test tried to reach {host}. Tests talk to this machine only.")

    def connect(self: socket.socket, address: Any) -> None:
        check(address)
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        check(address)
        return real_connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep SQLite's test database in a file: WAL, immediate transactions, several connections, as in life."""
    from django.db import connection

    if connection.vendor == "sqlite":
        path = Path(tmp_path_factory.mktemp("database")) / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session", autouse=True)
def _evidence_can_be_flushed() -> Iterator[None]:
    """Let a test with real transactions empty the database afterwards, evidence and all."""
    from django.db import connection
    from django.test import TransactionTestCase

    from turnabout.foundation.audit import triggers

    real = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(self: TransactionTestCase) -> None:
        for table in triggers.KEPT:
            triggers.remove(connection, table)
        try:
            real(self)
        finally:
            for table in triggers.KEPT:
                triggers.install(connection, table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    from tests.browser import launch

    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Any, live_server: Any) -> Iterator[Any]:
    """Opens pages as `visitor(width=375, javascript=True)`; fails when any of them complained behind the scenes."""
    from tests.browser import DESK, Visitor

    opened: list[Visitor] = []

    def visit(*, width: int = DESK, javascript: bool = True) -> Visitor:
        opened.append(Visitor(browser, live_server.url, width=width, javascript=javascript))
        return opened[-1]

    yield visit
    complaints = [complaint for one in opened for complaint in one.complaints]
    for one in opened:
        one.context.close()
    assert not complaints, "\n".join(complaints)
