"""House test 13, the rehearsal's half: it writes through actions only, and reports no number it did not query."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.source import called, files, place, tree

WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "update_or_create",
    "get_or_create",
}
MAY_IMPORT = re.compile(
    r"turnabout\.(rehearsal|foundation|engine\.statistics|sheets|config|cli)(\..+)?|turnabout\.[a-z]+(\.(actions|queries)(\..+)?)?"
)
BEHIND_THE_DOOR = (".models", ".tasks", ".permissions")


def trespasses(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("turnabout."):
                named = {f"{node.module}.{alias.name}" for alias in node.names}
                if not all(MAY_IMPORT.fullmatch(name) or MAY_IMPORT.fullmatch(node.module or "") for name in named):
                    found.append(f"{place(path, node)} imports {node.module}; only actions and queries of a stage")
                behind = any(name.endswith(BEHIND_THE_DOOR) for name in named | {node.module or ""})
                if behind and not (node.module or "").startswith("turnabout.foundation"):
                    found.append(f"{place(path, node)} imports a room behind a stage's front door")
            if isinstance(node, ast.Call) and called(node) in WRITES and _is_orm(node.func):
                found.append(f"{place(path, node)} writes with .{called(node)}(); call an action instead")
    return found


def _is_orm(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    text = ast.unparse(function.value)
    return "objects" in text or function.attr == "save" or (function.attr == "delete" and "[" not in text)


def invented_numbers(path: Path) -> list[str]:
    """Number literals in the summary other than 0, 1 and the digits a share is rounded to."""
    return [
        f"{place(path, node)} writes the number {node.value} itself"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1, 4, 0.0)
    ]


def plays(path: Path) -> bool:
    """Whether it is a part of what plays a cohort; the pages on which one of one's own is looked at are a stage's."""
    return "dress" not in path.parts


def test_the_rehearsal_writes_through_actions_only() -> None:
    paths = [path for path in files("rehearsal") if plays(path)]
    assert len(paths) > 5
    assert not (found := trespasses(paths)), "\n".join(found)


def test_the_pages_about_a_rehearsal_write_in_their_actions_only() -> None:
    paths = [path for path in files("rehearsal") if not plays(path) and path.name != "actions.py"]
    assert len(paths) > 5
    assert not (found := [fault for fault in trespasses(paths) if "writes with" in fault]), "\n".join(found)


def test_the_summary_reports_no_number_of_its_own() -> None:
    summary = next(path for path in files("rehearsal") if path.name == "summary.py")
    assert not (found := invented_numbers(summary)), "\n".join(found)


@pytest.mark.parametrize(
    "crime",
    [
        "Application.objects.create(role='mentor')",
        "application.save()",
        "Booking.objects.filter(pk=1).update(place='x')",
        "from turnabout.applications.models import Application",
        "from turnabout.selection.permissions import may_release",
    ],
)
def test_a_planted_model_write_is_caught(crime: str, tmp_path: Path) -> None:
    planted = tmp_path / "drive.py"
    planted.write_text(crime)
    assert trespasses([planted])


def test_a_planted_invented_number_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "summary.py"
    planted.write_text("summary = {'pairs': 41}")
    assert invented_numbers(planted)
