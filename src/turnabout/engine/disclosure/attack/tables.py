"""The attacker on tables of head-counts: what can a reader who knows every rule work out about a hidden number?

It knows the policy and the rounding, every number shown, in this table and in earlier ones that share its
questions, who was counted in which, and any count that is public anyway (how many people there are). The
`insider`, who judges, knows besides of every hidden number whether it is under the threshold. Unknown is how
many people of each kind stand in each cell; each is driven to its least and greatest in whole numbers. It
imports nothing of what it judges; what it cannot finish counts as broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations, product

from turnabout.engine.disclosure.attack.counts import Counts, Numbers, Row
from turnabout.engine.disclosure.attack.worlds import ENOUGH, TARGETS_AT_MOST, AttackUnfinished, Vector

FEWEST = 10  # no number of people smaller than this is ever shown
STEP = 5  # nor one that is no multiple of this
ALL = -1  # in a cell's place, where it counts every category of that dimension together

Cell = tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Print:
    """One printed table as a reader has it. A cell is the number of its category in each dimension, or `ALL`.

    `sizes` are the numbers of categories; `shown` the printed numbers; `known` the exact counts that readers have
    from elsewhere; `under` the hidden cells that an insider knows to be under the threshold, where every other
    hidden cell is known to reach it (None: a reader who cannot tell); `people` who was counted, by any stable
    reference, needed where several prints are judged together.
    """

    sizes: tuple[int, ...]
    shown: Mapping[Cell, int]
    threshold: int
    round_to: int
    known: Mapping[Cell, int] = field(default_factory=dict)
    under: frozenset[Cell] | None = None
    people: frozenset[str] | None = None

    @property
    def cells(self) -> list[Cell]:
        """Every cell of the table, margins included, in order."""
        return list(product(*((*range(size), ALL) for size in self.sizes)))

    @property
    def hidden(self) -> list[Cell]:
        """The cells whose numbers readers have neither here nor from elsewhere."""
        return [cell for cell in self.cells if cell not in self.shown and cell not in self.known]

    def told(self, cell: Cell) -> tuple[int, int | None]:
        """The least and greatest that a cell can be, from what is said of it alone."""
        if cell in self.known:
            return self.known[cell], self.known[cell]
        if cell in self.shown:
            lowest = self.shown[cell] - self.round_to // 2
            return max(self.threshold, lowest), lowest + self.round_to - 1
        if self.under is None:
            return 0, None
        return (0, self.threshold - 1) if cell in self.under else (self.threshold, None)


@dataclass(frozen=True, slots=True)
class Target:
    """What is attacked: the sum of `parts`, hidden cells of a print; `line` are all the parts of their margin."""

    parts: tuple[Cell, ...]
    line: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class TableAudit:
    """The verdict on the last of the prints: how much was attacked, and what broke, without any count."""

    targets: int
    passed: bool
    reasons: tuple[str, ...] = ()


def targets(printed: Print) -> list[Target]:
    """Every hidden cell, and of every line what a reader is left with who takes the shown parts off the margin."""
    hidden = set(printed.hidden)
    found = {Target((cell,)): None for cell in sorted(hidden)}
    for cell in printed.cells:
        for place, index in enumerate(cell):
            if index != ALL:
                continue
            line = tuple((*cell[:place], each, *cell[place + 1 :]) for each in range(printed.sizes[place]))
            rest = tuple(part for part in line if part in hidden)
            if 1 < len(rest) < len(line):
                found[Target(rest, line)] = None
    return list(found)


class Attack:
    """Prints that share their questions, put together. Raises `ValueError` where they cannot be."""

    def __init__(self, prints: Sequence[Print], seen: Iterable[Vector] = ()) -> None:
        self.prints = tuple(prints)
        self._sizes = self.prints[0].sizes
        if any(one.sizes != self._sizes for one in self.prints):
            raise ValueError("Only tables of the same questions can be judged together.")
        self._kinds = _kinds(self.prints)
        self._inner = list(product(*map(range, self._sizes)))
        self._seen = tuple(seen)
        self._found: dict[tuple[frozenset[int], Cell], Numbers] = {}

    @cached_property
    def counts(self) -> Counts:
        """Every set of counts that fits all the prints."""
        rows = [Row(self.numbers(number, cell), *one.told(cell)) for number, one in self._told() for cell in one.cells]
        return Counts(self._unknowns, [*rows, *self._sized()], self._seen)

    @cached_property
    def before(self) -> Counts:
        """Every set of counts that fits what readers know if nothing is printed."""
        rows = [
            Row(self.numbers(number, cell), count, count)
            for number, one in self._told()
            for cell, count in one.known.items()
        ]
        return Counts(self._unknowns, [*rows, *self._sized()])

    def numbers(self, number: int, cell: Cell) -> Numbers:
        """The unknowns that add up to a cell of the print with this number."""
        return self._of(frozenset(kind for kind, within in enumerate(self._kinds) if number in within[0]), cell)

    def summed(self, number: int, target: Target) -> Numbers:
        """The unknowns that add up to a target of the print with this number."""
        return tuple(sorted({each for part in target.parts for each in self.numbers(number, part)}))

    def stands(self, of: Numbers, enough: int) -> bool:
        """Whether a sum keeps a range of `enough`, or all that it had before anything was printed."""
        if self.counts.ranges_by(of, enough):
            return True
        low, high = self.before.range_of(of)
        return high is not None and high - low < enough and self.counts.ranges_by(of, high - low)

    def differences(self) -> Iterator[tuple[str, Numbers]]:
        """Every cell of the people whom some prints count and others do not, where no print is of them alone."""
        groups = [
            frozenset(kind for kind, within in enumerate(self._kinds) if number in within[0])
            for number in range(len(self.prints))
        ]
        between = {group for a, b in permutations(groups, 2) for group in (a & b, a - b) if group}
        between |= {frozenset({kind}) for kind in range(len(self._kinds))} if len(groups) > 1 else set()
        for group in sorted(between - set(groups), key=sorted):
            for cell in self.prints[0].cells:
                if any(index != ALL for index in cell):
                    yield "A number of those whom only some of the tables count becomes known.", self._of(group, cell)

    def _told(self) -> Iterator[tuple[int, Print]]:
        return enumerate(self.prints)

    @property
    def _unknowns(self) -> int:
        return len(self._kinds) * len(self._inner)

    def _of(self, kinds: frozenset[int], cell: Cell) -> Numbers:
        if (kinds, cell) not in self._found:
            within = [
                number
                for number, inner in enumerate(self._inner)
                if all(index in (ALL, own) for index, own in zip(cell, inner, strict=True))
            ]
            found = tuple(kind * len(self._inner) + number for kind in sorted(kinds) for number in within)
            self._found[kinds, cell] = found
        return self._found[kinds, cell]

    def _sized(self) -> Iterator[Row]:
        """How many people there are of each kind, where it is known who was counted."""
        everything = tuple(ALL for _ in self._sizes)
        for kind, (_, size) in enumerate(self._kinds):
            if size is not None:
                yield Row(self._of(frozenset({kind}), everything), size, size)


def _kinds(prints: tuple[Print, ...]) -> list[tuple[frozenset[int], int | None]]:
    """The kinds of people: those whom the same prints count, which prints these are, and how many people."""
    if len(prints) == 1 and prints[0].people is None:
        return [(frozenset({0}), None)]
    sizes: dict[frozenset[int], int] = {}
    counted = [one.people for one in prints]
    if None in counted:
        raise ValueError("To judge several tables together, say of each who was counted.")
    for person in sorted(frozenset().union(*(people or frozenset() for people in counted))):
        within = frozenset(number for number, people in enumerate(counted) if people and person in people)
        sizes[within] = sizes.get(within, 0) + 1
    return [(within, sizes[within]) for within in sorted(sizes, key=sorted)]


def weak(attack: Attack, *, enough: int = ENOUGH) -> list[Target]:
    """The targets of a single print that do not stand."""
    (printed,) = attack.prints
    attacked = [(target, attack.summed(0, target)) for target in targets(printed)]
    attack.counts.push(of for _, of in attacked)
    return [target for target, of in attacked if not attack.stands(of, enough)]


def audit(prints: Sequence[Print], *, enough: int = ENOUGH) -> TableAudit:
    """Attack the last of `prints` together with those before it.

    Passed means: no number is shown that may stand for fewer than ten people or is not to the nearest five, and every
    hidden cell, what is left of a margin, and each cell of the difference of two prints keeps a range of `enough`
    (never less than four), or of all that it could have been if less. Raises `Contradiction` or `AttackUnfinished`;
    the caller takes any exception for a failure.
    """
    enough = max(enough, ENOUGH)
    reasons = [
        reason
        for one in prints
        for cell, number in sorted(one.shown.items())
        for reason in (
            "A number is shown that may stand for fewer than ten people." if one.told(cell)[0] < FEWEST else "",
            "A number is shown more exactly than to the nearest five." if number % STEP or one.round_to < STEP else "",
        )
        if reason
    ]
    attack = Attack(prints)
    attacked = [
        ("A hidden number becomes known.", attack.summed(at, each))
        for at, one in enumerate(prints)
        for each in targets(one)
    ]
    attacked += attack.differences()
    if len(attacked) > TARGETS_AT_MOST:
        raise AttackUnfinished("There are too many hidden numbers to attack them all. Ask for a smaller table.")
    attack.counts.settle()
    attack.counts.push(of for _, of in attacked)
    reasons += [reason for reason, of in attacked if not attack.stands(of, enough)]
    return TableAudit(len(attacked), not reasons, tuple(dict.fromkeys(reasons)))


def bounds(printed: Print) -> dict[Cell, tuple[int, int | None]]:
    """The least and greatest of every hidden cell for a reader of one print; None where nothing bounds it above."""
    attack = Attack([printed])
    attack.counts.push(attack.numbers(0, cell) for cell in printed.hidden)
    return {cell: attack.counts.range_of(attack.numbers(0, cell)) for cell in printed.hidden}
