"""Reading the product's own source as syntax trees, for the house tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import turnabout

PACKAGE = Path(turnabout.__file__).parent


def files(*under: str) -> Iterator[Path]:
    """Every Python file below the named rooms (all rooms when none is named), migrations left out."""
    for room in under or ("",):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    """Where a fault is: the file from the package down, and the line."""
    shown = path.relative_to(PACKAGE) if path.is_relative_to(PACKAGE) else path.name
    return f"{shown}:{getattr(node, 'lineno', 0)}"


def called(node: ast.Call) -> str:
    """The last name of what is called: `x.y.update(...)` is `update`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
