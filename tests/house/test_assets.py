"""What the package carries for the browser reaches nowhere else, is whole, and is of the version we say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BUILT = REPOSITORY / "src" / "turnabout" / "foundation" / "design" / "static" / "turnabout"
PICTURES = sorted((BUILT / "images").glob("*.svg"))
ELSEWHERE = re.compile(r"(?:url\(|@import\s|src=|href=|import\s)[\"']?\s*(?:https?:)?//", re.IGNORECASE)


def contrast(colour: str, ground: str = "ffffff") -> float:
    """The contrast of two colours of six digits (WCAG 2.2, 1.4.3)."""

    def luminance(digits: str) -> float:
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["turnabout.css", "turnabout.js", "again.js", "autosave.js", "nhsuk-frontend.min.js"])
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    text = (BUILT / name).read_text()
    assert ELSEWHERE.search(text) is None
    assert "sourceMappingURL" not in text


def test_a_fetch_from_elsewhere_is_caught() -> None:
    assert ELSEWHERE.search("src:url(https://assets.example.org/font.woff2)")
    assert ELSEWHERE.search("@import '//example.org/other.css'")


def test_every_picture_that_the_stylesheet_names_is_there() -> None:
    named = set(re.findall(r"url\(\"?\./([^\")]+)", (BUILT / "turnabout.css").read_text()))
    assert named
    assert [name for name in named if not (BUILT / name).is_file()] == []


def test_the_page_has_a_font_although_frutiger_is_off() -> None:
    css = (BUILT / "turnabout.css").read_text()
    assert re.search(r"(?:^|})html\{[^}]*font-family:Arial", css)
    assert "frutiger" not in css.lower()


def test_macros_stylesheet_and_script_are_of_one_version() -> None:
    wanted = json.loads((REPOSITORY / "frontend" / "package.json").read_text())["dependencies"]["nhsuk-frontend"]
    assert f'"{wanted}"' in (BUILT / "nhsuk-frontend.min.js").read_text()
    assert f"step with nhsuk-frontend {wanted}" in (REPOSITORY / "pyproject.toml").read_text()


@pytest.mark.parametrize("name", ["teal", "teal-link", "ink"])
def test_the_theme_can_be_read_on_white_and_on_the_page(name: str) -> None:
    theme = (REPOSITORY / "frontend" / "scss" / "_theme.scss").read_text()
    found = re.search(rf"^\${name}: #([0-9a-f]{{6}});", theme, re.MULTILINE)
    assert found
    assert found[1] in (BUILT / "turnabout.css").read_text()
    assert min(contrast(found[1]), contrast(found[1], "f0f4f5")) >= 4.5


def test_a_colour_too_pale_to_read_would_be_caught() -> None:
    assert contrast("00a499") < 4.5


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_carries_no_style_and_no_script(picture: Path) -> None:
    """The content security policy would refuse either."""
    assert re.search(r"style=|<style|<script|on\w+=", picture.read_text()) is None
