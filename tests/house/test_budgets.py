"""House test 12: nothing grows beyond what a reader takes in at once."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.source import PACKAGE

LINES = {"module": 300, "function": 50, "class": 200, "template": 120}
EXCUSED = {
    "partnerships/agreement.py clauses": "the agreement's own text, one clause after another",
}
"""What may be longer, by the name that the test prints, and why."""


def too_long(paths: Iterable[Path]) -> list[str]:
    """What is over its budget, each with its length and what may be done."""
    found = []
    for path in paths:
        where = path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else path.name
        text = path.read_text(encoding="utf-8")
        kind = "module" if path.suffix == ".py" else "template"
        found += _over(kind, where, len(text.splitlines()), "make it a folder of the same name, split by subject")
        for node in ast.walk(ast.parse(text)) if kind == "module" else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                what = "class" if isinstance(node, ast.ClassDef) else "function"
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found += _over(what, f"{where} {node.name}", length, "name a part of it")
    return found


def _over(kind: str, name: str, length: int, remedy: str) -> list[str]:
    if length <= LINES[kind] or name in EXCUSED:
        return []
    return [f"{name}: {length} lines, a {kind} may have {LINES[kind]}; {remedy}"]


def ours() -> list[Path]:
    """Every module and template of the product, migrations left out."""
    found = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.jinja")]
    return sorted(path for path in found if "migrations" not in path.parts)


def test_nothing_is_longer_than_its_budget() -> None:
    assert len(ours()) > 300
    assert not (found := too_long(ours())), "\n".join(found)


def test_every_excuse_is_still_needed() -> None:
    for name in EXCUSED:
        place, _space, function = name.partition(" ")
        nodes = ast.walk(ast.parse((PACKAGE / place).read_text(encoding="utf-8")))
        (node,) = (one for one in nodes if isinstance(one, ast.FunctionDef) and one.name == function)
        assert (node.end_lineno or 0) - node.lineno + 1 > LINES["function"], f"{name} needs no excuse any more"


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        ("long.py", "x = 1\n" * 301, "module"),
        ("long.jinja", "<p></p>\n" * 121, "template"),
        ("deed.py", "def deed():\n" + "    x = 1\n" * 50, "function"),
        ("thing.py", "class Thing:\n" + "    x = 1\n" * 200, "class"),
    ],
)
def test_a_planted_giant_is_caught(file: str, text: str, kind: str, tmp_path: Path) -> None:
    planted = tmp_path / file
    planted.write_text(text)
    (found,) = too_long([planted])
    assert f"a {kind} may have" in found
    planted.write_text(text.rstrip("\n").rpartition("\n")[0])
    assert not too_long([planted])
