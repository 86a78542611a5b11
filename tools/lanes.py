"""What `check`, `test`, `bench` and `lock` run, each in a process of its own inside `.venv`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import postgres
from tools.say import Failed, step
from tools.system import missing, postgres_bin

SETTINGS = "turnabout.config.settings.test"
LINES_SHOWN = 60
MOST_WORKERS = 4  # each has a browser of its own
NO_TESTS = 5  # pytest's exit status when it found nothing to run


@dataclass(frozen=True)
class Lane:
    """One check: what it guards, and the command whose exit status 0 means that it holds."""

    name: str
    command: tuple[str, ...]
    needs: str | None = None
    """A file without which there is nothing to check."""


def check_lanes(bin_folder: Path) -> tuple[Lane, ...]:
    """Every check, slowest first."""

    def at(name: str) -> str:
        return str(bin_folder / name)

    django = (at("python"), "-m", "django")
    lanes = (
        Lane("types (mypy)", (at("mypy"),)),
        Lane(
            "migrations match the models",
            (*django, "makemigrations", "--check", "--dry-run", "--settings", SETTINGS),
        ),
        Lane("Django's own checks", (*django, "check", "--fail-level", "WARNING", "--settings", SETTINGS)),
        Lane("templates (djlint)", (at("djlint"), "src", "--lint", "--quiet")),
        Lane(
            "generated pages are up to date",
            (at("turnabout"), "docs", "--check"),
            needs="src/turnabout/cli/docs.py",
        ),
        Lane("import contracts (import-linter)", (at("lint-imports"), "--no-logo")),
        Lane("lint (ruff)", (at("ruff"), "check", "--quiet", ".")),
        Lane("format (ruff)", (at("ruff"), "format", "--check", "--quiet", "--output-format", "concise", ".")),
    )
    return tuple(lane for lane in lanes if lane.needs is None or Path(lane.needs).exists())


def check(root: Path, bin_folder: Path) -> int:
    """Run all checks, print each with its time and, if it fails, what it said; return how many failed."""
    lanes = check_lanes(bin_folder)
    failures = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for lane, (status, said, seconds) in zip(lanes, pool.map(lambda lane: _run(lane, root), lanes), strict=True):
            failed = status != 0
            failures += failed
            print(f"{'FAILED' if failed else 'ok    '}  {lane.name} ({seconds:.1f} s)")
            if failed:
                _show(lane, said)
    print(f"{failures} failures" if failures != 1 else "1 failure", flush=True)
    return failures


def _show(lane: Lane, said: str) -> None:
    """Print what a failed check said, cut to a screenful, and the line that says it all."""
    lines = said.strip().splitlines()
    shown = lines if len(lines) <= LINES_SHOWN else lines[-LINES_SHOWN:]
    print("\n".join(f"        {line}" for line in shown))
    if len(lines) > len(shown):
        print(f"        … {len(lines) - len(shown)} lines before these.")
    alone = (os.path.relpath(word) if os.sep in word else word for word in lane.command)
    print(f"        Alone: {' '.join(alone)}")


def _run(lane: Lane, root: Path) -> tuple[int, str, float]:
    started = time.monotonic()
    done = subprocess.run(lane.command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout, time.monotonic() - started


def test(root: Path, bin_folder: Path, words: Sequence[str]) -> int:
    """Checks, what must hold on PostgreSQL too, then every test; if all is well pytest's line is last."""
    failed = ["check"] if check(root, bin_folder) else []
    pytest = [str(bin_folder / "python"), "-m", "pytest"]
    status = _on_postgres(bin_folder, "postgres and not long", words)
    if status == NO_TESTS:
        print("No test is marked `postgres`, so nothing is known about PostgreSQL.", flush=True)
    if status:
        failed.append("the tests on PostgreSQL")
    print("Everything, on the embedded database:", flush=True)
    status = subprocess.call([*pytest, *side_by_side(), *words])
    if failed:
        print(f"Failed before that: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else status


def test_long(root: Path, bin_folder: Path, words: Sequence[str]) -> int:
    """The full figures, on PostgreSQL those that belong there; pytest's line is last."""
    server = _on_postgres(bin_folder, "postgres and long", words)
    print("The rest, on the embedded database:", flush=True)
    status = subprocess.call([str(bin_folder / "python"), "-m", "pytest", "-m", "long", *words])
    return server or status


def _on_postgres(bin_folder: Path, marks: str, words: Sequence[str]) -> int:
    """Run the tests with these marks on a throw-away PostgreSQL; returns pytest's status."""
    binaries = postgres_bin()
    if binaries is None:
        raise Failed(missing("PostgreSQL server", ["postgresql"]))
    with postgres.throw_away(binaries) as url:
        print("On PostgreSQL:", flush=True)
        command = [str(bin_folder / "python"), "-m", "pytest", "-q", "-m", marks, *words]
        return subprocess.call(command, env={**os.environ, "TEST_DATABASE_URL": url})


def side_by_side() -> tuple[str, ...]:
    """How pytest is told to keep every processor busy, and to leave together what shares a long preparation."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ("-n", str(workers), "--dist", "loadscope", "--no-loadscope-reorder") if workers > 1 else ()


PROMISES = ("joining", "deadline", "forecast", "assessing", "importing")
"""The measurements in `bench/` that keep a promise, in the order in which they run."""


def bench(root: Path, bin_folder: Path) -> int:
    """Time each command that people wait for, then run each measurement that carries a promise; 1 if one is broken."""
    status = _commands(bin_folder)
    for name in PROMISES:
        print(f"\nbench/{name}", flush=True)
        status |= subprocess.call([str(bin_folder / "python"), "-m", f"bench.{name}"], cwd=root) != 0
    return int(status)


def _commands(bin_folder: Path) -> int:
    """Print the median and the slowest of each command."""
    turnabout = str(bin_folder / "turnabout")
    waits: list[tuple[str, int, list[str]]] = [("a command's --help", 5, [turnabout, "--help"])]
    with tempfile.TemporaryDirectory() as folder:
        waits += [
            (f"rehearsal of {fixture}", 1, [turnabout, "rehearse", fixture, "--out", f"{folder}/{fixture}"])
            for fixture in ("board_2023", "system_2023_24")
        ]
        status = 0
        for what, times, command in waits:
            seconds = []
            for _ in range(times):
                started = time.monotonic()
                done = subprocess.run(command, capture_output=True, text=True)
                seconds.append(time.monotonic() - started)
                if done.returncode:
                    print(f"{what:<32} failed: {done.stderr.strip().splitlines()[-1:]}")
                    status = 1
            print(f"{what:<32} median {statistics.median(seconds):7.2f} s   slowest {max(seconds):7.2f} s")
    return status


def _extras(*names: str) -> tuple[str, ...]:
    return tuple(word for name in names for word in ("--extra", name))


def lock(root: Path, bin_folder: Path, *, upgrade: bool) -> int:
    """Write requirements/*.lock from pyproject.toml: hashes for every system, no address, no path."""
    command = [
        *(str(bin_folder / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--no-emit-index-url", "--no-header", "--system-certs", "--python-version", "3.11"),
        *("--python", str(bin_folder / "python"), *(["--upgrade"] if upgrade else [])),
    ]
    folder = root / "requirements"
    app = ["--group", "build"]
    dev = [
        *app,
        "--group",
        "test",
        "--group",
        "lint",
        *_extras("postgres", "email", "notify"),
        "-c",
        "requirements/app.lock",
    ]
    with step("Locking"):
        for name, source, more in (
            ("installer", "requirements/installer.in", []),
            ("app", "pyproject.toml", app),
            ("dev", "pyproject.toml", dev),
        ):
            subprocess.run(
                [*command, source, *more, "-o", str((folder / name).with_suffix(".lock").relative_to(root))],
                cwd=root,
                check=True,
                stdout=subprocess.DEVNULL,
            )
    return 0
