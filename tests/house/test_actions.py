"""House test 6: every action leaves exactly one audit line, none on refusal, and is undone when the line fails."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import called, files, place, tree
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.audit.trail import action

NOW = datetime(2024, 1, 2, 9, 30, tzinfo=UTC)
PARTS_OF_AN_ACTION = {
    "foundation/mail/actions/sending.py": {"send", "notify", "queue_message", "set_going"},
}
"""Functions of an `actions.py` that write only as a part of their caller's action."""


def undecorated(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        excused = next((names for end, names in PARTS_OF_AN_ACTION.items() if str(path).endswith(end)), set())
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.name in excused:
                continue
            decorators = {called(d) for d in node.decorator_list if isinstance(d, ast.Call)}
            if "action" not in decorators:
                found.append(f"{place(path, node)} {node.name} is no action; put @action(…) above it")
    return found


def test_every_function_of_an_actions_room_is_an_action() -> None:
    rooms = [path for path in files() if path.name == "actions.py" or "actions" in path.parent.parts[-1:]]
    assert len(rooms) > 5
    assert not (found := undecorated(rooms)), "\n".join(found)


def test_a_planted_write_without_an_audit_line_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "actions.py"
    planted.write_text("def accept(*, thing, by, now):\n    thing.save()\n")
    assert "accept is no action" in undecorated([planted])[0]


@action("planted.done", about="person")
def rename(*, person: Person, name: str, by: Any, now: datetime) -> Person:
    if not name:
        raise Refused("Enter a name.")
    person.name = name
    person.save()
    return person


@pytest.mark.django_db
def test_an_action_leaves_exactly_one_line() -> None:
    person = Person.objects.make(name="Before")
    rename(person=person, name="After", by=OPERATOR, now=NOW)
    line = AuditEvent.objects.get()
    assert (line.event, line.thing_id, line.at) == ("planted.done", str(person.pk), NOW)


@pytest.mark.django_db
def test_a_refused_action_leaves_none() -> None:
    person = Person.objects.make(name="Before")
    with pytest.raises(Refused):
        rename(person=person, name="", by=OPERATOR, now=NOW)
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_an_action_whose_line_cannot_be_written_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person.objects.make(name="Before")

    def full_disk(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(AuditEvent, "append", full_disk)
    with pytest.raises(OSError, match="no space"):
        rename(person=person, name="After", by=OPERATOR, now=NOW)
    person.refresh_from_db()
    assert person.name == "Before"


def test_an_action_that_could_hide_its_author_is_refused() -> None:
    with pytest.raises(TypeError, match="keyword-only"):

        @action("planted.hidden")
        def hidden(thing: Person) -> None: ...
