"""A web server of our own, as production starts it, for as long as a measurement takes."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from turnabout.cli import serve

OURS = "turnabout.config.wsgi:application"
ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


@contextmanager
def served(log: Path, *, app: str = OURS, workers: int = 1, threads: int = 4, **environment: str) -> Iterator[int]:
    """Serve `app` with gunicorn on a free port of the loopback, which is yielded once a page came."""
    port = _free_port()
    ours = serve.command(bind=f"127.0.0.1:{port}", workers=workers, threads=threads)
    with running([app if word == OURS else word for word in ours], log, **environment) as child:
        _wait_for_page(port, child, log)
        yield port


@contextmanager
def running(command: Sequence[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` from the project's root beside us, with a log, and see that it is gone afterwards."""
    with log.open("ab") as said:
        child = subprocess.Popen(command, stdout=said, stderr=said, cwd=ROOT, env={**os.environ, **environment})
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def worker() -> list[str]:
    """The words that start the worker beside a site."""
    return [sys.executable, "-m", "turnabout.cli", "work", "--every", "0.5"]


def _wait_for_page(port: int, child: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            line.request("GET", "/")
            if line.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"No page came. The server said:\n{log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
