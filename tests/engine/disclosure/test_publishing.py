"""Counts go in; either sentences that no attacker can use come out, or nothing does."""

from __future__ import annotations

import dataclasses
import json
import pickle
import random
import re
import traceback
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

from turnabout.engine.disclosure import attack, publishing
from turnabout.engine.disclosure.attack import Audit, audit, bounds
from turnabout.engine.disclosure.ledger import Ledger
from turnabout.engine.disclosure.planning import Group, Plan, Question, SettledPlan, settle
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.publishing import Counts, PublicationRefused, count_agreed, entries, publish
from turnabout.engine.disclosure.release import Release
from turnabout.engine.disclosure.statements import Banded, NotForPrint, Respondents, Withheld

SALT = b"sixteen random b"
LEADERS = frozenset(f"leader{number}" for number in range(8))
MENTORS = frozenset(f"mentor{number}" for number in range(8))


def board(*more: Question) -> SettledPlan:
    """A Board programme: eight leaders and eight mentors, all of whom answered."""
    plan = Plan((Question("E-M01", ("mentors",)), Question("E-B01", ("everyone",)), *more))
    answered = [
        Group("mentors", MENTORS, 8),
        Group("leaders", LEADERS, 8),
        Group("everyone", MENTORS | LEADERS, 16),
    ]
    return settle(plan, answered, salt=SALT)


def texts(release: Release) -> list[str]:
    return [sentence.text for sentence in release.sentences]


def agreeing(plan: SettledPlan, question: str, people: frozenset[str]) -> Counts:
    return count_agreed(plan, {question: dict.fromkeys(people, True)})


# What comes out


def test_a_board_on_which_everybody_agrees_gives_nobody_away() -> None:
    plan = board()
    release = publish(plan, agreeing(plan, "E-B01", MENTORS | LEADERS), Ledger(), code="1.0")
    assert texts(release) == [
        "Fewer than ten people answered, so we do not give figures.",
        "About 15 people were invited and all of them answered.",
        "At least two in three of those who answered agreed.",
    ]
    assert release.audit is not None and release.audit.passed
    assert (release.policy, release.plan, release.code) == (Policy().digest, plan.plan.digest, "1.0")


def test_a_large_programme_on_which_everybody_agrees_reaches_the_strongest_sentence() -> None:
    mentors = frozenset(f"m{number}" for number in range(41))
    plan = settle(Plan((Question("E-M01", ("mentors",)),)), [Group("mentors", mentors, 41)], salt=SALT)
    release = publish(plan, agreeing(plan, "E-M01", mentors), Ledger(), code="1.0")
    assert texts(release)[-1] == "At least four in five of those who answered agreed."


@pytest.mark.parametrize("agreed", range(11, 17))
def test_eleven_of_sixteen_and_all_sixteen_read_the_same(agreed: int) -> None:
    plan = board()
    release = publish(plan, Counts({("E-B01", "everyone"): agreed}), Ledger(), code="1.0")
    everybody = publish(plan, Counts({("E-B01", "everyone"): 16}), Ledger(), code="1.0")
    assert release == everybody
    assert release.digest == everybody.digest


def test_who_gave_no_answer_counts_as_not_agreeing() -> None:
    plan = board()
    silent = publish(plan, agreeing(plan, "E-B01", frozenset()), Ledger(), code="1.0")
    assert texts(silent)[-1] == "Fewer than one in three of those who answered agreed."
    unsure = count_agreed(plan, {"E-B01": dict.fromkeys(MENTORS | LEADERS, False)})
    assert publish(plan, unsure, Ledger(), code="1.0") == silent


def test_an_answer_from_a_stranger_is_refused() -> None:
    with pytest.raises(NotForPrint, match="none of the groups"):
        count_agreed(board(), {"E-B01": {"stranger": True}})


