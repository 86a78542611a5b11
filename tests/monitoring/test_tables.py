"""The one way out of equality monitoring: a list of people goes in, a protected table comes out, and nothing else."""

from __future__ import annotations

import ast
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import World, at
from tests.house.source import called, files, tree
from turnabout.cohorts import actions as cohorts
from turnabout.engine.disclosure.tables import TOTAL, ProtectedTable
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.monitoring import actions
from turnabout.monitoring.codes import GENDER, ITEMS
from turnabout.monitoring.models import PrintedTable, Row

AFTER = DURING + timedelta(hours=6)
PEOPLE = 48


@pytest.fixture(scope="module")
def closed(django_db_setup, django_db_blocker):
    """A cohort that has closed, and its 48 applicants in a fixed order, made once for the whole module.

    12 men, 27 women, 3 who are non-binary, and 6 who answer nothing.
    """
    given = ["male"] * 12 + ["female"] * 27 + ["non_binary"] * 3
    with django_db_blocker.unblock(), transaction.atomic():
        world = World.make(at(2023, 9, 1, 9))
        cohort = world.open_cohort()
        ids = []
        for number in range(PEOPLE):
            sent = walk.sent(cohort, name=f"Person {number:02}")
            ids.append(sent.person_id)
            if number < len(given):
                answers = {"gender_identity": given[number], "disability": "yes" if number % 3 == 0 else "no"}
                actions.record(cohort=cohort, person=sent.person, answers=answers, by=sent.person, now=DURING)
        cohorts.close_applications(cohort=cohort, by=world.coordinator, now=DURING + timedelta(hours=1))
        yield world, cohort, ids
        transaction.set_rollback(True)


@pytest.fixture
def world(closed, db):
    return closed[0]


@pytest.fixture
def cohort(closed, db):
    return closed[1]


@pytest.fixture
def people(closed, db):
    return closed[2]


@pytest.fixture
def count(world, cohort):
    def ask(people, *items, **given):
        whole = {"purpose": "the equality report", "by": world.coordinator, "now": AFTER}
        return actions.tables(cohort=cohort, people=people, items=items or ("gender_identity",), **(whole | given))

    return ask


def text(table: ProtectedTable) -> dict[str, str]:
    return {cell.labels[0]: cell.text for cell in table.cells}


def test_a_list_of_people_becomes_a_protected_table_of_all_of_them(people, count):
    table = count(people)
    assert table.dimensions == ("gender_identity",)
    assert table.categories == (GENDER.counted,)
    shown = text(table)
    assert (shown["2"], shown["1"], shown["3"], shown["X"], shown["Z"]) == ("25", "10", "*", "*", "*")
    assert shown[TOTAL] == "50"
    assert all(each.high - each.low >= 4 for each in table.proof.ranges)


def test_two_questions_may_be_crossed_and_then_neither_is_printed_in_another_table(people, count):
    table = count(people, "gender_identity", "disability")
    assert table.dimensions == ("disability", "gender_identity")
    assert count(people, "disability", "gender_identity") == table
    for again in ("disability", "gender_identity"):
        with pytest.raises(Refused, match="already in another table"):
            count(people, again)
    count(people, "religion")
    assert PrintedTable.objects.count() == 2


def test_the_same_people_get_the_same_table_whatever_has_changed_since(people, count, cohort):
    first = count(people)
    leaver = Row.objects.get(cohort=cohort, person=people[0]).person
    actions.take_back(cohort=cohort, person=leaver, by=leaver, now=AFTER)
    again = count(reversed(people), now=AFTER + timedelta(days=1))
    assert again == first
    assert json.dumps(again.to_record()) == json.dumps(first.to_record())
    assert again.digest == first.digest == PrintedTable.objects.get().digest


def test_a_list_that_differs_by_fewer_than_ten_people_is_refused(people, count):
    count(people)
    for almost in (people[1:], people[9:]):
        with pytest.raises(Refused, match="almost the same people"):
            count(almost)
    assert PrintedTable.objects.count() == 1
    count(people[1:], "religion")


def test_a_list_that_gives_others_away_beside_an_earlier_one_is_refused(people, count):
    """All 48, then 36 with all the men among them: “10” less “10” says that hardly any of the others is."""
    count(people)
    with pytest.raises(Refused, match="could show what a few people answered"):
        count([*people[:32], *people[39:43]])
    assert PrintedTable.objects.count() == 1


def test_who_did_not_apply_cannot_be_counted_in(people, count):
    with pytest.raises(ValueError, match="1 of the people to count did not apply"):
        count([*people[:20], uuid4()])


def test_only_questions_that_are_asked_are_counted_and_two_at_most(people, count):
    for items, says in ((("shoe_size",), "no questions"), (("disability", "religion", "age_band"), "or 2 of them")):
        with pytest.raises(ValueError, match=says):
            count(people, *items)


def test_a_coordinator_counts_and_nobody_else(people, count, world):
    for other in (world.outsider, world.administrator):
        with pytest.raises(Refused) as refusal:
            count(people, by=other)
        assert refusal.value.decision.hidden
    board = cohorts.give_role(
        person=walk.person("Bea Reader"), kind="board_reader", organisation=world.host, by=OPERATOR, now=AFTER
    )
    with pytest.raises(Refused):
        count(people, by=board.person)
    assert not PrintedTable.objects.exists()


def test_the_audit_trail_says_what_was_counted_and_for_what(people, count):
    table = count(people)
    line = AuditEvent.objects.get(event="monitoring.counted")
    assert line.details["items"] == ["gender_identity"]
    assert line.details["table"] == table.digest
    assert line.details["read"] == ["monitoring.row.answers x42 for the equality report"]
    count(people)
    assert AuditEvent.objects.filter(event="monitoring.counted").count() == 2


def test_what_is_kept_names_nobody_and_holds_no_true_count(people, count):
    count(people)
    kept = PrintedTable.objects.get()
    stored = json.dumps([kept.record, kept.items, kept.digest])
    assert not any(str(person) in stored or str(person).encode() in bytes(kept.behind) for person in people)
    numbers = {cell["number"] for cell in kept.record["cells"]} - {None}
    assert all(number % 5 == 0 for number in numbers)
    with pytest.raises(Evidence):
        kept.save()
    with pytest.raises(Evidence):
        kept.delete()


def test_rows_are_opened_in_one_place_alone():
    opened = [
        path.name
        for path in files("monitoring")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node) in ("unlock", "unlock_many") and "answers" in ast.unparse(node)
    ]
    assert opened == ["actions.py"]
    assert {item.name for item in ITEMS} >= {"ethnicity", "gender_identity"}
