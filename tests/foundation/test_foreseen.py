"""What would be sent, read from a deed that is undone: all of it, and nothing of it remains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.audit.trail import action
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail import actions
from turnabout.foundation.mail.foreseen import grouped, listening, seal, undone
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS, message

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
SECRET = "https://mentoring.example.org/confirm/" + "A" * 43 + "/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    for kind, more in (("test.moved", {}), ("test.quiet", {"unnamed": True})):
        message(
            kind,
            label="The day has changed",
            whom="Whoever comes",
            subject="The day has changed",
            body="Dear {name},\n\nIt is now Friday. <https://mentoring.example.org/mine/{thing}/> {link}",
            audience=lambda thing: [thing],
            variables=lambda thing, to: {"thing": thing.pk, "link": ""},
            scope=lambda thing: None,
            secret_link=True,
            **more,
        )
    yield
    del KINDS["test.moved"], KINDS["test.quiet"]


@pytest.fixture
def people() -> list[Person]:
    return [Person.objects.make(name=name, email=f"{name.lower()}@example.org") for name in ("Amara", "Helen", "Idris")]


@action("test.told")
def tell(*, people: list[Person], kind: str = "test.moved", link: str = "", by: Any, now: datetime) -> Person:
    for person in people:
        actions.send(kind, thing=person, by=by, now=now, link=link)
    queue.schedule("mail.deliver", key="test", at=now, message="")
    Person.objects.filter(pk=people[0].pk).update(name="Renamed")
    return people[0]


def remains() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Message, AuditEvent, Due, DBTaskResult))


def test_every_message_is_read_and_nothing_of_the_deed_remains(people: list[Person]) -> None:
    before = remains()
    with undone() as messages:
        tell(people=people, by=OPERATOR, now=NOW)
        assert Message.objects.count() == before[0] + 3
    assert [one.name for one in messages] == ["Amara", "Helen", "Idris"]
    assert remains() == before
    assert not Person.objects.filter(name="Renamed").exists()


@pytest.mark.django_db(transaction=True)
def test_it_leaves_nothing_either_where_no_transaction_was_open(people: list[Person]) -> None:
    before = remains()
    with undone() as messages:
        tell(people=people, by=OPERATOR, now=NOW)
    assert (len(messages), remains()) == (3, before)


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_commit_is_forgotten_with_it(people: list[Person]) -> None:
    happened: list[str] = []
    with transaction.atomic():
        with undone():
            transaction.on_commit(lambda: happened.append("sent"))
        tell(people=people, by=OPERATOR, now=NOW)
    assert happened == []
    assert Message.objects.count() == 3


def test_the_deed_can_be_done_afterwards_in_the_same_transaction(people: list[Person]) -> None:
    with undone() as foreseen:
        tell(people=people, by=OPERATOR, now=NOW)
    with listening() as done:
        tell(people=people, by=OPERATOR, now=NOW)
    assert seal(done) == seal(foreseen)
    assert Message.objects.count() == 3


def test_a_refusal_passes_through_and_leaves_nothing(people: list[Person]) -> None:
    before = remains()
    with pytest.raises(Refused), undone():
        tell(people=people, by=OPERATOR, now=NOW)
        raise Refused("no")
    assert remains() == before


def test_nobody_listens_to_what_is_undone_inside_a_deed_that_is_listened_to(people: list[Person]) -> None:
    with listening() as outer, undone() as inner:
        tell(people=people, by=OPERATOR, now=NOW)
    assert (len(outer), len(inner)) == (0, 3)


def test_equal_words_are_said_once_with_everybody_who_reads_them(people: list[Person]) -> None:
    with undone() as messages:
        tell(people=people, by=OPERATOR, now=NOW)
    (group,) = grouped(messages)
    assert (group.subject, group.many, group.unnamed) == ("The day has changed", 3, False)
    (variant,) = group.variants
    assert (variant.names, variant.many) == (("Amara", "Helen", "Idris"), 3)
    assert variant.body.startswith("Dear …,")


def test_a_kind_that_names_nobody_shows_no_name_no_page_of_theirs_and_no_address(people: list[Person]) -> None:
    with undone() as messages:
        tell(people=people[:1], kind="test.quiet", by=OPERATOR, now=NOW)
    (group,) = grouped(messages)
    assert (group.unnamed, group.many, group.variants[0].names) == (True, 1, ())
    for trace in ("Amara", str(people[0].pk)):
        assert trace not in repr((messages[0].name, messages[0].subject, messages[0].body, group))


def test_a_one_time_link_is_shown_to_nobody_but_its_reader(people: list[Person]) -> None:
    with undone() as messages:
        tell(people=people[:1], link=SECRET, by=OPERATOR, now=NOW)
    assert "A" * 43 not in messages[0].body


def test_the_seal_changes_with_people_and_with_words_and_not_with_the_secret_of_a_link(people: list[Person]) -> None:
    def sealed(some: list[Person], link: str = "") -> str:
        with undone() as messages:
            tell(people=some, link=link, by=OPERATOR, now=NOW)
        return seal(messages)

    assert sealed(people) != sealed(people[:2])
    assert sealed(people) != sealed(people, link="more words")
    assert sealed(people, link=SECRET) == sealed(people, link=SECRET.replace("A", "B"))
