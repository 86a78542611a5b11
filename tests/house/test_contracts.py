"""The import contracts hold, and each has been seen to refuse the import that it is there to refuse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "turnabout"


@dataclass(frozen=True)
class Fault:
    """One planted import: where, what it says, the contract that must refuse it, and whom it must name."""

    module: str
    line: str
    contract: str
    named: tuple[str, ...]
    also: tuple[tuple[str, str], ...] = ()
    """Other modules that the fault needs, which are made where they are absent."""


FAULTS = {
    "an earlier stage imports a later one": Fault(
        "cohorts.planted",
        "import turnabout.applications.planted",
        "floors",
        ("turnabout.cohorts", "turnabout.applications"),
        (("applications.planted", ""),),
    ),
    "the foundation imports a stage": Fault(
        "foundation.planted",
        "from turnabout.cohorts import planted",
        "floors",
        ("turnabout.foundation", "turnabout.cohorts"),
        (("cohorts.planted", ""),),
    ),
    "an import inside a function counts": Fault(
        "foundation.planted",
        "def late():\n    from turnabout.matching import planted",
        "floors",
        ("turnabout.foundation", "turnabout.matching"),
        (("matching.planted", ""),),
    ),
    "an import for types alone counts": Fault(
        "cohorts.planted",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import turnabout.surveys.planted",
        "floors",
        ("turnabout.cohorts", "turnabout.surveys"),
        (("surveys.planted", ""),),
    ),
    "equality monitoring is out of matching's reach": Fault(
        "matching.planted",
        "import turnabout.monitoring.planted",
        "floors",
        ("turnabout.matching", "turnabout.monitoring"),
        (("monitoring.planted", ""),),
    ),
    "selection reads equality monitoring": Fault(
        "selection.planted",
        "def late():\n    from turnabout.monitoring import actions",
        "monitoring-apart",
        ("turnabout.selection", "turnabout.monitoring"),
    ),
    "training reaches equality monitoring through another room": Fault(
        "training.planted",
        "import turnabout.resources.planted",
        "monitoring-apart",
        ("turnabout.training", "turnabout.monitoring"),
        (("resources.planted", "import turnabout.monitoring.models"),),
    ),
    "a room that is on no floor": Fault("helpers.planted", "", "floors", ("turnabout.helpers",)),
    "models call actions": Fault(
        "training.models",
        "import turnabout.training.actions",
        "stage",
        ("turnabout.training.models", "turnabout.training.actions"),
        (("training.actions", ""),),
    ),
    "actions know a screen": Fault(
        "training.actions",
        "from turnabout.training.web import planted",
        "stage",
        ("turnabout.training.actions", "turnabout.training.web"),
        (("training.web.planted", ""),),
    ),
    "actions import the jobs that call them": Fault(
        "training.actions",
        "import turnabout.training.tasks",
        "stage",
        ("turnabout.training.actions", "turnabout.training.tasks"),
        (("training.tasks", ""),),
    ),
    "one engine knows another": Fault(
        "engine.matching.planted",
        "import turnabout.engine.disclosure.planted",
        "engines",
        ("turnabout.engine.matching", "turnabout.engine.disclosure"),
        (("engine.disclosure.planted", ""),),
    ),
    "the engine imports Django": Fault(
        "engine.planted",
        "from django.utils import timezone",
        "engine-is-pure",
        ("turnabout.engine.planted", "django"),
    ),
    "the engine reads a clock": Fault(
        "engine.planted", "import time", "engine-is-pure", ("turnabout.engine.planted", "time")
    ),
    "the engine opens a database": Fault(
        "engine.planted", "import sqlite3", "engine-is-pure", ("turnabout.engine.planted", "sqlite3")
    ),
    "the engine opens a connection": Fault(
        "engine.planted", "import socket", "engine-is-pure", ("turnabout.engine.planted", "socket")
    ),
    "the engine reads a file": Fault(
        "engine.planted",
        "from pathlib import Path",
        "engine-is-pure",
        ("turnabout.engine.planted", "pathlib"),
    ),
    "spreadsheets load Django": Fault(
        "sheets.planted", "import django", "no-django-needed", ("turnabout.sheets.planted", "django")
    ),
    "a command that needs no database loads Django": Fault(
        "cli.match", "from django.conf import settings", "no-django-needed", ("turnabout.cli.match", "django")
    ),
    "the front door loads Django": Fault("cli.dispatch", "import django", "front-door", ("turnabout.cli", "django")),
    "two rooms of the foundation lean on each other": Fault(
        "foundation.planted",
        "import turnabout.foundation.planted_too",
        "foundation",
        ("planted", "planted_too"),
        (("foundation.planted_too", "import turnabout.foundation.planted"),),
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's Python files and the contracts, apart from the working tree."""
    folder = tmp_path_factory.mktemp("contracts")
    for source in PACKAGE.rglob("*.py"):
        target = folder / "src" / "turnabout" / source.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(REPOSITORY / "pyproject.toml", folder / "pyproject.toml")
    return folder


