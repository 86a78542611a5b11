"""House test 7: every job started by name exists. (That each survives a second run: see the rehearsal's test.)"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.house.source import called, files, place, tree
from turnabout.foundation.jobs.registry import JOBS


def unknown_jobs(paths: Iterable[Path], known: Iterable[str]) -> list[str]:
    names = set(known)
    found = []
    for path in paths:
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and called(node) in {"enqueue", "schedule"} and node.args):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value not in names:
                found.append(
                    f"{place(path, node)} starts {first.value!r}; register it with @job in the room's tasks.py"
                )
    return found


def test_every_job_started_by_name_is_registered() -> None:
    assert JOBS
    assert not (found := unknown_jobs(files(), JOBS)), "\n".join(found)


def test_a_planted_unknown_job_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "actions.py"
    planted.write_text("queue.enqueue('nobody.knows', thing='1')\n")
    assert "nobody.knows" in unknown_jobs([planted], JOBS)[0]
