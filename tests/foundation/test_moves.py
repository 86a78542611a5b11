"""Only a legal move changes a status, once, and it leaves its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from turnabout.engine.workflow import BadTable, Move, Status, Table
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import YES, Decision, Refused, no
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.foundation.audit.trail import OutsideAction
from turnabout.foundation.mail import actions, permissions
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.fields import NotBySaving
from turnabout.foundation.moves.models import StatusChange

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def a_message(**given: Any) -> Message:
    return Message.objects.create(
        **{
            "kind": "test",
            "to_address": "amara@example.org",
            "subject": "Hello",
            "body": "Hello",
            "queued_at": NOW,
            **given,
        }
    )


def keep_by(rule: Callable[[Any, Any, datetime], Decision]) -> None:
    permissions._keepers[:] = [rule]


@pytest.fixture(autouse=True)
def _keepers() -> Iterator[None]:
    before = list(permissions._keepers)
    keep_by(lambda by, message, now: YES)
    yield
    permissions._keepers[:] = before


def test_a_move_changes_the_status_and_leaves_its_history() -> None:
    message = a_message()
    actions.hold(message=message, by=OPERATOR, now=NOW)
    actions.let_go(message=message, by=OPERATOR, now=NOW)
    message.refresh_from_db()
    assert message.status == "waiting"
    told = [(change.number, change.move, change.source, change.target) for change in moves.history(MESSAGE, message)]
    assert told == [(1, "hold", "waiting", "held"), (2, "let_go", "held", "waiting")]


def test_an_illegal_move_is_refused_and_writes_nothing() -> None:
    message = a_message()
    with pytest.raises(Refused) as refused:
        actions.let_go(message=message, by=OPERATOR, now=NOW)
    assert "Waiting to go" in str(refused.value.reason)
    message.refresh_from_db()
    assert message.status == "waiting"
    assert not StatusChange.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_guard_that_says_no_is_the_reason_of_the_refusal() -> None:
    keep_by(lambda by, message, now: no("Only on Tuesdays"))
    message = a_message()
    with pytest.raises(Refused) as refused:
        actions.hold(message=message, by=OPERATOR, now=NOW)
    assert refused.value.reason == "Only on Tuesdays"
    assert Message.objects.get().status == "waiting"
    assert not StatusChange.objects.exists()


def test_the_guard_sees_the_stored_status_and_not_a_stale_copy() -> None:
    message = a_message()
    stale = Message.objects.get(pk=message.pk)
    actions.hold(message=message, by=OPERATOR, now=NOW)
    assert stale.status == "waiting"
    with pytest.raises(Refused):
        actions.hold(message=stale, by=OPERATOR, now=NOW)
    assert len(moves.history(MESSAGE, message)) == 1


def test_whoever_loses_a_race_is_refused() -> None:
    message = a_message()

    def slower(by: Any, thing: Message, now: datetime) -> Decision:
        # Between the look and the write somebody else moves it.
        Message.objects.filter(pk=thing.pk).update(status="cancelled")
        return YES

    keep_by(slower)
    with pytest.raises(Refused):
        actions.hold(message=message, by=OPERATOR, now=NOW)
    assert not StatusChange.objects.exists()


def test_saving_never_changes_a_status() -> None:
    message = a_message()
    message.status = "sent"
    message.subject = "Changed"
    message.save()
    message.refresh_from_db()
    assert (message.status, message.subject) == ("waiting", "Changed")


def test_saving_an_old_copy_does_not_undo_a_move() -> None:
    message = a_message()
    old = Message.objects.get(pk=message.pk)
    actions.hold(message=message, by=OPERATOR, now=NOW)
    old.subject = "Late"
    old.save()
    assert Message.objects.get().status == "held"


def test_nothing_starts_in_the_middle_of_its_life() -> None:
    with pytest.raises(NotBySaving, match="starts as 'waiting', not 'sent'"):
        a_message(status="sent")
    with pytest.raises(NotBySaving):
        Message.objects.bulk_create([Message(kind="x", to_address="a@example.org", queued_at=NOW, status="held")])


def test_a_move_outside_an_action_is_refused() -> None:
    with pytest.raises(OutsideAction):
        moves.apply(MESSAGE, a_message(), "hold", by=OPERATOR, now=NOW)


def test_an_unknown_move_names_those_that_exist() -> None:
    with pytest.raises(KeyError, match="hold"):
        MESSAGE.move("explode")


def test_a_thing_that_was_deleted_meanwhile_is_refused() -> None:
    message = a_message()
    Message.objects.all().delete()
    with pytest.raises(Refused, match="no longer exists"):
        actions.hold(message=message, by=OPERATOR, now=NOW)


def test_listeners_are_called_in_the_same_transaction() -> None:
    heard: list[tuple[str, str]] = []

    def listener(thing: Any, change: StatusChange) -> None:
        heard.append((thing.status, change.move))
        raise Refused("The later room cannot bear it")

    moves.on(MESSAGE.name, "hold")(listener)
    try:
        message = a_message()
        with pytest.raises(Refused):
            actions.hold(message=message, by=OPERATOR, now=NOW)
    finally:
        moves._listeners[MESSAGE.name, "hold"].remove(listener)
    assert heard == [("held", "hold")]
    assert Message.objects.get().status == "waiting"


def test_history_cannot_be_changed_or_deleted() -> None:
    message = a_message()
    actions.hold(message=message, by=OPERATOR, now=NOW)
    change = StatusChange.objects.get()
    with pytest.raises(Evidence):
        change.save()
    with pytest.raises(Evidence):
        change.delete()
    for write in (lambda: StatusChange.objects.update(move="x"), lambda: StatusChange.objects.all().delete()):
        with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
            write()


def test_every_move_of_every_table_has_its_guard() -> None:
    assert MESSAGE.name in moves.TABLES
    for table in moves.TABLES.values():
        for move in table.moves:
            assert callable(moves.guard_of(table, move)), f"{table.name}: {move.guard}"


@pytest.mark.parametrize(
    ("statuses", "steps", "fault"),
    [
        (("a", "b!"), (("go", "a", "c"),), "unknown status c"),
        (("a", "b!"), (), "b cannot be reached"),
        (("a", "b", "c!"), (("go", "a", "b"), ("end", "a", "c")), "b has no way to an end"),
        (("a", "b!"), (("go", "a", "b"), ("go", "a", "b")), "move go stands twice"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    statuses: tuple[str, ...], steps: tuple[tuple[str, str, str], ...], fault: str
) -> None:
    with pytest.raises(BadTable, match=fault):
        Table(
            name="room.thing",
            statuses=tuple(Status(s.rstrip("!"), s, "grey", "nobody", end=s.endswith("!")) for s in statuses),
            moves=tuple(Move(name, (source,), target, ("x",), "may_x", "", "x") for name, source, target in steps),
        )


def test_a_status_column_says_its_table() -> None:
    field = Message._meta.get_field("status")
    assert isinstance(field, models.CharField)
    assert field.default == MESSAGE.start.name
