"""Rehearsals as a person would run them: the command, in a home of its own, once for all tests of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Papers:
    """What one run of the command left: its folder, its home (with --keep) and its summary."""

    out: Path
    home: Path

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return found


def rehearse(folder: Path, *words: str) -> Papers:
    home, out = folder / "home", folder / "out"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "TURNABOUT"))}
    command = [sys.executable, "-m", "turnabout.cli", "rehearse", *words, "--out", str(out), "--keep"]
    done = subprocess.run(
        command,
        env={**environment, "TURNABOUT_HOME": str(home), "TURNABOUT_DEBUG": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return Papers(out, home)


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Papers]:
    """A rehearsal by the words of its command; each is run once."""
    known: dict[tuple[str, ...], Papers] = {}

    def papers(*words: str) -> Papers:
        if words not in known:
            known[words] = rehearse(tmp_path_factory.mktemp(words[0]), *words)
        return known[words]

    return papers


@pytest.fixture
def board(rehearsed: Callable[..., Papers]) -> Papers:
    return rehearsed("board_2023", "--canaries")


@pytest.fixture
def system(rehearsed: Callable[..., Papers]) -> Papers:
    return rehearsed("system_2023_24")
