"""Tables of head-counts: small numbers hidden, others rounded, and nothing hidden can be worked out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnabout.engine.disclosure.attack import AttackUnfinished, Contradiction
from turnabout.engine.disclosure.attack.tables import ALL, Attack, Cell, Print, audit, bounds, targets, weak
from turnabout.engine.disclosure.policy import PolicyTooWeak
from turnabout.engine.disclosure.tables import (
    TOTAL,
    ProtectedTable,
    Table,
    TableFault,
    TablePolicy,
    Why,
    choosing,
    protect,
)

POLICY = TablePolicy()
LETTERS = "abcdefghij"


def one_way(*counts: int) -> Table:
    labels = tuple(LETTERS[: len(counts)])
    return Table(("group",), (labels,), {(label,): count for label, count in zip(labels, counts, strict=True)})


def two_way(*rows: list[int]) -> Table:
    down, across = tuple(LETTERS[: len(rows)]), tuple(f"x{number}" for number in range(len(rows[0])))
    counts = {(a, b): count for a, row in zip(down, rows, strict=True) for b, count in zip(across, row, strict=True)}
    return Table(("group", "stage"), (down, across), counts)


def printed(table: ProtectedTable) -> str:
    return " ".join(cell.text for cell in table.cells)


def public(table: Table, known: bool) -> list[tuple[str, ...]]:
    return [(TOTAL,) * len(table.dimensions)] if known else []


# What is printed


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((3, 50, 21), "* 50 20 75"),
        ((0, 50, 20), "* 50 20 70"),
        ((12, 13, 17, 18), "10 15 15 20 60"),
        ((9, 47), "* * 55"),
        ((4, 5), "* * *"),
        ((0, 0), "* * *"),
        ((), "*"),
        ((3,), "* *"),
        ((31,), "30 30"),
        ((1_000_000_000, 3, 499_999_999), "1000000000 * 500000000 1500000000"),
    ],
)
def test_small_numbers_are_hidden_and_every_other_rounded_from_its_own_count(
    counts: tuple[int, ...], text: str
) -> None:
    assert printed(protect(one_way(*counts))) == text


def test_a_margin_is_rounded_from_the_true_sum_and_not_from_rounded_parts() -> None:
    table = protect(one_way(12, 12, 12))
    assert printed(table) == "10 10 10 35"


def test_a_zero_is_hidden_and_never_the_only_thing_its_margin_can_leave() -> None:
    table = protect(one_way(0, 50, 20), known=[(TOTAL,)])
    (left,) = [each for each in table.proof.ranges if each.labels == ("a",)]
    assert table["a",].number is None
    assert (left.low, left.high) == (0, 4)


def test_where_everybody_knows_how_many_there_are_a_second_number_is_hidden() -> None:
    """50 of 50 less “50” would leave 0 to 2 for the zero."""
    assert printed(protect(one_way(0, 50), known=[(TOTAL,)])) == "* * 50"
    assert printed(protect(one_way(0, 50))) == "* 50 50"


def test_the_reason_never_tells_a_small_number_from_one_that_shields_it() -> None:
    table = protect(one_way(9, 47))
    assert {cell.why for cell in table.hidden} == {Why.SMALL}
    assert "Fewer than 10 people, or" in Why.SMALL.words(10)


def test_two_small_numbers_that_only_a_known_total_gives_away_print_like_any_others() -> None:
    """9 and 9 of 18: an insider who knows that both are small would know both, so all is hidden, as with 8 and 10."""
    assert protect(one_way(9, 9), known=[(TOTAL,)]) == protect(one_way(8, 10), known=[(TOTAL,)])


def test_a_two_way_table_hides_further_numbers_until_nothing_small_can_be_worked_out() -> None:
    table = two_way([3, 40, 60], [30, 50, 70], [20, 41, 88])
    made = protect(table, known=[(TOTAL, TOTAL)])
    assert made["a", "x0"].number is None
    assert len(made.hidden) < 9
    assert all(each.high is None or each.high - each.low >= 4 for each in made.proof.ranges)


def test_a_table_of_three_dimensions_is_made_where_the_policy_allows_it() -> None:
    sides = (("a", "b"), ("m", "n"), ("x", "y"))
    counts = {cell: 5 + 11 * number for number, cell in enumerate(product(*sides))}
    table = Table(("one", "two", "three"), sides, counts)
    with pytest.raises(TableFault, match="3 dimensions, and 2 are allowed"):
        protect(table)
    made = protect(table, TablePolicy(max_dimensions=3))
    assert made["a", "m", "x"].number is None
    assert made[TOTAL, TOTAL, TOTAL].number == 350


def test_the_order_in_which_counts_and_categories_are_given_changes_no_number() -> None:
    table = two_way([3, 40, 12], [30, 9, 70], [0, 41, 15])
    made = protect(table)
    shuffler = random.Random(7)
    for _ in range(3):
        cells = list(table.counts.items())
        shuffler.shuffle(cells)
        assert protect(replace(table, counts=dict(cells))) == made
    turned = replace(table, categories=tuple(tuple(reversed(labels)) for labels in table.categories))
    assert {cell.labels: cell for cell in protect(turned).cells} == {cell.labels: cell for cell in made.cells}


def test_a_table_comes_back_from_its_record_as_it_was() -> None:
    made = protect(one_way(9, 47, 0, 30), known=[(TOTAL,)])
    again = ProtectedTable.from_record(json.loads(json.dumps(made.to_record())))
    assert again == made
    assert again.digest == made.digest


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (((), (), {}), "at least one dimension"),
        ((("a", "a"), (("x",), ("y",)), {}), "same name"),
        ((("a",), (("x", "x"),), {}), "stands twice"),
        ((("a",), (("x", TOTAL),), {}), "That is the margin"),
        ((("a",), (("x",),), {("z",): 1}), "no cell z"),
        ((("a",), (("x",),), {("x",): -1}), "no whole number"),
        ((("a",), (("x",),), {("x",): 1.5}), "no whole number"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(given: tuple, says: str) -> None:
    with pytest.raises(TableFault, match=says):
        Table(*given)


def test_a_known_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(TableFault, match="no cell nowhere"):
        protect(one_way(30, 40), known=[("nowhere",)])


@pytest.mark.parametrize(
    "rules",
    [
        {"threshold": 9},
        {"round_to": 1},
        {"round_to": 7},
        {"min_width": 3},
        {"max_dimensions": 4},
        {"max_dimensions": 0},
        {"hide_zero": False},
    ],
)
def test_no_policy_may_be_weaker_than_the_default(rules: dict[str, int]) -> None:
    with pytest.raises(PolicyTooWeak):
        TablePolicy(**rules)


def test_a_stricter_policy_hides_more_and_rounds_more_coarsely() -> None:
    assert printed(protect(one_way(14, 47, 80), TablePolicy(threshold=20, round_to=10))) == "* 50 80 140"


# The proof, against every table of counts that fits


def drawn(table: Table, made: ProtectedTable, known: bool) -> tuple[Print, frozenset[Cell]]:
    """The print as the judge takes it, and the cells that are truly under the threshold."""
    labels = [sorted(each) for each in table.categories]

    def cell(names: tuple[str, ...]) -> Cell:
        return tuple(ALL if name == TOTAL else own.index(name) for own, name in zip(labels, names, strict=True))

    truth: dict[Cell, int] = {}
    for names in table.cells:
        parts = product(*(own if name == TOTAL else [name] for own, name in zip(labels, names, strict=True)))
        truth[cell(names)] = sum(table.counts.get(part, 0) for part in parts)
    total = (ALL,) * len(labels)
    shown = {cell(each.labels): each.number for each in made.cells if each.number is not None}
    seen = Print(tuple(map(len, labels)), shown, 10, 5, {total: truth[total]} if known else {})
    return seen, frozenset(each for each, count in truth.items() if count < 10)


CAP = 11  # how far a count is tried that nothing bounds


def fitting(seen: Print) -> Iterator[dict[Cell, int]]:
    """Every table of counts that fits a print, worked out the slow and simple way."""
    inner = list(product(*map(range, seen.sizes)))
    rules = [
        ([one for one in inner if all(i in (ALL, j) for i, j in zip(cell, one, strict=True))], *seen.told(cell))
        for cell in seen.cells
    ]

    def further(counts: dict[Cell, int]) -> Iterator[dict[Cell, int]]:
        if len(counts) == len(inner):
            if all(low <= sum(counts[one] for one in of) for of, low, _ in rules):
                yield {cell: sum(counts[one] for one in of) for cell, (of, _, _) in zip(seen.cells, rules, strict=True)}
            return
        here = inner[len(counts)]
        ends = [
            high - sum(counts.get(one, 0) for one in of) for of, _, high in rules if here in of and high is not None
        ]
        for count in range(min(ends, default=max(CAP, seen.told(here)[0] + CAP)) + 1):
            yield from further(counts | {here: count})

    yield from further({})


tables = st.one_of(
    st.lists(st.one_of(st.integers(0, 12), st.integers(0, 30)), min_size=1, max_size=3).map(lambda c: one_way(*c)),
    st.lists(st.one_of(st.integers(0, 9), st.integers(10, 24)), min_size=4, max_size=4).map(
        lambda c: two_way(c[:2], c[2:])
    ),
)


@given(table=tables, known=st.booleans())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_the_proof_says_exactly_what_is_left_open(table: Table, known: bool) -> None:
    made = protect(table, known=public(table, known))
    seen, under = drawn(table, made, known)
    found = bounds(seen)
    proven = {each.labels: (each.low, each.high) for each in made.proof.ranges}
    assert len(proven) == len(found)
    if len(seen.sizes) == 2 and len(found) > 6:
        seen = replace(seen, under=under)  # too many tables to try them all: those an insider has left
        found = {cell: Attack([seen]).counts.range_of(Attack([seen]).numbers(0, cell)) for cell in found}
    worlds = list(fitting(seen)) if seen.shown or seen.known else []
    for cell, (low, high) in found.items() if worlds else ():
        counts = [world[cell] for world in worlds]
        assert min(counts) == low
        assert max(counts) == high if high is not None else max(counts) >= CAP


@given(table=tables, known=st.booleans())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_even_an_insider_who_knows_which_numbers_are_small_keeps_four_in_doubt(table: Table, known: bool) -> None:
    made = protect(table, known=public(table, known))
    seen, under = drawn(table, made, known)
    if set(seen.shown) <= set(seen.known):
        return  # nothing is printed that was not public
    worlds = list(fitting(replace(seen, under=under)))
    for target in targets(seen):
        sums = [sum(world[part] for part in target.parts) for world in worlds]
        assert max(sums) - min(sums) >= 4


# The judge


def test_the_judge_catches_every_weaker_way_to_print() -> None:
    total = {(ALL,): 56}
    cases = {
        "worked out": Print((2,), {(1,): 45, (ALL,): 55}, 10, 5, under=frozenset({(0,)})),
        "taken off a known total": Print((2,), {(1,): 55, (ALL,): 55}, 10, 5, total, frozenset({(0,)})),
        "not rounded": Print((3,), {(1,): 47, (2,): 30, (ALL,): 80}, 10, 1, under=frozenset({(0,)})),
        "small and shown": Print((3,), {(0,): 5, (1,): 45, (2,): 30, (ALL,): 80}, 3, 5, under=frozenset()),
        "zero shown": Print((3,), {(0,): 0, (1,): 45, (2,): 30, (ALL,): 75}, 0, 5, under=frozenset()),
    }
    for name, seen in cases.items():
        verdict = audit([seen])
        assert not verdict.passed, name
        assert verdict.reasons
        assert not any(letter.isdigit() for reason in verdict.reasons for letter in reason)
    assert audit([Print((3,), {(1,): 50, (2,): 20, (ALL,): 75}, 10, 5, under=frozenset({(0,)}))]).passed


def test_the_judge_attacks_what_a_margin_leaves_of_several_hidden_numbers() -> None:
    """Two hidden cells may each be in doubt while their sum, a group of nobody, is known."""
    seen = Print((4,), {(2,): 50, (3,): 50, (ALL,): 100}, 10, 5, {(ALL,): 96}, frozenset({(0,), (1,)}))
    assert [target.parts for target in weak(Attack([seen]), enough=4)] == [((0,),), ((1,),), ((0,), (1,))]
    assert [target.parts for target in targets(seen)] == [((0,),), ((1,),), ((0,), (1,))]


def test_a_chooser_with_a_weaker_policy_prints_nothing() -> None:
    feeble = TablePolicy()
    object.__setattr__(feeble, "min_width", 1)  # which the constructor would refuse
    made = protect(one_way(9, 47), feeble)
    assert {cell.why for cell in made.cells} == {Why.UNPROVEN}


def test_an_attack_that_cannot_be_finished_hides_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def tired(*_: object, **__: object) -> None:
        raise AttackUnfinished("out of time")

    monkeypatch.setattr(choosing, "weak", tired)
    made = protect(one_way(9, 47, 30))
    assert printed(made) == "* * * *"
    assert {cell.why for cell in made.cells} == {Why.UNPROVEN}
    assert "could not be proved" in Why.UNPROVEN.words(10)


def test_a_print_that_no_counts_fit_is_a_contradiction() -> None:
    with pytest.raises(Contradiction):
        audit([Print((2,), {(0,): 50, (1,): 50, (ALL,): 50}, 10, 5)])


def test_the_judge_sees_what_two_lists_of_people_tell_together() -> None:
    """Two tables that each stand: taken from one another they say how many of the others are of the first kind."""
    all_of_them = frozenset(f"p{number}" for number in range(60))
    some = frozenset(f"p{number}" for number in range(30))

    def of(people: frozenset[str], *shown: int) -> Print:
        numbers = dict(enumerate(shown))
        return Print((3,), {(k,): v for k, v in numbers.items()}, 10, 5, {(ALL,): len(people)}, frozenset(), people)

    first, second = of(all_of_them, 10, 25, 25), of(some, 10, 10, 10)
    assert audit([first]).passed
    assert audit([second]).passed
    assert audit([first, second]).reasons == ("A number of those whom only some of the tables count becomes known.",)
    apart = replace(second, people=frozenset(f"q{number}" for number in range(30)))
    assert audit([first, apart]).passed


def test_tables_are_judged_together_only_where_it_is_known_who_was_counted() -> None:
    seen = Print((2,), {(0,): 30, (1,): 30}, 10, 5)
    with pytest.raises(ValueError, match="who was counted"):
        audit([seen, seen])
    with pytest.raises(ValueError, match="same questions"):
        audit([seen, replace(seen, sizes=(3,))])


# Twins: what the pattern itself gives away


@given(
    counts=st.lists(st.one_of(st.integers(0, 12), st.integers(0, 60)), min_size=2, max_size=4), seed=st.integers(0, 99)
)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_where_nothing_further_was_hidden_every_twin_has_the_same_print(counts: list[int], seed: int) -> None:
    """A twin has the same numbers under ten, and others that round to the same."""
    made = protect(one_way(*counts))
    if sum(count >= 10 for count in counts) + (sum(counts) >= 10) != sum(
        cell.number is not None for cell in made.cells
    ):
        return
    shuffler = random.Random(seed)
    for _ in range(20):
        twin = [
            shuffler.randint(0, 9) if count < 10 else max(10, POLICY.rounded(count) + shuffler.randint(-2, 2))
            for count in counts
        ]
        if POLICY.rounded(sum(twin)) == POLICY.rounded(sum(counts)) and (sum(twin) >= 10) == (sum(counts) >= 10):
            assert protect(one_way(*twin)) == made


@pytest.mark.parametrize("people", range(40, 45))
def test_trying_the_program_on_every_split_in_two_still_leaves_four_in_doubt(people: int) -> None:
    """For two categories and a known total, the print is looked at as somebody would who tries every table there is."""
    prints: dict[str, list[int]] = {}
    for small in range(10):
        made = protect(one_way(small, people - small), known=[(TOTAL,)])
        prints.setdefault(made.digest, []).append(small)
    assert all(max(tried) - min(tried) >= 4 for tried in prints.values())