def leaves(thing: object) -> Iterator[object]:
    """Every value that can be reached from what leaves, whatever it is called."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from leaves(getattr(thing, field.name))
        for name in dir(type(thing)):
            if isinstance(getattr(type(thing), name), property):
                yield from leaves(getattr(thing, name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from leaves(key)
            yield from leaves(value)
    elif isinstance(thing, list | tuple | set | frozenset):
        for each in thing:
            yield from leaves(each)
    else:
        yield thing


def numbers(things: Iterator[object]) -> set[int | Fraction]:
    found: set[int | Fraction] = set()
    for thing in things:
        if isinstance(thing, int | Fraction) and not isinstance(thing, bool):
            found.add(thing)
        if isinstance(thing, str) and not re.fullmatch("[0-9a-f]{64}", thing):
            found |= {int(digits) for digits in re.findall(r"\d+", re.sub(r"E-\w+|\w+\.\d\.\d", "", thing))}
    return found


def test_no_sealed_count_and_no_size_of_a_group_can_be_reached_from_what_leaves() -> None:
    """Thirty-seven people, of whom thirty-one agreed: neither number is anywhere, by any name."""
    people = frozenset(f"m{number}" for number in range(37))
    plan = settle(Plan((Question("E-M01", ("mentors",)),)), [Group("mentors", people, 37)], salt=SALT)
    release = publish(plan, Counts({("E-M01", "mentors"): 31}), Ledger(), code="v")
    assert len(release.statements) == 2
    for statement in release:
        assert numbers(leaves(statement)) <= {4, 5, 35, Fraction(4, 5), Fraction(1)}
    planted = dataclasses.make_dataclass("Planted", ["agreed"])(31)
    assert numbers(leaves(planted)) == {31}
    assert not {31, 37, 6} & numbers(leaves(release.to_record()["statements"]))
    assert not any("m1" in str(leaf) for leaf in leaves(release))


def test_what_leaves_can_be_written_as_json() -> None:
    plan = board()
    release = publish(plan, Counts({("E-B01", "everyone"): 16}), Ledger(), code="v")
    assert "leader1" not in json.dumps(release.to_record())


# Twins: every data set that the attacker finds prints the identical report


@pytest.mark.parametrize("seed", range(12))
def test_the_attackers_data_sets_print_the_identical_report(seed: int) -> None:
    twins(random.Random(seed))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_attackers_data_sets_print_the_identical_report_in_a_thousand_cohorts() -> None:
    for seed in range(1000):
        twins(random.Random(seed))


def twins(chance: random.Random) -> None:
    """Print a made-up cohort; every end of every bound, printed in its place, must read the same."""
    sizes = [chance.randint(4, 45) for _ in range(chance.randint(1, 3))]
    parts = [frozenset(f"o{part}-{who}" for who in range(size)) for part, size in enumerate(sizes)]
    whole = frozenset().union(*parts)
    groups = [Group("everyone", whole, len(whole)), *(Group(f"o{n}", part, 90) for n, part in enumerate(parts))]
    wanted = tuple(group.key for group in groups)
    plan = settle(Plan((Question("q", wanted),)), groups, salt=SALT)
    answers = {person: chance.random() < chance.choice((0.1, 0.5, 0.9, 1.0)) for person in sorted(whole)}
    release = publish(plan, count_agreed(plan, {"q": answers}), Ledger(), code="v")
    printed = [entry.printed for entry in entries(plan, release)]
    for bound in bounds(printed, protected=parts):
        assert bound.high - bound.low >= min(4, len(bound.group)), (seedless(plan), bound)
        for world in (bound.least, bound.greatest):
            other = {
                person: number < given["agreed"]
                for cell, given in world.items()
                for number, person in enumerate(sorted(cell))
            }
            assert publish(plan, count_agreed(plan, {"q": other}), Ledger(), code="v") == release


def seedless(plan: SettledPlan) -> list[tuple[str, int, Any]]:
    return [(line.group.key, len(line.group.members), line.reason) for line in plan.lines]


# Releases after releases


def test_a_withdrawal_after_print_changes_nothing_that_is_printed() -> None:
    """Any number of withdrawals under ten: no new sentence, however often it is tried."""
    everyone = sorted(LEADERS | MENTORS | {f"more{number}" for number in range(14)})
    question = Plan((Question("q", ("everyone",)),))
    first = settle(question, [Group("everyone", frozenset(everyone), 30)], salt=SALT)
    ledger = Ledger().extended(entries(first, publish(first, Counts({("q", "everyone"): 24}), Ledger(), code="v")))
    for gone in range(1, 10):
        again = settle(question, [Group("everyone", frozenset(everyone[gone:]), 30)], salt=SALT, ledger=ledger)
        release = publish(again, Counts({}), ledger, code="v")
        assert [type(said) for said in release] == [Withheld]
        ledger = ledger.extended(entries(again, release))
    assert len(ledger.entries) == 1


def test_the_ledger_grows_with_every_banded_sentence_and_no_other() -> None:
    plan = board(Question("E-B02", ("everyone",)))
    release = publish(plan, Counts({("E-B01", "everyone"): 3, ("E-B02", "everyone"): 16}), Ledger(), code="v")
    made = entries(plan, release)
    assert [(entry.question, entry.low, entry.high) for entry in made] == [("E-B01", 0, 5), ("E-B02", 11, 16)]
    assert all(entry.members == LEADERS | MENTORS for entry in made)
    assert audit([entry.printed for entry in made]).passed
    other = settle(plan.plan, plan.groups, salt=b"another salt, 16")
    with pytest.raises(NotForPrint, match="not made from this plan"):
        entries(other, release)


# Nothing comes out


def refused(plan: SettledPlan, counts: Counts, ledger: Ledger | None = None) -> PublicationRefused:
    with pytest.raises(PublicationRefused, match="Nothing has been printed") as refusal:
        publish(plan, counts, plan.ledger if ledger is None else ledger, code="v")
    return refusal.value


SECRET = 13  # of sixteen
COUNTS = Counts({("E-B01", "everyone"): SECRET})


@pytest.mark.parametrize(
    "fault",
    [
        attack.AttackUnfinished("out of time"),
        attack.Unreadable("what?"),
        TimeoutError("out of time"),
        MemoryError(),
        RuntimeError(f"the count was {SECRET}"),
    ],
)
def test_if_the_attack_cannot_be_run_nothing_is_printed(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    plan = board()

    def broken(*_: object, **__: object) -> Audit:
        raise fault

    assert publish(plan, COUNTS, Ledger(), code="v").statements
    monkeypatch.setattr(publishing, "audit", broken)
    said = refused(plan, COUNTS)
    assert type(fault).__name__ in str(said)
    assert str(SECRET) not in str(said)


def test_if_the_attacker_succeeds_nothing_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        publishing, "audit", lambda *_, **__: Audit(3, 0, passed=False, reasons=("E-B01: somebody is known.",))
    )
    assert refused(board(), COUNTS).reasons == ("The attacker succeeded.", "E-B01: somebody is known.")


def test_if_the_plan_was_tampered_with_the_real_attacker_stops_it() -> None:
    """The planted fault: fourteen of the sixteen are shown too, against the plan's own reasons."""
    plan = board()
    fourteen = frozenset(sorted(LEADERS | MENTORS)[:14])
    line = dataclasses.replace(plan.lines[1], group=Group("fourteen", fourteen, 14), reason=None)
    crooked = dataclasses.replace(plan, lines=(*plan.lines, line))
    said = refused(crooked, Counts({("E-B01", "everyone"): 11, ("E-B01", "fourteen"): 9}))
    assert said.reasons[0] == "The attacker succeeded."