@pytest.fixture
def write(copy: Path) -> Iterator[Callable[[str, str], None]]:
    """Write a line into a module of the copy, making it where absent; afterwards all is as before."""
    before: dict[Path, str | None] = {}

    def put(module: str, line: str) -> None:
        path = copy / "src" / "turnabout" / Path(*module.split(".")).with_suffix(".py")
        if path.with_suffix("").is_dir():  # a module that grew into a folder
            path = path.with_suffix("") / "__init__.py"
        for package in reversed(path.relative_to(copy / "src").parents[:-1]):
            package_file = copy / "src" / package / "__init__.py"
            if not package_file.exists():
                before.setdefault(package_file, None)
                package_file.parent.mkdir(parents=True, exist_ok=True)
                package_file.write_text("")
        old = path.read_text() if path.exists() else None
        before.setdefault(path, old)
        path.write_text(f"{old or ''}\n{line}\n")

    yield put
    for path, old in before.items():
        if old is None:
            path.unlink()
        else:
            path.write_text(old)
    for folder in sorted({path.parent for path in before}, key=lambda each: -len(each.parts)):
        if not any(folder.iterdir()):
            folder.rmdir()


def lint(folder: Path, *contracts: str) -> tuple[int, str]:
    """The exit status of import-linter on `folder`, and what it said in one line of single spaces."""
    only = [word for contract in contracts for word in ("--contract", contract)]
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", *only]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_the_house_as_it_stands_keeps_every_contract(copy: Path) -> None:
    status, said = lint(copy)
    assert status == 0, said
    assert "0 broken" in said


@pytest.mark.parametrize("fault", FAULTS.values(), ids=[name.replace(" ", "_") for name in FAULTS])
def test_a_planted_import_is_refused_and_named(fault: Fault, copy: Path, write: Callable[[str, str], None]) -> None:
    for module, line in fault.also:
        write(module, line)
    write(fault.module, fault.line)

    status, said = lint(copy, fault.contract)

    assert status == 1, said
    assert "BROKEN" in said
    for name in fault.named:
        assert name in said


def test_the_copy_is_what_is_judged_and_not_the_installed_package(
    copy: Path, write: Callable[[str, str], None]
) -> None:
    """Were the working tree judged instead, no planted fault could be seen."""
    write("cohorts.planted", "import turnabout.reporting.nowhere")
    write("reporting.nowhere", "")
    assert "turnabout.reporting.nowhere" in lint(copy, "floors")[1]
    assert "turnabout.reporting.nowhere" not in lint(REPOSITORY, "floors")[1]


def test_every_contract_has_been_seen_to_break() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]
    declared = {contract["id"] for contract in settings["contracts"]}
    assert declared == {fault.contract for fault in FAULTS.values()}
