"""What comes from the machine and not from Python: a browser and a database server for the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.say import Failed, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PANGO = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
}
"""The libraries that draw PDF files, by the package that brings each."""
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql",
    "/usr/pgsql",
    "/opt/homebrew/opt/postgresql",
    "/usr/local/opt/postgresql",
)


def is_root() -> bool:
    """Whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def missing(what: str, packages: Sequence[str]) -> str:
    """A sentence for something that is not there, with the exact line to type."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    return f"This machine has no {what}. On Debian or Ubuntu type:\n  {line if is_root() else 'sudo ' + line}"


def browser() -> str | None:
    """The path of a Chromium, where there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def postgres_bin() -> Path | None:
    """The folder that holds initdb and pg_ctl, the newest where there are several."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    binaries = [path for folder in POSTGRES_FOLDERS for path in Path(folder).glob("**/bin/initdb")]
    return max(binaries, key=lambda path: (len(str(path)), str(path))).parent if binaries else None


def has_arial_metrics() -> bool:
    """Whether a font with Arial's widths is there; without one, lines break elsewhere."""
    lister = shutil.which("fc-list")
    if lister is None:
        return any(Path("/usr/share/fonts").glob("**/LiberationSans-Regular.*")) or sys.platform != "linux"
    fonts = subprocess.run([lister, ":", "family"], capture_output=True, text=True).stdout
    return any(name in fonts for name in ("Liberation Sans", "Arial", "Arimo"))


def pango_packages() -> list[str]:
    """What Debian calls the libraries that PDF files need and that are not here; empty when all are."""
    return [package for package, names in PANGO.items() if not any(map(_loads, names))]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def need_for_tests() -> None:
    """Have browser, font, Pango and PostgreSQL here: by apt as root on Debian, else the line to type and an end."""
    wanted = []
    if browser() is None:
        wanted.append("chromium")
    if not has_arial_metrics():
        wanted.append("fonts-liberation")
    wanted += pango_packages()
    if postgres_bin() is None:
        wanted.append("postgresql")
    if not wanted:
        return
    apt = shutil.which("apt-get")
    if not (apt and is_root()):
        raise Failed(missing(" and no ".join(wanted), wanted) + "\nThen run the same line again.")
    with step(f"Installing {', '.join(wanted)} with apt"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *wanted]):
            done = subprocess.run([apt, *words], capture_output=True, text=True, env=quiet)
            if done.returncode != 0:
                raise Failed(f"apt-get {' '.join(words)} failed:\n{done.stderr.strip()}")


def doctor(root: Path, *, uv: str | None, ready: dict[str, bool]) -> int:
    """Print what is here and, with its remedy, what is not; 1 when it is needed to run."""
    lines = [
        (True, "Python", sys.version.split()[0], ""),
        (ready["app"] or ready["dev"], "packages to run", ".venv", "make run   (or make setup)"),
        (ready["dev"], "packages to test", ".venv", "make setup"),
        (uv is not None, "fast installer", uv or "pip does its work", ""),
        (browser() is not None, "Chromium, for tests", browser() or "", missing("browser", ["chromium"])),
        (
            postgres_bin() is not None,
            "PostgreSQL, for tests",
            str(postgres_bin() or ""),
            missing("PostgreSQL server", ["postgresql"]),
        ),
        (
            not pango_packages(),
            "Pango, for PDF files",
            "",
            missing("Pango, so pages offer no PDF files", pango_packages()),
        ),
        (has_arial_metrics(), "a font like Arial", "", missing("font like Arial", ["fonts-liberation"])),
        (
            shutil.which("npm") is not None,
            "Node, for make assets only",
            shutil.which("node") or "",
            missing("Node", ["nodejs", "npm"]),
        ),
        (shutil.disk_usage(root).free > 2e9, "2 GB of disk", "", "free some space; .venv takes about 1 GB"),
    ]
    for here, what, where, remedy in lines:
        print(f"{'has  ' if here else 'lacks'}  {what:<28} {where if here else remedy}")
    return 0 if lines[1][0] else 1
