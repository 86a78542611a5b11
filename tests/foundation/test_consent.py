"""The ledger of consent: the last word counts, silence is no, and nothing in it changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.foundation.audit.trail import OutsideAction, action
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.ids import new_id

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@action("test.agreed", about="person")
def agree(*, person: Person, by: Any, now: datetime, scope: Any = None) -> None:
    ledger.give(person=person, purpose="lived-experience", wording="v1", by=by, now=now, scope=scope)


@action("test.took_back", about="person")
def take_back(*, person: Person, by: Any, now: datetime, scope: Any = None) -> None:
    ledger.withdraw(person=person, purpose="lived-experience", by=by, now=now, scope=scope)


@pytest.fixture
def amara() -> Person:
    return Person.objects.make(name="Amara")


def test_silence_is_no_and_the_last_word_counts(amara: Person) -> None:
    assert not ledger.stands(amara, "lived-experience")
    agree(person=amara, by=amara, now=NOW)
    assert ledger.stands(amara, "lived-experience")
    assert not ledger.stands(amara, "another purpose")
    take_back(person=amara, by=amara, now=NOW)
    assert not ledger.stands(amara, "lived-experience")
    agree(person=amara, by=amara, now=NOW)
    assert ledger.stands(amara, "lived-experience")


def test_the_ledger_says_given_changed_and_taken_back_with_the_words_of_each(amara: Person) -> None:
    agree(person=amara, by=amara, now=NOW)
    agree(person=amara, by=amara, now=NOW)
    assert ledger.stands(amara, "lived-experience")
    assert ledger.standing([amara], "lived-experience") == {amara.pk}
    take_back(person=amara, by=amara, now=NOW)
    agree(person=amara, by=amara, now=NOW)
    events = [(event.kind, event.wording) for event in ConsentEvent.objects.order_by("number")]
    assert events == [("given", "v1"), ("changed", "v1"), ("withdrawn", "v1"), ("given", "v1")]


def test_agreeing_in_one_cohort_is_not_agreeing_in_another(amara: Person) -> None:
    one, other = new_id(), new_id()
    agree(person=amara, by=amara, now=NOW, scope=one)
    assert ledger.stands(amara, "lived-experience", one)
    assert not ledger.stands(amara, "lived-experience", other)
    assert not ledger.stands(amara, "lived-experience")


def test_many_people_are_asked_about_in_one_query(amara: Person, django_assert_num_queries: Any) -> None:
    ben, cleo = Person.objects.make(name="Ben"), Person.objects.make(name="Cleo")
    agree(person=amara, by=amara, now=NOW)
    agree(person=ben, by=ben, now=NOW)
    take_back(person=ben, by=ben, now=NOW)
    with django_assert_num_queries(1):
        assert ledger.standing([amara, ben, cleo], "lived-experience") == {amara.id}


def test_the_ledger_keeps_the_words_that_were_agreed_to_and_who_wrote_it_down(amara: Person) -> None:
    agree(person=amara, by=OPERATOR, now=NOW)
    event = ConsentEvent.objects.get()
    assert (event.wording, event.at, event.by_id, event.number) == ("v1", NOW, None, 1)
    assert AuditEvent.objects.get().details == {"consent": ["lived-experience given"]}


def test_nobody_agrees_outside_an_action(amara: Person) -> None:
    with pytest.raises(OutsideAction):
        ledger.give(person=amara, purpose="x", wording="v1", by=amara, now=NOW)
    assert not ConsentEvent.objects.exists()


@pytest.mark.parametrize("scoped", [True, False])
def test_two_events_cannot_take_the_same_place(amara: Person, scoped: bool) -> None:
    scope = new_id() if scoped else None
    agree(person=amara, by=amara, now=NOW, scope=scope)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentEvent.objects.create(
            person=amara, purpose="lived-experience", scope=scope, kind="given", wording="v2", at=NOW, number=1
        )


def test_an_event_is_never_changed_or_deleted(amara: Person) -> None:
    agree(person=amara, by=amara, now=NOW)
    event = ConsentEvent.objects.get()
    with pytest.raises(Evidence):
        event.save()
    with pytest.raises(Evidence):
        event.delete()
    for write in (lambda: ConsentEvent.objects.update(kind="given"), lambda: ConsentEvent.objects.all().delete()):
        with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
            write()
