"""The trail: one line for each action, none on refusal, and no line can be changed without being seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from turnabout.foundation.accounts.actors import CLOCK, OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit import triggers
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.foundation.audit.trail import OutsideAction, action, note

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
LENGTH = 5
pytestmark = pytest.mark.django_db


@action("test.person_made")
def make_person(*, name: str, by: Any, now: datetime) -> Person:
    note(code="made")
    return Person.objects.make(name=name)


@action("test.two_made")
def make_two(*, by: Any, now: datetime) -> Person:
    make_person(name="Inner", by=by, now=now)
    return Person.objects.make(name="Outer")


@action("test.refused")
def make_then_refuse(*, by: Any, now: datetime) -> None:
    Person.objects.make(name="Nobody")
    raise Refused("Not today")


@pytest.fixture
def chain() -> list[int]:
    """A short sound trail; the numbers of its lines."""
    for place in range(LENGTH):
        make_person(name=f"Person {place}", by=CLOCK, now=NOW)
    assert list(AuditEvent.broken()) == []
    return list(AuditEvent.objects.order_by("number").values_list("number", flat=True))


def tamper(*statements: tuple[str, tuple[Any, ...]]) -> None:
    """What somebody with the database file can do: take the triggers off and write what they like."""
    triggers.remove(connection, "audit_auditevent")
    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
    triggers.install(connection, "audit_auditevent")


def test_an_action_leaves_exactly_one_line_about_what_it_returned() -> None:
    person = make_person(name="Amara", by=OPERATOR, now=NOW)
    line = AuditEvent.objects.get()
    assert (line.event, line.thing, line.thing_id) == ("test.person_made", "accounts.person", str(person.pk))
    assert (line.at, line.by_id, line.by_label) == (NOW, None, "the operator, on the command line")
    assert line.details == {"code": "made"}


def test_the_line_names_a_person_by_id_and_never_by_name_or_address() -> None:
    by = Person.objects.make(name="Amara Example", email="amara@example.org")
    make_person(name="Ben", by=by, now=NOW)
    line = AuditEvent.objects.get()
    assert line.by_id == by.id
    assert "amara" not in (line.by_label + str(line.details)).lower()


def test_an_action_within_an_action_leaves_its_own_line() -> None:
    make_two(by=CLOCK, now=NOW)
    assert list(AuditEvent.objects.values_list("event", flat=True)) == ["test.person_made", "test.two_made"]


def test_a_refusal_leaves_no_line_and_no_write() -> None:
    with pytest.raises(Refused):
        make_then_refuse(by=CLOCK, now=NOW)
    assert not AuditEvent.objects.exists()
    assert not Person.objects.exists()


def test_a_deed_whose_line_cannot_be_written_is_undone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent RENAME TO gone")
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            make_person(name="Amara", by=CLOCK, now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO audit_auditevent")
    assert not Person.objects.exists()


def test_an_action_must_take_by_and_now_as_keywords() -> None:
    with pytest.raises(TypeError, match="keyword-only"):

        @action("test.wrong")
        def wrong(thing: Any, *, by: Any, now: datetime) -> None: ...


def test_a_note_outside_an_action_is_refused() -> None:
    with pytest.raises(OutsideAction):
        note(code="x")


def test_words_that_a_person_wrote_do_not_fit_in_a_note() -> None:
    @action("test.talkative")
    def talk(*, by: Any, now: datetime) -> None:
        note(story="x" * 201)

    with pytest.raises(ValueError, match="labels and ids only"):
        talk(by=CLOCK, now=NOW)


def test_a_line_cannot_be_saved_again_or_deleted_by_the_model() -> None:
    make_person(name="Amara", by=CLOCK, now=NOW)
    line = AuditEvent.objects.get()
    with pytest.raises(Evidence):
        line.save()
    with pytest.raises(Evidence):
        line.delete()
    with pytest.raises(Evidence):
        AuditEvent(at=NOW, event="forged", by_label="x").save()


@pytest.mark.parametrize("table", ["audit_auditevent", "consent_consentevent", "moves_statuschange"])
def test_evidence_carries_its_triggers_after_every_migration(table: str) -> None:
    assert table in triggers.KEPT
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            expected = 2
        else:
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = %s", [f"keep_{table}"])
            expected = 1
        assert cursor.fetchone()[0] == expected


@pytest.mark.parametrize("write", ["update", "delete"])
def test_the_database_itself_refuses_to_change_or_delete_a_line(chain: list[int], write: str) -> None:
    lines = AuditEvent.objects.filter(number=chain[2])
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        lines.update(event="something.else") if write == "update" else lines.delete()
    assert list(AuditEvent.broken()) == []
    assert AuditEvent.objects.count() == LENGTH


@pytest.mark.parametrize("place", range(LENGTH))
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "something.else"),
        ("by_label", "somebody else"),
        ("thing_id", "another"),
        ("details", '{"code": "other"}'),
        ("at", "2024-02-07 10:00:00"),
    ],
)
def test_a_changed_line_is_found(chain: list[int], place: int, column: str, value: str) -> None:
    tamper((f"UPDATE audit_auditevent SET {column} = %s WHERE number = %s", (value, chain[place])))
    assert chain[place] in list(AuditEvent.broken())


@pytest.mark.parametrize("place", range(LENGTH - 1))
def test_a_deleted_line_is_found(chain: list[int], place: int) -> None:
    tamper(("DELETE FROM audit_auditevent WHERE number = %s", (chain[place],)))
    assert list(AuditEvent.broken()) == [chain[place + 1]]


@pytest.mark.parametrize("place", range(LENGTH - 1))
def test_two_swapped_lines_are_found(chain: list[int], place: int) -> None:
    one, two = chain[place], chain[place + 1]
    move = "UPDATE audit_auditevent SET number = %s WHERE number = %s"
    tamper((move, (-1, one)), (move, (one, two)), (move, (two, -1)))
    assert set(AuditEvent.broken()) >= {one, two}


@pytest.mark.parametrize("place", range(LENGTH))
def test_an_inserted_line_is_found(chain: list[int], place: int) -> None:
    shift = [("UPDATE audit_auditevent SET number = %s WHERE number = %s", (n + 1, n)) for n in reversed(chain[place:])]
    columns = "at, event, by_id, by_label, thing, thing_id, details, previous, chained"
    copy = (
        f"INSERT INTO audit_auditevent (number, {columns})"
        f" SELECT %s, {columns} FROM audit_auditevent WHERE number = %s",
        (chain[place], chain[place] + 1),
    )
    tamper(*shift, copy)
    assert list(AuditEvent.broken()) != []


def test_a_line_forged_without_the_key_is_found(chain: list[int], settings: Any) -> None:
    right = settings.AUDIT_KEY
    settings.AUDIT_KEY = b"x" * 32
    make_person(name="Forged", by=CLOCK, now=NOW)
    settings.AUDIT_KEY = right
    assert len(list(AuditEvent.broken())) == 1
