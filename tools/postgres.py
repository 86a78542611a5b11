"""A PostgreSQL server of our own for as long as one test run takes: own folder, own port, nothing kept."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.say import Failed
from tools.system import is_root

OWNER = "postgres"
"""Who runs the server when we are root, since PostgreSQL refuses to. Debian's package makes this user."""


@contextmanager
def throw_away(binaries: Path) -> Iterator[str]:
    """Start a server, yield its database URL, then stop it and remove every file of it."""
    folder = Path(tempfile.mkdtemp(prefix="turnabout-pg-"))
    port = _free_port()
    try:
        if is_root():
            shutil.chown(folder, OWNER)
        data = folder / "data"
        _run(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "turnabout",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off -c full_page_writes=off"
        _run(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield f"postgres://turnabout@127.0.0.1:{port}/postgres"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*words: str | Path) -> None:
    command = [str(word) for word in words]
    if is_root():
        command = ["runuser", "-u", OWNER, "--", *command]
    # The server must not inherit a pipe, or waiting for the command would wait for the server.
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode != 0:
        raise Failed(f"PostgreSQL would not do this (status {done.returncode}): {' '.join(command)}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
