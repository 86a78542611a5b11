"""The locks hold what pyproject.toml asks for, pinned and hashed, and name no address and no folder."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[2]
LOCKS = sorted((REPOSITORY / "requirements").glob("*.lock"))
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
ADDRESS_OR_FOLDER = re.compile(r"https?:|file:|(?<![\w.])/\w+/|index-url|find-links")


def pins(text: str) -> dict[str, set[str]]:
    """The versions pinned under each name: one, or several where the machine decides between them."""
    found: dict[str, set[str]] = {}
    for match in PIN.finditer(text):
        found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


def unmet(requirements: list[str], pinned: dict[str, set[str]]) -> list[str]:
    """The requirements that have no pin, or one outside their range."""
    parsed = [Requirement(requirement) for requirement in requirements]
    return [
        str(each)
        for each in parsed
        if not (versions := pinned.get(canonicalize_name(each.name)))
        or not all(each.specifier.contains(version) for version in versions)
    ]


def test_there_are_three_locks() -> None:
    assert [lock.name for lock in LOCKS] == ["app.lock", "dev.lock", "installer.lock"]


def test_the_application_lock_meets_what_the_project_asks_for() -> None:
    pinned = pins((REPOSITORY / "requirements" / "app.lock").read_text())
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    assert unmet(asked, pinned) == []


def test_the_development_lock_meets_every_group_and_extra() -> None:
    pinned = pins((REPOSITORY / "requirements" / "dev.lock").read_text())
    extras = PROJECT["project"]["optional-dependencies"].values()
    groups = PROJECT["dependency-groups"].values()
    asked = [requirement for group in (*extras, *groups) for requirement in group]
    assert unmet(asked + PROJECT["project"]["dependencies"], pinned) == []


def test_development_runs_on_the_versions_that_are_shipped() -> None:
    app = pins((REPOSITORY / "requirements" / "app.lock").read_text())
    dev = pins((REPOSITORY / "requirements" / "dev.lock").read_text())
    assert {name: dev.get(name) for name in app} == app


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_pin_is_hashed_and_no_address_or_folder_is_named(lock: Path) -> None:
    text = lock.read_text()
    assert ADDRESS_OR_FOLDER.search(text) is None
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    "line",
    ["--index-url https://example.org/simple", "thing @ file:///home/me/thing", "    # via -r /home/me/x.in"],
)
def test_an_address_or_a_folder_in_a_lock_is_caught(line: str) -> None:
    assert ADDRESS_OR_FOLDER.search(f"asgiref==3.13.0\n{line}\n")


@pytest.mark.parametrize("asked", ["Django>=5.2,<5.3", "absent>=1"])
def test_a_missing_or_outdated_pin_is_caught(asked: str) -> None:
    assert unmet([asked], pins("django==6.0.1 \\\n    --hash=sha256:00\n")) == [str(Requirement(asked))]
