"""A round: who is in it, what it proposes, and what stops it from being published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.applications import walk as applying
from tests.cohorts.world import World
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, Who, address
from tests.selection.walk import second_coordinator
from turnabout.applications import actions as applications
from turnabout.applications.models import Application
from turnabout.engine.matching import problem_from_data
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.encryption import vault
from turnabout.foundation.mail.models import Message
from turnabout.matching import actions, queries
from turnabout.matching.models import Pair, Round, Unmatched
from turnabout.selection import actions as selection


def asked() -> list[str]:
    return list(Message.objects.filter(kind__startswith="matching.").values_list("to_person__name", flat=True))


def reasons(ready: Ready, found: Round, name: str) -> str:
    return next(
        told.words
        for told in queries.unmatched(ready.coordinator, found, MATCHING)
        if told.thing.participation.person.name == name
    )


def experience_of(ready: Ready, name: str) -> Any:
    return Application.objects.get(cohort=ready.cohort, person__name=name)


def take_back(ready: Ready, name: str) -> None:
    mentor = ready.person(name)
    applications.withdraw_experience(application=experience_of(ready, name), by=mentor, now=MATCHING)


def test_a_round_proposes_the_best_pairs_and_explains_everybody(four: Ready) -> None:
    found = four.run()
    assert four.couples(found) == {("Amara Okafor", "Helen Marlowe"), ("Idris Vale", "Gareth Pryce")}
    assert (found.status, found.verified, found.pair_count) == ("solved", True, 2)
    assert queries.unexplained_unscoped(found) == 0
    told = queries.pairs(four.coordinator, found, MATCHING)
    assert all("Every rule allows this pair" in one.words for one in told)
    stored = problem_from_data(vault.unlock(found, "problem", by=four.coordinator, purpose="a test"))
    assert stored.digest() == found.problem_digest


def test_nobody_hears_of_a_pair_before_its_round_is_published(four: Ready) -> None:
    four.run()
    assert asked() == []
    assert queries.to_answer(four.person("Amara Okafor"), MATCHING) == []


def test_publishing_asks_the_reverse_mentors_and_nobody_else(four: Ready) -> None:
    four.publish()
    assert sorted(asked()) == ["Amara Okafor", "Idris Vale"]
    line = AuditEvent.objects.get(event="round.published")
    assert line.details["asked"] == 2 and line.details["set_aside"] == 0


def test_an_untrained_person_is_not_offered(world: World) -> None:
    ready = Ready.make(world, AMARA, Who("Idris Vale", trained=False), HELEN)
    found = ready.run()
    stored = problem_from_data(vault.unlock(found, "problem", by=ready.coordinator, purpose="a test"))
    assert [one.ref for one in stored.mentors] == [str(ready.part("Amara Okafor").pk)]
    assert ready.left_over(found) == set()
    told = queries.readiness(ready.coordinator, ready.cohort, MATCHING)
    assert told is not None and told.untrained == 1


def test_reading_a_round_leaves_one_line_for_each_kind_of_reason(four: Ready) -> None:
    found = four.run()
    queries.pairs(four.coordinator, found, MATCHING)
    lines = [line for line in AuditEvent.objects.filter(event="sensitive.read") if "pair" in line.details["what"]]
    assert [(line.details["rows"], line.details["purpose"]) for line in lines] == [(2, "reviewing a round")]


def test_nobody_is_paired_with_somebody_they_avoid(world: World) -> None:
    avoiding = Who("Helen Marlowe", "mentee", answers={"apart": {"avoid_emails": [address("Amara Okafor")]}})
    ready = Ready.make(world, AMARA, avoiding)
    found = ready.run()
    assert ready.couples(found) == set()
    assert "Not available: 1" in reasons(ready, found, "Amara Okafor")
    assert "Helen" not in reasons(ready, found, "Amara Okafor")


def test_a_leader_who_takes_two_gets_two_reverse_mentors(world: World) -> None:
    ready = Ready.make(world, AMARA, IDRIS, Who("Helen Marlowe", "mentee", capacity=2))
    found = ready.publish()
    assert ready.couples(found) == {("Amara Okafor", "Helen Marlowe"), ("Idris Vale", "Helen Marlowe")}


def test_a_leader_with_one_of_two_places_left_is_offered_that_place(world: World) -> None:
    ready = Ready.make(world, AMARA, Who("Helen Marlowe", "mentee", capacity=2))
    ready.agree(ready.pair("Amara Okafor", "Helen Marlowe", ready.publish()))
    told = queries.readiness(ready.coordinator, ready.cohort, MATCHING)
    assert told is not None and (told.mentors, told.mentees) == (0, 1)
    with pytest.raises(Refused, match="nobody to pair"):
        ready.run()


def test_a_reverse_mentor_who_took_their_experience_back_is_offered_with_no_topic(two: Ready) -> None:
    take_back(two, "Amara Okafor")
    found = two.run()
    stored = problem_from_data(vault.unlock(found, "problem", by=two.coordinator, purpose="a test"))
    assert stored.mentors[0].offers == frozenset()
    assert "No topic in common: 1" in reasons(two, found, "Helen Marlowe")


def test_a_second_run_puts_the_first_aside_and_may_propose_the_same_two(two: Ready) -> None:
    first = two.run()
    second = two.run()
    first.refresh_from_db()
    assert (first.status, second.number) == ("discarded", 2)
    assert two.pair("Amara Okafor", "Helen Marlowe", first).status == "set_aside"
    assert two.couples(second) == {("Amara Okafor", "Helen Marlowe")}


def test_a_line_of_three_is_never_paired_even_through_somebody_who_has_no_part_in_the_round(world: World) -> None:
    between = Who("Rae Linton", accept=False, manager=address("Helen Marlowe"))
    below = Who("Amara Okafor", manager=address("Rae Linton"))
    ready = Ready.make(world, below, between, HELEN)
    found = ready.run()
    assert ready.couples(found) == set()
    assert "In the same management line: 1" in reasons(ready, found, "Amara Okafor")


def test_a_line_known_from_an_earlier_cohort_counts_too(world: World) -> None:
    earlier = world.open_cohort(number=4)
    applying.send(
        applying.fill(
            applying.start(earlier, "mentor", "Rae Linton"),
            but={"about": {"name": "Rae Linton"}, "manager": {"manager_email": address("Helen Marlowe")}},
        )
    )
    ready = Ready.make(world, Who("Amara Okafor", manager=address("Rae Linton")), HELEN)
    assert ready.couples(ready.run()) == set()


def test_people_who_manage_one_another_stop_the_round_by_name(world: World) -> None:
    ready = Ready.make(
        world,
        Who("Amara Okafor", manager=address("Helen Marlowe")),
        Who("Helen Marlowe", "mentee", manager=address("Amara Okafor")),
    )
    with pytest.raises(Refused, match=r"in a circle.*Amara Okafor") as caught:
        ready.run()
    assert str(ready.part("Helen Marlowe").pk) not in str(caught.value)
    assert not Round.objects.exists()
    assert not AuditEvent.objects.filter(event="round.run").exists()


def test_a_circle_among_managers_outside_stops_nothing(world: World) -> None:
    ready = Ready.make(
        world,
        Who("Amara Okafor", manager=address("Rae Linton")),
        Who("Rae Linton", accept=False, manager=address("Tom Reed")),
        Who("Tom Reed", accept=False, manager=address("Rae Linton")),
        HELEN,
    )
    assert ready.couples(ready.run()) == {("Amara Okafor", "Helen Marlowe")}


def test_a_chief_executive_is_excepted_only_where_the_cohort_decided_so(world: World) -> None:
    people = (
        Who("Amara Okafor", manager=address("Rae Linton")),
        Who("Rae Linton", accept=False, manager=address("Helen Marlowe")),
        Who("Helen Marlowe", "mentee", answers={"manager": {"is_chief_executive": True}}),
    )
    ready = Ready.make(world, *people, chief_executive_exempt=True)
    found = ready.run()
    assert ready.couples(found) == {("Amara Okafor", "Helen Marlowe")}
    told = queries.pairs(ready.coordinator, found, MATCHING)
    assert "2 levels apart in one line; the cohort recorded an exception" in told[0].words
    assert AuditEvent.objects.get(event="round.run").details["exceptions"] == 1


def test_somebody_who_has_to_wait_is_left_over_with_the_reason_until_they_are_let_in(two: Ready) -> None:
    keep: dict[str, Any] = {"participation": two.part("Amara Okafor"), "by": two.coordinator, "now": MATCHING}
    for kind, words in (("hr", "Human Resources asked to wait"), ("adjustments", "adjustment cannot be made yet")):
        actions.hold_back(kind=kind, **keep)
        with pytest.raises(Refused, match="already"):
            actions.hold_back(kind=kind, **keep)
        found = two.run()
        assert two.couples(found) == set()
        assert words in reasons(two, found, "Amara Okafor")
        actions.let_in(kind=kind, **keep)
    assert two.couples(two.run()) == {("Amara Okafor", "Helen Marlowe")}


def test_a_round_can_be_published_once(four: Ready) -> None:
    found = four.run()
    four.publish(found)
    with pytest.raises(Refused, match="no longer wait"):
        actions.publish(found=found, by=second_coordinator(four.world), now=MATCHING)
    assert len(asked()) == 2


def test_somebody_who_leaves_between_run_and_publication_is_not_asked_and_nobody_about_them(four: Ready) -> None:
    found = four.run()
    helen = four.part("Helen Marlowe")
    selection.withdraw(participation=helen, by=helen.person, now=MATCHING)
    four.publish(found)
    assert asked() == ["Idris Vale"]
    assert four.pair("Amara Okafor", "Helen Marlowe").status == "set_aside"


def test_a_pair_that_stands_on_a_consent_taken_back_since_is_not_asked(four: Ready) -> None:
    found = four.run()
    take_back(four, "Amara Okafor")
    four.publish(found)
    assert asked() == ["Idris Vale"]
    assert AuditEvent.objects.get(event="round.published").details["set_aside"] == 1


def test_somebody_found_not_to_have_been_trained_is_not_asked(four: Ready) -> None:
    found = four.run()
    four.train("mentee_training_b", [], absent=[four.part("Gareth Pryce")])
    four.publish(found)
    assert asked() == ["Amara Okafor"]


def test_a_round_of_which_nothing_stands_is_refused_and_stays(two: Ready) -> None:
    found = two.run()
    take_back(two, "Amara Okafor")
    with pytest.raises(Refused, match="None of these pairs"):
        two.publish(found)
    found.refresh_from_db()
    assert found.status == "solved" and asked() == []


def test_two_who_were_set_aside_may_be_proposed_later(two: Ready) -> None:
    found = two.run()
    actions.discard(found=found, by=two.coordinator, now=MATCHING)
    assert two.couples(two.publish()) == {("Amara Okafor", "Helen Marlowe")}


def altered(found: Round, field: str, by: Any, change: Any) -> None:
    data = vault.unlock(found, field, by=by, purpose="a test")
    change(data)
    vault.lock(found, field, data)
    found.save(update_fields=[field])


def swap_partners(data: dict[str, Any]) -> None:
    first, second = data["pairs"]
    first["mentee"], second["mentee"] = second["mentee"], first["mentee"]


def improve(data: dict[str, Any]) -> None:
    data["pairs"][0]["fit"] += 1


def forget(data: dict[str, Any]) -> None:
    del data["pairs"]


CRIMES = {
    "two pairs swapped in the answer": lambda found, by: altered(found, "result", by, swap_partners),
    "a better fit in the answer": lambda found, by: altered(found, "result", by, improve),
    "an answer without pairs": lambda found, by: altered(found, "result", by, forget),
    "an answer of another round": lambda found, by: Round.objects.filter(pk=found.pk).update(result_digest="0" * 64),
    "a mentor who wants somebody else in the input": lambda found, by: altered(
        found, "problem", by, lambda data: data["mentors"][0].update(level=1)
    ),
    "bytes of the answer changed": lambda found, by: Round.objects.filter(pk=found.pk).update(
        result=bytes(found.result)[:-1] + bytes([bytes(found.result)[-1] ^ 1])
    ),
    "a better fit on a pair": lambda found, by: Pair.objects.filter(round=found).update(fit=1_050),
    "a pair taken out": lambda found, by: found.pairs.first().delete(),
    "a pair without a reason": lambda found, by: found.pairs.update(reasons=b""),
    "somebody left over and forgotten": lambda found, by: Unmatched.objects.filter(round=found).delete(),
    "somebody left over without a reason": lambda found, by: Unmatched.objects.filter(round=found).update(reasons=b""),
}


@pytest.mark.parametrize("crime", CRIMES)
def test_a_record_that_was_tampered_with_is_not_published(world: World, crime: str) -> None:
    ready = Ready.make(world, AMARA, IDRIS, HELEN, GARETH, Who("Nell Farrow"))
    found = ready.run()
    CRIMES[crime](found, ready.coordinator)
    with pytest.raises(Refused, match="nobody was asked"):
        ready.publish(found)
    found.refresh_from_db()
    assert found.status == "solved" and asked() == []
    assert not AuditEvent.objects.filter(event="round.published").exists()


def test_a_round_that_the_judge_did_not_agree_with_is_not_published(two: Ready) -> None:
    found = two.run()
    Round.objects.filter(pk=found.pk).update(verified=False)
    with pytest.raises(Refused, match="did not agree"):
        two.publish(found)


def test_the_day_asks_for_a_round_only_while_somebody_new_could_be_paired(world: World) -> None:
    ready = Ready.make(world, AMARA, Who("Helen Marlowe", "mentee", topics=("carers",)))
    told = queries.readiness(ready.coordinator, ready.cohort, MATCHING)
    assert told is not None and told.somebody_new
    found = ready.run()
    actions.discard(found=found, by=ready.coordinator, now=MATCHING + timedelta(hours=1))
    told = queries.readiness(ready.coordinator, ready.cohort, MATCHING)
    assert told is not None and not told.somebody_new
