#!/usr/bin/env python3
"""Everything a clone needs, from nothing but Python: ``python3 bootstrap.py VERB``, or ``make VERB``.

Makes `.venv`, installs the locked packages into it, and runs the verb. What is in place is not done again:
a stamp in `.venv` remembers which locks were installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from tools import assets, lanes, papers, system  # noqa: E402  (the clone's own folder has to be on the path first)
from tools.say import Failed, step, warn  # noqa: E402

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
APP = ROOT / "requirements" / "app.lock"
DEV = ROOT / "requirements" / "dev.lock"
INSTALLER = ROOT / "requirements" / "installer.lock"

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Use it",
        (
            ("run", "start the site with a demo cohort, and print its address"),
            ("setup", "make .venv with all packages; start nothing"),
            ("doctor", "say what this machine has, what it lacks, and the line to type"),
        ),
    ),
    (
        "Change it",
        (
            ("check", "lint, types, import contracts, templates, migrations, generated docs"),
            ("test", "check, then every test, on both databases and in a browser"),
            ("test-long", "the full figures, which take longer than a cup of tea"),
            ("fix", "put right what a machine can put right"),
            ("docs", "write the generated reference pages anew"),
            ("decision", 'begin a decision record: make decision TITLE="One look for all"'),
            ("assets", "rebuild stylesheet and scripts (needs Node; CHECK=1 only compares)"),
            ("bench", "time what people wait for"),
            ("lock", "choose package versions anew and write requirements/*.lock"),
        ),
    ),
)


def main(words: Sequence[str]) -> int:
    """Run one verb and return its exit status; without a verb, list them."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older Python gets a sentence, not a traceback)
        print(f"Turnabout needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")
        return 2
    if not words or words[0] in {"-h", "--help", "help"}:
        print_verbs()
        return 0
    verb, *rest = words
    if verb not in VERBS:
        print(f"There is no verb {verb!r}.\n", file=sys.stderr)
        print_verbs(sys.stderr)
        return 2
    os.chdir(ROOT)
    try:
        return VERBS[verb](rest)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def print_verbs(to: object = None) -> None:
    """List the verbs in their groups."""
    for title, verbs in GROUPS:
        print(f"{title}:", file=to or sys.stdout)  # type: ignore[arg-type]
        for verb, what in verbs:
            print(f"  make {verb:<10} {what}", file=to or sys.stdout)  # type: ignore[arg-type]


# What a clone needs


def prepare(lock: Path = APP) -> None:
    """Have `.venv` hold what `lock` names, and the project itself; do nothing where it already does."""
    stamp = VENV / f".stamp-{lock.stem}"
    wanted = fingerprint(lock)
    covered = (stamp, VENV / ".stamp-dev") if lock == APP else (stamp,)
    if PYTHON.exists() and any(s.is_file() and s.read_text() == fingerprint_for(s) for s in covered):
        return
    make_venv()
    packages = sum(1 for line in lock.read_text().splitlines() if "==" in line)
    with step(f"Installing {packages} locked packages"):
        install("--require-hashes", "-r", str(lock))
    with step("Installing Turnabout itself"):
        install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(wanted)


def fingerprint(lock: Path) -> str:
    """A digest of what decides the installation: the lock, the project's own data, Python, the place."""
    digest = hashlib.sha256()
    for path in (lock, INSTALLER, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(f"{ROOT}\0{sys.version_info[:2]}".encode())
    return digest.hexdigest()


def fingerprint_for(stamp: Path) -> str:
    """The digest that `stamp` ought to hold."""
    return fingerprint(DEV if stamp.name.endswith("dev") else APP)


def make_venv() -> None:
    """Make `.venv` and put the fast installer into it; keep one that works."""
    works = [str(PYTHON), "-m", "pip", "--version"]
    if not PYTHON.exists() or subprocess.run(works, capture_output=True).returncode != 0:
        if importlib.util.find_spec("ensurepip") is None:
            raise Failed(system.missing("Python's venv module, which Debian packs apart", ["python3-venv"]))
        with step("Making the virtual environment .venv"):
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    if uv() is None:
        with step("Installing the installer"):
            done = pip("--require-hashes", "-r", str(INSTALLER))
            if done.returncode != 0:
                warn("uv could not be installed; pip will do, more slowly.")


def uv() -> str | None:
    """The path of uv inside `.venv`, where it is there."""
    path = BIN / ("uv.exe" if os.name == "nt" else "uv")
    return str(path) if path.exists() else None


def pip(*words: str) -> subprocess.CompletedProcess[str]:
    """Run pip's install in `.venv`."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", *words]
    return subprocess.run(command, capture_output=True, text=True)


def install(*words: str) -> None:
    """Install with uv, trusting the system's certificates; with pip where uv is absent or fails."""
    reason = ""
    if fast := uv():
        command = [fast, "pip", "install", "--python", str(PYTHON), "--system-certs", "--quiet", *words]
        done = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
        )
        if done.returncode == 0:
            return
        reason = f"uv said:\n{done.stderr.strip()}\n"
    done = pip(*words)
    if done.returncode != 0:
        raise Failed(
            f"The packages could not be installed.\n{reason}pip said:\n{done.stderr.strip()}\n"
            "Most often the package index cannot be reached: check the connection, then try again."
        )


# The verbs


def run(words: Sequence[str]) -> int:
    prepare()
    command = [str(BIN / "turnabout"), "run", *words]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)  # in our place, so that Ctrl-C reaches it alone and it can end in order


def setup(words: Sequence[str]) -> int:
    prepare(DEV)
    print("Ready: .venv/bin/turnabout --help")
    return 0


def check(words: Sequence[str]) -> int:
    prepare(DEV)
    return 1 if lanes.check(ROOT, BIN) else 0


def test(words: Sequence[str]) -> int:
    prepare(DEV)
    system.need_for_tests()
    return lanes.test(ROOT, BIN, words)


def test_long(words: Sequence[str]) -> int:
    prepare(DEV)
    system.need_for_tests()
    return lanes.test_long(ROOT, BIN, words)


def fix(words: Sequence[str]) -> int:
    prepare(DEV)
    subprocess.call([BIN / "ruff", "check", "--fix", "--quiet", "."])
    subprocess.call([BIN / "ruff", "format", "."])
    return docs(words)


def docs(words: Sequence[str]) -> int:
    prepare(DEV)
    return subprocess.call([BIN / "turnabout", "docs", *words])


def decision(words: Sequence[str]) -> int:
    return papers.decision(ROOT / "docs" / "decisions", " ".join(words))


def bench(words: Sequence[str]) -> int:
    prepare()
    return lanes.bench(ROOT, BIN)


def build_assets(words: Sequence[str]) -> int:
    return assets.build(ROOT, only_compare="--check" in words)


def doctor(words: Sequence[str]) -> int:
    return system.doctor(ROOT, uv=uv(), ready={"app": ready(APP), "dev": ready(DEV)})


def ready(lock: Path) -> bool:
    stamp = VENV / f".stamp-{lock.stem}"
    return stamp.is_file() and stamp.read_text() == fingerprint(lock)


def lock(words: Sequence[str]) -> int:
    prepare(DEV)
    return lanes.lock(ROOT, BIN, upgrade="--upgrade" in words)


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "setup": setup,
    "doctor": doctor,
    "check": check,
    "test": test,
    "test-long": test_long,
    "fix": fix,
    "docs": docs,
    "decision": decision,
    "assets": build_assets,
    "bench": bench,
    "lock": lock,
}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