def test_a_line_shown_for_too_few_is_refused() -> None:
    plan = board()
    shown = dataclasses.replace(plan.lines[0], reason=None)
    crooked = dataclasses.replace(plan, lines=(shown, *plan.lines[1:]))
    assert "too small" in str(refused(crooked, Counts({("E-M01", "mentors"): 8, ("E-B01", "everyone"): 16})))


@pytest.mark.parametrize(
    "counts",
    [
        {},
        {("E-B01", "everyone"): 16, ("E-M01", "mentors"): 8},
        {("E-M01", "mentors"): 8},
    ],
)
def test_only_what_is_shown_may_be_counted(counts: dict[tuple[str, str], int]) -> None:
    assert "Exactly the lines" in str(refused(board(), Counts(counts)))


def test_more_agreeing_than_answered_is_refused() -> None:
    assert "CountOutOfRange" in str(refused(board(), Counts({("E-B01", "everyone"): 17})))


def test_a_plan_settled_before_something_else_was_printed_is_settled_again() -> None:
    plan = board()
    ledger = Ledger().extended(entries(plan, publish(plan, COUNTS, Ledger(), code="v")))
    assert "Settle it again" in str(refused(plan, COUNTS, ledger))


def test_counts_that_contradict_what_is_in_print_are_refused() -> None:
    plan = board()
    ledger = Ledger().extended(entries(plan, publish(plan, COUNTS, Ledger(), code="v")))
    again = settle(plan.plan, plan.groups, salt=SALT, ledger=ledger)
    assert publish(again, COUNTS, ledger, code="v").statements == publish(plan, COUNTS, Ledger(), code="v").statements
    assert "Contradiction" in str(refused(again, Counts({("E-B01", "everyone"): 2}), ledger))


def test_a_refusal_carries_no_count_in_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = board()

    def broken(*_: object, **__: object) -> Audit:
        secret_count = SECRET
        raise RuntimeError(f"the count was {secret_count}")

    monkeypatch.setattr(publishing, "audit", broken)
    said = refused(plan, COUNTS)
    assert said.__context__ is None and said.__cause__ is None
    report = "".join(traceback.TracebackException.from_exception(said, capture_locals=True).format())
    assert "Counts: sealed" in report
    assert str(SECRET) not in report.replace(f"SECRET = {SECRET}", "")


def test_counts_show_themselves_to_nobody() -> None:
    assert repr(COUNTS) == str(COUNTS) == "<Counts: sealed>"
    with pytest.raises(TypeError, match="not stored or sent"):
        pickle.dumps(COUNTS)
    with pytest.raises(TypeError):
        json.dumps(COUNTS)
    assert Counts({}) != Counts({})


def test_statements_come_in_the_order_of_the_plan() -> None:
    plan = board(Question("E-B02", ("everyone",)))
    release = publish(plan, Counts({("E-B01", "everyone"): 3, ("E-B02", "everyone"): 16}), Ledger(), code="v")
    assert [type(said) for said in release] == [Withheld, Respondents, Banded, Banded]
