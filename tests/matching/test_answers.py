"""Two people answer, the reverse mentor first; a no is silent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import close_old_connections

from tests.cohorts.world import World
from tests.matching.walk import AMARA, HELEN, IDRIS, MATCHING, Ready, Who, page_of, press
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves.models import StatusChange
from turnabout.matching import actions, queries
from turnabout.matching.models import Pair, Round
from turnabout.partnerships import actions as partnerships
from turnabout.partnerships.models import Partnership
from turnabout.selection import actions as selection

pytestmark = pytest.mark.usefixtures("in_march")


@pytest.fixture
def pair(two: Ready) -> Pair:
    """Amara has been asked about Helen."""
    return two.pair("Amara Okafor", "Helen Marlowe", two.publish())


def heard(ready: Ready, name: str) -> list[tuple[str, str]]:
    """What somebody was written about pairs, as (subject, body), questions first."""
    found = Message.objects.filter(to_person=ready.person(name), kind__startswith="matching.")
    return list(found.order_by("subject").values_list("subject", "body"))


def leave(ready: Ready, name: str) -> None:
    part = ready.part(name)
    selection.withdraw(participation=part, by=part.person, now=MATCHING)


def test_the_leader_is_asked_only_after_the_reverse_mentor_said_yes(two: Ready, pair: Pair) -> None:
    helen = two.person("Helen Marlowe")
    assert heard(two, "Helen Marlowe") == []
    assert queries.find_pair(helen, pair.pk, MATCHING) is None
    assert page_of(helen, "matching:answer", pair.pk).status_code == 404
    with pytest.raises(Refused, match="not here"):
        two.answer("Helen Marlowe", True, pair)
    two.answer("Amara Okafor", True, pair)
    assert len(heard(two, "Helen Marlowe")) == 1
    assert page_of(helen, "matching:answer", pair.pk).status_code == 200


def test_two_yeses_make_a_partnership_and_both_hear(two: Ready, pair: Pair) -> None:
    two.agree(pair)
    made = Partnership.objects.get()
    assert (made.mentor_id, made.mentee_id, made.status) == (pair.mentor_id, pair.mentee_id, "agreed")
    told = Message.objects.filter(kind="partnerships.begun").values_list("to_person__name", flat=True)
    assert sorted(told) == ["Amara Okafor", "Helen Marlowe"]


def test_a_reverse_mentor_sees_the_name_the_work_why_and_what_the_leader_wants_to_learn(two: Ready, pair: Pair) -> None:
    shown = page_of(two.person("Amara Okafor"), "matching:answer", pair.pk).content.decode()
    for words in (
        "Helen Marlowe",
        "Chief nurse",
        "I keep hearing only good news.",
        "Race and ethnicity",
        "A committee",
    ):
        assert words in shown
    assert "Fair recruitment to band 7." not in shown


def test_a_leader_reads_what_the_reverse_mentor_chose_to_show_and_nothing_else_of_theirs(
    two: Ready, pair: Pair
) -> None:
    two.answer("Amara Okafor", True, pair)
    shown = page_of(two.person("Helen Marlowe"), "matching:answer", pair.pk).content.decode()
    main = shown[shown.index("<main") :]
    assert "Amara" in main and "Staff nurse" in main and "Time to think." in main
    for words in ("Okafor", "Race", "nobody asked me", "when I pray", "AfC", "Why they want this", "My family abroad"):
        assert words not in main


def test_a_reverse_mentors_no_leaves_no_trace_for_the_leader(two: Ready, pair: Pair) -> None:
    two.answer("Amara Okafor", False, pair)
    helen = two.person("Helen Marlowe")
    assert heard(two, "Helen Marlowe") == []
    assert page_of(helen, "matching:answer", pair.pk).status_code == 404
    assert queries.to_answer(helen, MATCHING) == []


def test_after_a_no_both_are_back_and_never_proposed_to_each_other_again(world: World) -> None:
    ready = Ready.make(world, AMARA, IDRIS, HELEN)
    first = ready.publish()
    mentor = next(iter(ready.couples(first)))[0]
    ready.answer(mentor, False, ready.pair(mentor, "Helen Marlowe", first))
    second = ready.publish()
    other = ({"Amara Okafor", "Idris Vale"} - {mentor}).pop()
    assert ready.couples(second) == {(other, "Helen Marlowe")}
    ready.answer(other, True, ready.pair(other, "Helen Marlowe", second))
    ready.answer("Helen Marlowe", False, ready.pair(other, "Helen Marlowe", second))
    third = ready.run()
    assert ready.couples(third) == set()
    told = queries.unmatched(ready.coordinator, third, MATCHING)
    assert len(told) == 3 and all("Proposed before: " in one.words for one in told)


ENDS: dict[str, Callable[[Ready, Pair], Any]] = {
    "the leader says no": lambda ready, pair: ready.answer("Helen Marlowe", False, pair),
    "the leader leaves": lambda ready, pair: leave(ready, "Helen Marlowe"),
    "nobody waits any longer": lambda ready, pair: actions.close(pair=pair, by=ready.coordinator, now=MATCHING),
}


def what_the_mentor_learns(ready: Ready, end: Callable[[Ready, Pair], Any], pair: Pair) -> tuple[Any, ...]:
    pair = ready.answer("Amara Okafor", True, pair)
    end(ready, pair)
    page = page_of(ready.person("Amara Okafor"), "matching:answer", pair.pk)
    return heard(ready, "Amara Okafor")[1:], page.status_code, "this question is closed" in page.content.decode()


@pytest.mark.parametrize("end", ENDS)
def test_a_reverse_mentor_cannot_tell_a_no_from_any_other_end(two: Ready, pair: Pair, end: str) -> None:
    words, status, closed = what_the_mentor_learns(two, ENDS[end], pair)
    assert (status, closed, len(words)) == (403, True, 1)
    subject, body = words[0]
    assert subject == "Leadership and inclusion programme: we are looking again"
    assert body == (
        "Hello Amara Okafor,\n\nThe pairing that we asked you about is not going ahead. That happens, and it says "
        "nothing about you. We look again in the next round.\n\nQuestions? Write to inclusion@example.org."
    )


def test_a_leader_who_was_asked_hears_neutrally_when_the_reverse_mentor_leaves(two: Ready, pair: Pair) -> None:
    two.answer("Amara Okafor", True, pair)
    leave(two, "Amara Okafor")
    assert [subject for subject, _body in heard(two, "Helen Marlowe")][1:] == [
        "Leadership and inclusion programme: we are looking again"
    ]
    assert len(heard(two, "Amara Okafor")) == 1


def test_a_leader_who_was_never_asked_hears_nothing_when_the_reverse_mentor_leaves(two: Ready, pair: Pair) -> None:
    leave(two, "Amara Okafor")
    assert heard(two, "Helen Marlowe") == []


def test_a_co_ordinator_may_withdraw_somebody_who_is_being_asked(two: Ready, pair: Pair) -> None:
    selection.withdraw(participation=two.part("Amara Okafor"), by=two.coordinator, now=MATCHING)
    pair.refresh_from_db()
    change = StatusChange.objects.get(table="matching.pair", move="close")
    assert (pair.status, change.by_id) == ("not_going_ahead", two.coordinator.pk)


def test_nobody_answers_twice_or_for_somebody_else(two: Ready, pair: Pair) -> None:
    pair = two.answer("Amara Okafor", True, pair)
    with pytest.raises(Refused):
        two.answer("Amara Okafor", False, pair)
    with pytest.raises(Refused):
        actions.answer(pair=pair, yes=True, by=two.world.outsider, now=MATCHING)
    with pytest.raises(Refused):
        actions.answer(pair=pair, yes=True, by=two.coordinator, now=MATCHING)
    pair.refresh_from_db()
    assert pair.status == "mentee_asked"


def test_pressing_twice_answers_once(two: Ready, pair: Pair) -> None:
    amara = two.person("Amara Okafor")
    key = "6f1bb1c0-3f8a-4d0a-9d7e-0d2c6e6f3a11"
    first = press(amara, "matching:answer", pair.pk, key=key, answer="yes")
    again = press(amara, "matching:answer", pair.pk, key=key, answer="yes")
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"]) == (302, "/start/")
    assert StatusChange.objects.filter(thing_id=str(pair.pk), move="mentor_yes").count() == 1


def test_an_answer_left_empty_is_asked_for(two: Ready, pair: Pair) -> None:
    answer = press(two.person("Amara Okafor"), "matching:answer", pair.pk)
    assert answer.status_code == 422 and "Choose yes or no" in answer.content.decode()


def test_an_ended_partnership_frees_both_and_they_are_not_proposed_to_each_other_again(world: World) -> None:
    ready = Ready.make(world, AMARA, HELEN)
    ready.agree(ready.pair("Amara Okafor", "Helen Marlowe", ready.publish()))
    told = queries.readiness(ready.coordinator, ready.cohort, MATCHING)
    assert told is not None and (told.mentors, told.mentees) == (0, 0)
    partnerships.end(partnership=Partnership.objects.get(), by=ready.person("Helen Marlowe"), now=MATCHING)
    told = queries.readiness(ready.coordinator, ready.cohort, MATCHING)
    assert told is not None and (told.mentors, told.mentees, told.somebody_new) == (1, 1, True)
    assert ready.couples(ready.run()) == set()


def test_the_same_two_are_not_proposed_in_the_next_cohort_either(world: World) -> None:
    ready = Ready.make(world, AMARA, HELEN)
    ready.answer("Amara Okafor", False, ready.pair("Amara Okafor", "Helen Marlowe", ready.publish()))
    again = Ready.make(world, AMARA, HELEN, Who("Idris Vale"), number=6)
    assert again.couples(again.run()) == {("Idris Vale", "Helen Marlowe")}


@pytest.mark.django_db(transaction=True)
def test_of_two_co_ordinators_who_publish_at_once_one_is_refused(world: World) -> None:
    ready = Ready.make(world, AMARA, HELEN)
    found = ready.run()
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def publish() -> None:
        gate.wait(timeout=20)
        try:
            actions.publish(found=Round.objects.get(pk=found.pk), by=ready.coordinator, now=MATCHING)
            outcomes.append("published")
        except Refused:
            outcomes.append("refused")
        finally:
            close_old_connections()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["published", "refused"]
    assert len(heard(ready, "Amara Okafor")) == 1
    assert heard(ready, "Helen Marlowe") == []
