"""House test 9: generated pages are what the code says, decisions are numbered without a gap, links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from tools.papers import decision
from tools.say import Failed

REPOSITORY = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PARTS = ("Decided:", "**Question.**", "**Decision.**", "**Lost.**", "**Kept by.**")
TURNABOUT = Path(sys.executable).with_name("turnabout")


def pages() -> list[Path]:
    """Every page written for people: at the top, and below docs."""
    return sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md"), REPOSITORY / "frontend/README.md"])


def astray(paths: Iterable[Path]) -> list[str]:
    """Relative links to files that are not there."""
    found = []
    for path in paths:
        for to in LINK.findall(path.read_text(encoding="utf-8")):
            place = to.partition("#")[0]
            if place and "://" not in to and not to.startswith("mailto:") and not (path.parent / place).exists():
                found.append(f"{path.name} links to {to}, which is not there")
    return found


def misnumbered(names: Iterable[str]) -> list[str]:
    """Decisions whose number is missing, taken twice, or not said again in the first line."""
    numbers = sorted(int(name[:4]) for name in names)
    return [f"number {want:04d} is missing" for want in range(1, len(numbers) + 1) if want not in numbers]


def test_links_between_pages_lead_somewhere() -> None:
    assert len(pages()) > 10
    assert not (found := astray(pages())), "\n".join(found)


def test_decisions_are_numbered_without_a_gap_and_say_what_every_decision_says() -> None:
    records = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
    assert not (found := misnumbered(path.name for path in records)), "\n".join(found)
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} "), f"{path.name} begins with its number and title"
        for part in PARTS:
            assert part in text, f"{path.name} does not say {part}"


def test_generated_pages_are_what_the_code_says() -> None:
    done = subprocess.run([TURNABOUT, "docs", "--check"], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_generated_page_that_was_edited_by_hand_is_caught(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "docs", tmp_path / "docs")
    with (tmp_path / "docs" / "reference" / "states.md").open("a") as page:
        page.write("A line by hand.\n")
    done = subprocess.run([TURNABOUT, "docs", "--check"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and "states.md" in done.stderr


def test_a_new_decision_takes_the_next_number_and_has_every_part(tmp_path: Path) -> None:
    (tmp_path / "0001-licence.md").write_text("# 0001 The licence")
    assert decision(tmp_path, "One look, for all", date(2026, 11, 25)) == 0
    text = (tmp_path / "0002-one-look-for-all.md").read_text()
    assert text.startswith("# 0002 One look, for all\n\nDecided: November 2026.")
    assert all(part in text for part in PARTS)
    with pytest.raises(Failed, match="has a title"):
        decision(tmp_path, "  ")


@pytest.mark.parametrize("link", ["[gone](gone.md)", "![gone](pictures/gone.png)", "[gone](gone.md#part)"])
def test_a_planted_link_to_nowhere_is_caught(link: str, tmp_path: Path) -> None:
    planted = tmp_path / "page.md"
    planted.write_text(f"See {link}, [here](page.md#top) and [there](https://example.org/).")
    assert len(astray([planted])) == 1


def test_a_planted_gap_between_decisions_is_caught() -> None:
    assert misnumbered(["0001-a.md", "0003-b.md"]) == ["number 0002 is missing"]
    assert misnumbered(["0001-a.md", "0001-b.md"]) == ["number 0002 is missing"]
