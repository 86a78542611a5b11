"""The reserve list has an order, and a place that becomes free goes to the next on it with one press."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.cohorts.world import World, at
from tests.selection.walk import DECIDING, TELLING, close, decide, second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design.next_steps import DECISIONS, steps
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import Participation, Verdict

LATER = at(2024, 2, 5, 10)
RESERVES = (("Idris Vale", None), ("Sol Marsh", 2), ("Wren Oakes", 1))


@pytest.fixture
def full(world: World, cohort: Cohort) -> Cohort:
    """Amara and Helen take part; three reverse mentors and one reverse mentee are on the reserve list, and know it."""
    decide(sent(cohort), world)
    decide(sent(cohort, "mentee", "Helen Marlowe"), world)
    for minute, (name, rank) in enumerate(RESERVES):
        decide(sent(cohort, "mentor", name, at(2023, 12, 4, 10, minute)), world, "reserve", rank=rank)
    decide(sent(cohort, "mentee", "Gareth Pryce"), world, "reserve")
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    cohort.refresh_from_db()
    return cohort


def amara() -> Participation:
    return Participation.objects.select_related("person", "cohort").get(person__name="Amara Okafor")


def leaves(participation: Participation) -> None:
    actions.withdraw(participation=participation, by=participation.person, now=LATER)


def names(world: World, cohort: Cohort, role: str = "mentor") -> list[str]:
    listed = queries.reserve_list(world.coordinator, cohort, LATER)
    return [one.application.person.name for one in listed if one.application.role == role]


def verdict_of(name: str) -> Verdict:
    return Verdict.objects.select_related("application").get(application__person__name=name)


def asked(world: World, cohort: Cohort, viewer: Any = None) -> list[str]:
    found = steps(DECISIONS, viewer or world.coordinator, cohort, LATER)
    return [str(one.text) for one in found if "place is free" in str(one.text)]


def test_the_order_is_by_rank_then_by_when_they_applied(world: World, full: Cohort) -> None:
    assert names(world, full) == ["Wren Oakes", "Sol Marsh", "Idris Vale"]
    same = {verdict_of(name).pk: 1 for name, _rank in RESERVES}
    assert actions.order_reserve(cohort=full, ranks=same, by=world.coordinator, now=LATER) == 2
    assert names(world, full) == ["Idris Vale", "Sol Marsh", "Wren Oakes"]


def test_a_free_place_is_on_the_coordinators_day_and_one_press_fills_it(world: World, full: Cohort) -> None:
    assert asked(world, full) == []
    leaves(amara())
    assert asked(world, full) == ["A place is free: offer it to Wren Oakes"]
    [(role, first)] = queries.free_places(world.coordinator, full, LATER)
    assert role == "mentor"
    before = AuditEvent.objects.count()
    made = actions.offer_next(cohort=full, role=role, seen=first.pk, by=world.coordinator, now=LATER)
    assert AuditEvent.objects.count() == before + 1
    assert (made.person.name, made.role, made.status) == ("Wren Oakes", "mentor", "taking_part")
    last = Message.objects.filter(to_person=made.person).order_by("queued_at").last()
    assert last is not None and last.kind == "selection.accepted"
    assert asked(world, full) == []
    assert names(world, full) == ["Sol Marsh", "Idris Vale"]
    assert queries.told_unscoped(full)["promoted"] == 1


def test_whoever_withdrew_meanwhile_is_passed_over(world: World, full: Cohort) -> None:
    leaves(amara())
    wren = verdict_of("Wren Oakes")
    applications.withdraw(application=wren.application, by=wren.application.person, now=LATER)
    assert asked(world, full) == ["A place is free: offer it to Sol Marsh"]
    with pytest.raises(Refused, match="Sol Marsh is next now"):
        actions.offer_next(cohort=full, role="mentor", seen=wren.pk, by=world.coordinator, now=LATER)
    sol = verdict_of("Sol Marsh")
    actions.offer_next(cohort=full, role="mentor", seen=sol.pk, by=world.coordinator, now=LATER)
    assert Participation.objects.filter(status="taking_part", role="mentor").get().person.name == "Sol Marsh"


def test_whoever_was_promoted_and_leaves_frees_the_place_again(world: World, full: Cohort) -> None:
    leaves(amara())
    wren = verdict_of("Wren Oakes")
    made = actions.offer_next(cohort=full, role="mentor", seen=wren.pk, by=world.coordinator, now=LATER)
    leaves(made)
    assert asked(world, full) == ["A place is free: offer it to Sol Marsh"]


def test_one_place_is_given_once_though_two_press(world: World, full: Cohort) -> None:
    leaves(amara())
    lena, wren, sol = second_coordinator(world), verdict_of("Wren Oakes"), verdict_of("Sol Marsh")
    actions.offer_next(cohort=full, role="mentor", seen=wren.pk, by=lena, now=LATER)
    for seen in (wren.pk, sol.pk):
        with pytest.raises(Refused, match="No place is free any more"):
            actions.offer_next(cohort=full, role="mentor", seen=seen, by=world.coordinator, now=LATER)
    assert Participation.objects.filter(role="mentor").count() == 2


def test_a_place_is_of_one_role_and_only_its_reserves_are_asked(world: World, full: Cohort) -> None:
    leaves(Participation.objects.select_related("person", "cohort").get(role="mentee"))
    assert asked(world, full) == ["A place is free: offer it to Gareth Pryce"]
    with pytest.raises(Refused, match="No place is free"):
        actions.offer_next(
            cohort=full, role="mentor", seen=verdict_of("Wren Oakes").pk, by=world.coordinator, now=LATER
        )


def test_a_place_can_be_left_free(world: World, full: Cohort) -> None:
    leaves(amara())
    assert actions.leave_free(cohort=full, role="mentor", by=world.coordinator, now=LATER) == 1
    assert asked(world, full) == []
    with pytest.raises(Refused, match="No place is free"):
        actions.leave_free(cohort=full, role="mentor", by=world.coordinator, now=LATER)
    actions.offer_place(verdict=verdict_of("Idris Vale"), by=world.coordinator, now=LATER)
    assert Participation.objects.filter(status="taking_part", role="mentor").count() == 1


def test_after_mentoring_began_no_place_is_offered_from_the_day(world: World, full: Cohort) -> None:
    for step in ("prepare", "start_matching", "launch"):
        full = getattr(cohorts, step)(cohort=full, by=world.coordinator, now=LATER)
    leaves(amara())
    assert asked(world, full) == []
    with pytest.raises(Refused, match="before mentoring begins"):
        actions.offer_next(
            cohort=full, role="mentor", seen=verdict_of("Wren Oakes").pk, by=world.coordinator, now=LATER
        )


def test_outsiders_order_offer_and_see_nothing(world: World, full: Cohort) -> None:
    leaves(amara())
    wren = verdict_of("Wren Oakes")
    for by in (world.outsider, wren.application.person):
        assert queries.reserve_list(by, full, LATER) == [] and queries.free_places(by, full, LATER) == []
        deeds = (
            lambda: actions.offer_next(cohort=full, role="mentor", seen=wren.pk, by=by, now=LATER),  # noqa: B023
            lambda: actions.order_reserve(cohort=full, ranks={wren.pk: 1}, by=by, now=LATER),  # noqa: B023
            lambda: actions.leave_free(cohort=full, role="mentor", by=by, now=LATER),  # noqa: B023
        )
        for deed in deeds:
            with pytest.raises(Refused) as refusal:
                deed()
            assert refusal.value.decision.hidden


def test_a_coordinator_neither_promotes_nor_orders_themself(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    lena = second_coordinator(world)
    own = sent(cohort, "mentor", "Joan Whitfield")
    decide(own, world, "reserve", by=lena)
    assert queries.reserve_list(world.coordinator, cohort, DECIDING) == []
    close(cohort, world)
    actions.release(cohort=cohort, by=lena, now=TELLING)
    cohort.refresh_from_db()
    leaves(amara())
    joans = verdict_of("Joan Whitfield")
    assert asked(world, cohort) == ["A place is free, and you are next: ask another co-ordinator to offer it"]
    with pytest.raises(Refused):
        actions.offer_next(cohort=cohort, role="mentor", seen=joans.pk, by=world.coordinator, now=LATER)
    with pytest.raises(Refused, match="Nobody is on the reserve list"):
        actions.order_reserve(cohort=cohort, ranks={joans.pk: 1}, by=world.coordinator, now=LATER)
    made = actions.offer_next(cohort=cohort, role="mentor", seen=joans.pk, by=lena, now=LATER)
    assert made.person == world.coordinator


def test_the_reserve_letters_are_all_the_same_whatever_the_order(world: World, full: Cohort) -> None:
    letters = Message.objects.filter(kind="selection.reserve").select_related("to_person")
    words = {re.sub(r"[0-9a-f-]{36}", "ID", one.body.replace(one.to_person.name, "NAME")) for one in letters}
    assert len(letters) == 4 and len(words) == 1
