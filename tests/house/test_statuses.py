"""House test 2: every status table is sound, and equals the expectation that somebody wrote by hand."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

import pytest

from tests.house import grid
from turnabout.engine.workflow import BadTable, Move, Status, Table
from turnabout.foundation.moves.apply import TABLES, guard_of

Expectation = Mapping[tuple[str, str], Mapping[str, str]]
COLOURS = {"white", "grey", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow"}


def written_by_hand() -> dict[tuple[str, str], Mapping[str, str]]:
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for info in pkgutil.iter_modules(grid.__path__):
        found.update(importlib.import_module(f"{grid.__name__}.{info.name}").EXPECTED)
    return found


def differences(tables: Mapping[str, Table], expected: Expectation) -> list[str]:
    """Every cell of (status × move) in which the tables and the expectation differ."""
    found = []
    for name, table in tables.items():
        for status in table.statuses:
            allowed = expected.get((name, status.name))
            if allowed is None:
                found.append(f"({name!r}, {status.name!r}) has no row in tests/house/grid; write what may happen there")
                continue
            for move in table.moves:
                target = move.target if status.name in move.sources else None
                if allowed.get(move.name) != target:
                    found.append(f"{name} {status.name} {move.name}: expected {allowed.get(move.name)}, found {target}")
            known = {move.name for move in table.moves}
            found += [f"{name} {status.name}: no move {extra}" for extra in sorted(set(allowed) - known)]
    return found


def test_the_tables_equal_the_grid_written_by_hand() -> None:
    assert TABLES
    assert not (found := differences(TABLES, written_by_hand())), "\n".join(found)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_status_has_a_label_a_colour_and_an_owner_and_every_guard_exists(name: str) -> None:
    table = TABLES[name]
    for status in table.statuses:
        assert str(status.label), status
        assert status.colour in COLOURS, status
        assert status.owner, status
    for move in table.moves:
        assert callable(guard_of(table, move)), move
        assert move.guard.startswith("may_"), move
        assert move.who, move


def _move(name: str, source: str, target: str) -> Move:
    return Move(name, (source,), target, ("somebody",), "may_do", "history", "x.done")


def test_a_copy_paste_slip_in_one_cell_is_caught() -> None:
    statuses = (
        Status("a", "A", "grey", "x"),
        Status("b", "B", "grey", "x"),
        Status("c", "C", "grey", "x", end=True),
    )
    sound = Table("planted.thing", statuses, (_move("on", "a", "b"), _move("end", "b", "c")))
    slipped = Table("planted.thing", statuses, (_move("on", "a", "b"), _move("end", "b", "c"), _move("skip", "a", "c")))
    expected = {
        ("planted.thing", "a"): {"on": "b"},
        ("planted.thing", "b"): {"end": "c"},
        ("planted.thing", "c"): {},
    }
    assert differences({"planted.thing": sound}, expected) == []
    assert differences({"planted.thing": slipped}, expected) == ["planted.thing a skip: expected None, found c"]


@pytest.mark.parametrize(
    ("statuses", "moves", "says"),
    [
        (("a", "b"), (("on", "a", "nowhere"),), "unknown status"),
        (("a", "b"), (), "cannot be reached"),
        (("a", "b"), (("on", "a", "b"), ("back", "b", "a")), "no way to an end"),
        (("a", "a"), (("on", "a", "a"),), "stands twice"),
    ],
)
def test_a_planted_unsound_table_is_refused(statuses: tuple[str, ...], moves: tuple, says: str) -> None:
    made = tuple(Status(name, name, "grey", "x") for name in statuses)
    with pytest.raises(BadTable, match=says):
        Table("planted.thing", made, tuple(_move(*move) for move in moves))
