"""A request counts from when it arrived, however long it waits for a free thread: through a real server."""

from __future__ import annotations

import http.client
import socket
import subprocess
import textwrap
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from turnabout.cli import serve
from turnabout.foundation import clock
from turnabout.foundation.clock import arrival
from turnabout.foundation.clock.middleware import ArrivalTime

BUSY = 1.2
"""Seconds for which the server's only thread is kept busy."""
APP = f"""
import time
from turnabout.foundation.clock import arrival

def application(environ, start_response):
    waited = arrival.waited().total_seconds()
    if environ["PATH_INFO"] == "/slow":
        time.sleep({BUSY})
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(waited).encode()]
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "waiting_app.py").write_text(textwrap.dedent(APP))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    words = serve.command(bind=f"127.0.0.1:{free}", workers=1, threads=1)
    words = ["waiting_app:application" if word.endswith("wsgi:application") else word for word in words]
    server = subprocess.Popen(words, cwd=tmp_path)
    try:
        for _ in range(100):
            try:
                read(free, "/")
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield free
    finally:
        server.terminate()
        server.wait(timeout=20)


def read(port: int, path: str) -> float:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", path)
    waited = float(line.getresponse().read())
    line.close()
    return waited


def test_the_wait_for_a_free_thread_is_known(port: int) -> None:
    slow = threading.Thread(target=read, args=[port, "/slow"])
    slow.start()
    time.sleep(BUSY / 4)
    assert BUSY / 2 < read(port, "/") < BUSY
    slow.join()
    assert read(port, "/") < BUSY / 4


def test_a_connection_opened_ahead_counts_from_its_first_byte(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.connect()
    time.sleep(BUSY)
    for _ in range(2):  # the second on the same connection, kept open
        line.request("GET", "/")
        assert float(line.getresponse().read()) < BUSY / 4
        time.sleep(BUSY / 2)
    line.close()


def test_the_time_of_a_request_is_when_it_could_be_read() -> None:
    seen: list[Any] = []
    look = ArrivalTime(lambda request: seen.append(request.now) or HttpResponse())
    noon = datetime(2024, 1, 26, 12, tzinfo=UTC)
    with clock.borrowed(noon):
        look(RequestFactory().get("/"))
        with arrival.readable_since(time.monotonic() - 30):
            look(RequestFactory().get("/"))
    assert seen[0] == noon
    assert timedelta(seconds=30) <= noon - seen[1] < timedelta(seconds=31)
