"""The attacker: what can somebody who knows everything but the answers work out from all that was printed?

It knows who was invited and who answered, every group, every sentence ever printed and the rules by which it
was made, and up to two accomplices' answers. Unknown are whole numbers: how many people of each kind gave
each answer. Each is driven to its least and greatest by exact integer optimisation. It imports nothing of
what it judges and reads the English itself; what it cannot read or finish counts as broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from turnabout.engine.disclosure.attack.reading import Unreadable, read
from turnabout.engine.disclosure.attack.worlds import (
    AttackUnfinished,
    Contradiction,
    Line,
    Shape,
    Worlds,
    judge,
    judge_with,
)

__all__ = [
    "AttackUnfinished",
    "Audit",
    "Bound",
    "Contradiction",
    "Printed",
    "Unreadable",
    "audit",
    "bounds",
    "read",
]

Group = frozenset[str]


@dataclass(frozen=True, slots=True, repr=False)
class Printed:
    """One sentence that readers have or would have, and what stands behind it.

    `question` names one answer of each person (cohort, instrument, item); `contributors` are the people whose
    answers are in it, by any stable reference; `low` and `high` the counts the printing rules put behind the
    sentence; `answers` the answers that count.
    """

    question: str
    contributors: Group
    sentence: str
    low: int
    high: int
    answers: frozenset[str] = frozenset({"agreed"})


@dataclass(frozen=True, slots=True)
class Audit:
    """The attacker's verdict: `passed` only if every target stayed uncertain enough.

    `targets` were attacked; `min_width` is the narrowest range found for a group of at least four people
    (None when nothing was printed about any). `with_two` reports, without being judged, whether two
    accomplices would learn no more than a range of two (False also where there was too much to try).
    `reasons` say what broke, without any count.
    """

    targets: int
    min_width: int | None
    passed: bool
    with_two: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Bound:
    """How many of a group at least and at most gave one of `answers`, each end with a data set that attains it.

    A data set maps each kind of people (those in the same groups) to how many of them gave each answer.
    """

    question: str
    group: Group
    answers: frozenset[str]
    low: int
    high: int
    least: Mapping[Group, Mapping[str, int]]
    greatest: Mapping[Group, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Case:
    """One question made ready: the shape to solve and what its numbers stand for."""

    question: str
    shape: Shape
    cells: tuple[Group, ...]
    answers: tuple[str, ...]
    overstated: bool


def _cells(groups: Iterable[Group]) -> tuple[Group, ...]:
    """People sorted into kinds: two are of one kind when every group holds both or neither."""
    ordered = sorted({tuple(sorted(group)) for group in groups})
    kinds: dict[tuple[bool, ...], set[str]] = {}
    for person in sorted({person for group in ordered for person in group}):
        kinds.setdefault(tuple(person in group for group in ordered), set()).add(person)
    return tuple(frozenset(kind) for kind in kinds.values())


def _targets(groups: Iterable[Group]) -> set[Group]:
    """The groups themselves, what two have in common, and what one has beyond another."""
    own = {group for group in groups if group}
    pairs = [(a & b, a - b) for a, b in permutations(own, 2)]
    return own | {group for pair in pairs for group in pair if group}


def _cases(printed: Iterable[Printed], protected: Iterable[Group]) -> Iterator[_Case]:
    by_question: dict[str, list[Printed]] = {}
    for item in printed:
        by_question.setdefault(item.question, []).append(item)
    hidden = list(protected)
    for question, items in sorted(by_question.items()):
        everyone: Group = frozenset().union(*(item.contributors for item in items))
        groups = {item.contributors for item in items} | {everyone & group for group in hidden}
        cells = _cells(groups)
        named = sorted({answer for item in items for answer in item.answers})
        answers = (*named, "anything else")

        def numbers(group: Group, cells: tuple[Group, ...] = cells) -> tuple[int, ...]:
            return tuple(number for number, cell in enumerate(cells) if cell <= group)

        lines, overstated = set(), False
        for item in items:
            least, greatest = read(item.sentence, len(item.contributors))
            overstated |= item.low < least or item.high > greatest
            chosen = tuple(number for number, answer in enumerate(answers) if answer in item.answers)
            lines.add(Line(numbers(item.contributors), chosen, max(item.low, least), min(item.high, greatest)))
        targets = {numbers(group) for group in _targets(groups) | set(cells)}
        shape = Shape(tuple(map(len, cells)), len(answers), tuple(sorted(lines, key=repr)), tuple(sorted(targets)))
        yield _Case(question, shape, cells, answers, overstated)


def audit(
    release: Iterable[Printed],
    ledger: Iterable[Printed] = (),
    *,
    protected: Iterable[Group] = (),
    thorough: bool = True,
) -> Audit:
    """Attack a release together with everything printed before it.

    `protected` are groups that readers know of although no sentence is about them. Passed means: without
    help every group's count keeps a range of at least four (a smaller group: the whole of it), nobody's
    answer is certain, with one accomplice three; and no sentence says more than the rules put behind it
    (policy D10). Unless `thorough`, widths are measured only as far as the verdict needs. Raises `Unreadable`,
    `Contradiction` or `AttackUnfinished`; the caller takes any exception for a failure.
    """
    reasons: list[str] = []
    widths: list[int] = []
    targets, with_two = 0, thorough
    for case in _cases([*release, *ledger], protected):
        if case.overstated:
            reasons.append(f"{case.question}: a sentence says more than the rules put behind it.")
        alone = judge(case.shape, thorough=thorough)
        targets += alone.targets
        if alone.width is not None:
            widths.append(alone.width)
        if alone.broken:
            reasons.append(f"{case.question}: somebody's answer or a group's count becomes known.")
        if judge_with(case.shape, 1).broken:
            reasons.append(f"{case.question}: one accomplice is enough to learn others' answers.")
        with_two = with_two and _stands_two(case.shape)
    return Audit(targets, min(widths, default=None), not reasons, with_two, tuple(reasons))


def _stands_two(shape: Shape) -> bool:
    try:
        return judge_with(shape, 2).broken == 0
    except AttackUnfinished:
        return False


def bounds(printed: Iterable[Printed], *, protected: Iterable[Group] = ()) -> tuple[Bound, ...]:
    """What the attacker knows of every target without help, each end with its witness. Raises as `audit`."""
    found = []
    for case in _cases(printed, protected):
        worlds = Worlds(case.shape.sizes, case.shape.answers, case.shape.lines)
        for cells, numbers in case.shape.targets:
            weights = worlds.weights(cells, numbers)
            answers = frozenset(case.answers[number] for number in numbers)
            ends = [worlds.least(weights), worlds.least(-weights)]
            least, greatest = (
                {
                    cell: dict(zip(case.answers, map(int, row), strict=True))
                    for cell, row in zip(case.cells, end.reshape(len(case.cells), -1), strict=True)
                }
                for end in ends
            )
            group: Group = frozenset().union(*(case.cells[cell] for cell in cells))
            low, high = (int(weights @ end) for end in ends)
            found.append(Bound(case.question, group, answers, low, high, least, greatest))
    return tuple(found)
