"""The attacker finds what there is to find: it is exact, it reads English, and it breaks every weaker rule."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

import turnabout.engine.disclosure.attack as attack
from tests.engine.disclosure.weak import banded, counted, loosened, people, percentage, rounded_to_five
from turnabout.engine.disclosure.attack import (
    AttackUnfinished,
    Contradiction,
    Printed,
    Unreadable,
    audit,
    bounds,
    read,
    worlds,
)
from turnabout.engine.disclosure.attack.worlds import Line, Shape, judge_with
from turnabout.engine.disclosure.bands import bands
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.wording import TEMPLATES, say

ROOM = Path(attack.__file__).parent
MAY_IMPORT = {"__future__", "collections", "dataclasses", "fractions", "functools", "itertools", "re", "typing"}
MAY_IMPORT |= {"numpy", "scipy"}


# Reading


def test_the_attacker_reads_every_sentence_we_can_say_about_sealed_answers() -> None:
    for answered in range(10, 101):
        for band in bands(answered, Policy()):
            low, high = read(say(f"agreed.{band.of}.{band.index}").text, answered)
            assert low == band.low
            assert high - band.high in (0, 1)  # “between one and two in three” includes exactly two in three
    assert sum(key.startswith("agreed.") for key in TEMPLATES) == 14


@pytest.mark.parametrize(
    ("sentence", "answered", "counts"),
    [
        ("42.9 % of those who answered agreed.", 14, (6, 6)),
        ("83% agreed", 12, (10, 10)),
        ("50 per cent agreed", 200, (99, 101)),
        ("11 of the 12 agreed", 12, (11, 11)),
        ("11 out of 12 agreed", 12, (11, 11)),
        ("All of those who answered agreed.", 12, (12, 12)),
        ("Everybody agreed.", 12, (12, 12)),
        ("Nobody agreed.", 12, (0, 0)),
        ("More than half agreed.", 12, (7, 12)),
        ("At most a quarter agreed.", 12, (0, 3)),
        ("Less than a third agreed.", 12, (0, 3)),
        ("At least half agreed, but fewer than three in four.", 12, (6, 8)),
    ],
)
def test_the_attacker_reads_what_other_reports_say(sentence: str, answered: int, counts: tuple[int, int]) -> None:
    assert read(sentence, answered) == counts


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "The mean answer was 4.2.",
        "Most people agreed.",
        "At least some in many agreed.",
        "9 of 11 agreed.",
        "43 % agreed.",
    ],
)
def test_what_cannot_be_read_is_not_taken_for_harmless(sentence: str) -> None:
    with pytest.raises(Unreadable):
        read(sentence, 12)
    with pytest.raises(Unreadable):
        audit([Printed("q", people(0, 12), sentence, 6, 12)])


# Exactness


def every_world(sizes: list[int], printed: list[tuple[set[int], int, int]]) -> Iterator[tuple[int, ...]]:
    """All data sets, by trying each one."""
    for world in product(*(range(size + 1) for size in sizes)):
        if all(low <= sum(world[cell] for cell in cells) <= high for cells, low, high in printed):
            yield world


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=4).flatmap(
        lambda sizes: st.tuples(
            st.just(sizes),
            st.lists(
                st.tuples(st.sets(st.integers(0, len(sizes) - 1), min_size=1), st.integers(0, 9), st.integers(0, 9)),
                min_size=1,
                max_size=3,
            ),
        )
    )
)
def test_the_bounds_are_those_found_by_trying_every_data_set(
    case: tuple[list[int], list[tuple[set[int], int, int]]],
) -> None:
    sizes, lines = case
    cells = [frozenset(f"{cell}-{number}" for number in range(size)) for cell, size in enumerate(sizes)]
    wanted, printed = [], []
    for members, one, other in lines:
        group = frozenset().union(*(cells[cell] for cell in members))
        low, high = min(one, other, len(group)), min(max(one, other), len(group))
        wanted.append((members, low, high))
        printed.append(Printed("q", group, f"At least {low} in {len(group)} agreed.", low, high))
    everyone = frozenset().union(*(item.contributors for item in printed))
    possible = list(every_world(sizes, wanted))
    if not possible:
        with pytest.raises(Contradiction):
            bounds(printed, protected=cells)
        return
    agreed = {found.group: found for found in bounds(printed, protected=cells) if found.answers == {"agreed"}}
    for cell, members in enumerate(cells):
        if members <= everyone:
            sums = [world[cell] for world in possible]
            assert (agreed[members].low, agreed[members].high) == (min(sums), max(sums))


def test_a_bound_counts_with_the_data_set_that_attains_it() -> None:
    found = bounds([banded(people(0, 16), 16)], protected=[people(0, 8), people(8, 16)])
    assert {(len(bound.group), *sorted(bound.answers), bound.low, bound.high) for bound in found} == {
        (16, "agreed", 11, 16),
        (8, "agreed", 3, 8),
        (8, "anything else", 0, 5),
    }
    for bound in found:
        for world, count in ((bound.least, bound.low), (bound.greatest, bound.high)):
            assert {cell: sum(given.values()) for cell, given in world.items()} == {cell: 8 for cell in world}
            assert 11 <= sum(given["agreed"] for given in world.values()) <= 16
            inside = [given for cell, given in world.items() if cell <= bound.group]
            assert sum(given[answer] for given in inside for answer in bound.answers) == count


def test_whole_people_are_counted_where_fractions_would_look_safe() -> None:
    """Three groups of two in pairs, each pair half agreeing: in fractions everyone is uncertain about evenly."""
    a, b, c = people(0, 1), people(1, 2), people(2, 3)
    printed = [Printed("q", pair, "Half or more agreed.", 1, 1) for pair in (a | b, b | c, a | c)]
    with pytest.raises(Contradiction):  # one of one, one of one, one of one: no three whole people can do it
        audit(printed)


# Weaker rules are caught


def test_percentages_are_caught() -> None:
    found = audit([percentage(people(0, 14), 6, decimals=1)])
    assert not found.passed and found.min_width == 0
    assert not audit([percentage(people(0, 12), 10)]).passed
    assert not audit([percentage(people(0, 12), 12)]).passed


def test_a_threshold_of_three_is_caught() -> None:
    policy = loosened(threshold=3, width=0, most_bands=2)
    found = audit([banded(people(0, 3), 3, policy)])
    assert not found.passed


def test_narrower_bands_are_caught() -> None:
    policy = loosened(width=1, most_bands=5)
    assert not audit([banded(people(0, 12), 12, policy)]).passed
    assert audit([banded(people(0, 12), 12)]).passed


def test_two_overlapping_groups_are_caught() -> None:
    """Sixteen people, and fourteen of them: both sentences are true and safe alone, and name the other two."""
    whole, part = banded(people(0, 16), 11), banded(people(0, 14), 9)
    assert audit([whole]).passed and audit([part]).passed
    found = audit([whole, part])
    assert not found.passed
    assert found.reasons == (
        "q: somebody's answer or a group's count becomes known.",
        "q: one accomplice is enough to learn others' answers.",
    )


def test_printing_again_after_a_withdrawal_is_caught() -> None:
    """Rounding to five, twelve then eleven people: the one who left agreed."""
    before, after = rounded_to_five(people(0, 13), 13), rounded_to_five(people(0, 12), 12)
    assert not audit([after], [before]).passed
    assert not audit([banded(people(0, 29), 23)], [banded(people(0, 30), 24)]).passed


def test_totals_with_their_parts_are_caught() -> None:
    a, b, c = people(0, 12), people(12, 26), people(26, 30)
    printed = [counted(a | b | c, 20), counted(a, 9), counted(b, 8)]
    assert not audit(printed, protected=[c]).passed


def test_several_sentences_about_one_question_are_caught() -> None:
    """Bands of each answer must add up, so together they say more than any of them."""
    who = people(0, 20)

    def said(answer: str, low: int, high: int) -> Printed:
        return Printed("q", who, f"Between {low} in 20 and {high} in 20 chose it.", low, high, frozenset({answer}))

    spread = [said("agree", 10, 14), said("neither", 5, 9), said("disagree", 5, 9)]
    found = audit(spread)
    assert not found.passed  # 10 + 5 + 5 is everybody
    assert audit(spread[:1]).passed


def test_a_sentence_that_says_more_than_its_bounds_is_caught() -> None:
    who = people(0, 30)
    honest = Printed("q", who, "At least four in five of those who answered agreed.", 24, 30)
    assert audit([honest]).passed
    louder = Printed("q", who, "At least four in five of those who answered agreed.", 18, 30)
    found = audit([louder])
    assert not found.passed
    assert "says more than the rules" in found.reasons[0]


def ranges_tried_out(shape: Shape, told: tuple[tuple[int, int], ...]) -> bool | None:
    """Whether some target is broken when these accomplices tell, by trying each data set; None if they cannot."""
    printed = [(set(line.cells), line.low, line.high) for line in shape.lines]
    yes, no = Counter(cell for cell, answer in told if not answer), Counter(cell for cell, answer in told if answer)
    possible = [
        [world[cell] - yes[cell] for cell in range(len(world))]
        for world in every_world(list(shape.sizes), printed)
        if all(yes[cell] <= agreed <= shape.sizes[cell] - no[cell] for cell, agreed in enumerate(world))
    ]
    if not possible:
        return None
    left = [size - yes[cell] - no[cell] for cell, size in enumerate(shape.sizes)]
    for cells in {*shape.groups, *((cell,) for cell in range(len(left)))}:
        sums = [sum(world[cell] for cell in cells) for world in possible]
        if max(sums) - min(sums) < min(worlds.ENOUGH - len(told), sum(left[cell] for cell in cells)):
            return True
    return False


@settings(max_examples=60)
@given(st.data())
def test_accomplices_learn_what_trying_every_data_set_would_tell_them(data: st.DataObject) -> None:
    sizes = tuple(data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=3)))
    lines = []
    for _ in range(data.draw(st.integers(1, 2))):
        cells = tuple(sorted(data.draw(st.sets(st.integers(0, len(sizes) - 1), min_size=1))))
        ends = sorted(data.draw(st.tuples(*[st.integers(0, sum(sizes[cell] for cell in cells))] * 2)))
        lines.append(Line(cells, (0,), *ends))
    shape = Shape(sizes, 2, tuple(lines), tuple(line.cells for line in lines))
    for insiders in (0, 1, 2):
        places = combinations_with_replacement(list(product(range(len(sizes)), range(2))), insiders)
        tried = [ranges_tried_out(shape, told) for told in places]
        if tried == [None]:  # nothing fits even without accomplices
            return
        found = judge_with(shape, insiders) if insiders else worlds.judge(shape, thorough=False)
        assert bool(found.broken) == any(tried)


# What may be printed


@pytest.mark.parametrize("answered", [10, 12, 14, 15, 16, 19, 20, 24, 25, 41])
def test_one_banded_sentence_withstands_the_attacker_at_every_size(answered: int) -> None:
    half = people(0, answered // 2)
    for band in bands(answered, Policy()):
        found = audit([banded(people(0, answered), band.low)], protected=[half])
        assert found.passed and found.with_two, (band, found)
        assert found.min_width is not None and found.min_width >= 4


def test_different_questions_do_not_narrow_each_other() -> None:
    one, two = banded(people(0, 16), 11), banded(people(0, 14), 9)
    other = Printed("another question", two.contributors, two.sentence, two.low, two.high)
    assert audit([one, other]).passed
    assert not audit([one, two]).passed


def test_nothing_printed_is_nothing_to_attack() -> None:
    assert audit([]) == attack.Audit(targets=0, min_width=None, passed=True, with_two=True)


# Doubt


def test_an_attack_that_cannot_be_finished_is_not_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    out_of_time = scipy.optimize.OptimizeResult(status=1, x=None, message="Time limit reached.")
    worlds.judge.cache_clear()
    monkeypatch.setattr(scipy.optimize, "milp", lambda *arguments, **named: out_of_time)
    with pytest.raises(AttackUnfinished, match="Time limit"):
        audit([banded(people(0, 22), 20)])


def test_a_solver_that_lies_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = scipy.optimize.milp

    def lying(*arguments: object, **named: object) -> object:
        found = honest(*arguments, **named)
        found.x = found.x + 1
        return found

    worlds.judge.cache_clear()
    monkeypatch.setattr(scipy.optimize, "milp", lying)
    with pytest.raises(AttackUnfinished, match="does not fit"):
        audit([banded(people(0, 23), 20)])


def test_too_many_groups_to_attack_are_not_a_pass() -> None:
    nested = [people(0, 200 - 2 * step) for step in range(99)]
    with pytest.raises(AttackUnfinished, match="too many overlapping groups to attack"):
        audit([banded(people(0, 200), 150)], protected=nested)


def test_too_many_accomplices_to_try_are_not_a_pass() -> None:
    teams = [people(2 * team, 2 * team + 2) for team in range(151)]
    with pytest.raises(AttackUnfinished, match="every accomplice"):
        audit([banded(people(0, 302), 250)], protected=teams, thorough=False)


# Independence


def imports(source: str) -> set[str]:
    """The modules that a source text imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in {
            "__import__",
            "import_module",
        }:
            found.add("by name, which cannot be followed")
    return found


def foreign(source: str) -> set[str]:
    own = "turnabout.engine.disclosure.attack"
    return {
        name
        for name in imports(source)
        if name.partition(".")[0] not in MAY_IMPORT and not (name == own or name.startswith(f"{own}."))
    }


def test_the_attacker_imports_nothing_of_what_it_judges() -> None:
    sources = list(ROOM.rglob("*.py"))
    assert len(sources) >= 3
    for path in sources:
        assert foreign(path.read_text(encoding="utf-8")) == set(), path.name


@pytest.mark.parametrize(
    "crime",
    [
        "from turnabout.engine.disclosure.bands import bands",
        "from turnabout.engine.disclosure import policy",
        "import turnabout.engine.disclosure.release",
        "def f():\n    from ..bands import bands",
        "import importlib\nimportlib.import_module('turnabout.engine.disclosure.bands')",
        "__import__('turnabout.engine.disclosure.wording')",
    ],
)
def test_an_import_planted_in_the_attacker_is_caught(crime: str) -> None:
    for path in ROOM.rglob("*.py"):
        assert foreign(path.read_text(encoding="utf-8") + "\n" + crime) != set()
