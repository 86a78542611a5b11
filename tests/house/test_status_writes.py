"""House test 3: nothing writes a status but `foundation.moves`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import called, files, place, tree

THE_QUEUES_OWN = "foundation/jobs/worker.py"
"""It gives the rows of the queue's own table back after a worker died; they are no status of ours."""
WRITERS = {"update", "create", "update_or_create", "bulk_create", "bulk_update", "get_or_create", "save"}


def status_writes(paths: Iterator[Path]) -> list[str]:
    found = []
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                    found.append(f"{place(path, node)} assigns .status; call moves.apply instead")
            elif isinstance(node, ast.Call) and called(node) in WRITERS:
                if any(keyword.arg == "status" for keyword in node.keywords):
                    found.append(f"{place(path, node)} writes status=; call moves.apply instead")
            elif isinstance(node, ast.Call) and called(node) == "setattr" and _names_status(node.args[1:2]):
                found.append(f"{place(path, node)} sets the status; call moves.apply instead")
    return found


def _names_status(given: list[ast.expr]) -> bool:
    return any(isinstance(one, ast.Constant) and one.value == "status" for one in given)


def test_nothing_writes_a_status_but_the_moves() -> None:
    ours = (path for path in files() if "moves" not in path.parts and not str(path).endswith(THE_QUEUES_OWN))
    assert not (found := status_writes(ours)), "\n".join(found)


@pytest.mark.parametrize(
    "crime",
    [
        "thing.status = 'accepted'",
        "Thing.objects.filter(pk=1).update(status='accepted')",
        "Thing.objects.create(name='x', status='accepted')",
        "setattr(thing, 'status', 'accepted')",
    ],
)
def test_a_planted_status_write_is_caught(crime: str, tmp_path: Path) -> None:
    planted = tmp_path / "actions.py"
    planted.write_text(crime)
    assert len(status_writes(iter([planted]))) == 1
