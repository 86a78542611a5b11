"""The licence is the one we say it is, and nothing that runs with us forbids it (decision 1)."""

from __future__ import annotations

import json
import re
import tomllib
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker

REPOSITORY = Path(__file__).resolve().parents[2]
FINE = re.compile(r"\b(MIT|BSD|0BSD|Apache|MPL|Mozilla Public|PSF|BSL-1\.0|Zlib|CC0|ISC)\b")
BARRED = re.compile(r"\b(A?GPL|SSPL|BUSL|Affero|GNU General Public)", re.IGNORECASE)


CHOSEN = {"pyphen": "offered under the GPL, the LGPL or the MPL 1.1, whichever its user chooses; we choose the last"}


def objections(about: Message) -> list[str]:
    """Why a package with this metadata may not run with us; empty when it may."""
    said = [about.get("License-Expression") or "", (about.get("License") or "").partition("\n\n")[0]]
    said += [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    words = " ".join(said)
    if BARRED.search(words) and not (about["Name"] in CHOSEN and FINE.search(words)):
        return [f"{about['Name']} names a barred licence: {words}"]
    return [] if FINE.search(words) else [f"{about['Name']} names no licence on the list: {words or 'none at all'}"]


def shipped() -> list[str]:
    """The packages that run with the application on this machine."""
    lines = (REPOSITORY / "requirements" / "app.lock").read_text().splitlines()
    pins = (re.match(r"([A-Za-z0-9._-]+)==\S+(?: ; (.*?))?(?: \\)?$", line) for line in lines)
    found = [pin[1] for pin in pins if pin and (pin[2] is None or Marker(pin[2]).evaluate())]
    return sorted(set(found))


def test_the_licence_named_is_the_licence_given() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert project["license"] == "Apache-2.0"
    text = (REPOSITORY / "LICENSE").read_text()
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


def test_what_we_carry_of_the_nhs_design_system_keeps_its_notice() -> None:
    version = json.loads((REPOSITORY / "frontend" / "package.json").read_text())["dependencies"]["nhsuk-frontend"]
    notice = (REPOSITORY / "NOTICE").read_text()
    assert f"nhsuk-frontend {version}" in notice
    assert "The MIT License" in notice


@pytest.mark.parametrize("name", shipped())
def test_what_runs_with_us_may(name: str) -> None:
    assert objections(metadata.metadata(name)) == []


@pytest.mark.parametrize(
    "licence", ["AGPL-3.0-only", "GPL-3.0-or-later", "GNU Affero", "SSPL", "", "All rights reserved"]
)
def test_a_licence_that_does_not_fit_is_caught(licence: str) -> None:
    about = Message()
    about["Name"] = "planted"
    about["License-Expression"] = licence
    assert len(objections(about)) == 1
