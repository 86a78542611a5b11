"""Which further cells are hidden, so that those under the threshold cannot be worked out: the fewest that do.

Each target that the attacker breaks names a smallest set of shown cells by which it is broken; at least one of them
has to go. A small programme in zeros and ones finds the cheapest cells to hide under all such cuts, until nothing is
broken. A margin costs as much as the cells that it adds up, whatever the counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import numpy as np

from turnabout.engine.disclosure.attack.tables import ALL, Attack, Cell, Print, Target, weak
from turnabout.engine.disclosure.attack.worlds import SECONDS_A_SOLVE, AttackUnfinished

ROUNDS_AT_MOST = 60  # counts, and no clock: the same table gets the same answer on every machine


class Unprotectable(Exception):
    """Nothing short of hiding everything protects this table."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """At least one of `hide` is to be hidden, or one of `show` shown after all."""

    hide: frozenset[Cell]
    show: frozenset[Cell]


def choose(printed: Print, enough: int) -> frozenset[Cell]:
    """The cells to hide besides those under the threshold, for a print that hides those alone.

    Raises `Unprotectable`, and `AttackUnfinished` or `Contradiction` where the attack cannot be finished.
    """
    free = [cell for cell in printed.cells if cell in printed.shown and cell not in printed.known]
    chosen: frozenset[Cell] = frozenset()
    cuts: set[_Cut] = set()
    for _ in range(ROUNDS_AT_MOST):
        now = _without(printed, chosen)
        broken = weak(Attack([now]), enough=enough)
        if not broken:
            return chosen
        cuts |= {_cut(now, target, chosen, enough) for target in broken}
        chosen = _cheapest(free, cuts, printed.sizes)
    raise AttackUnfinished("Too many numbers of this table depend on one another.")


def _without(printed: Print, hidden: frozenset[Cell]) -> Print:
    return replace(printed, shown={cell: number for cell, number in printed.shown.items() if cell not in hidden})


def _cut(now: Print, target: Target, chosen: frozenset[Cell], enough: int) -> _Cut:
    """What must change for a broken target: one of the fewest shown cells that break it, or the target itself."""
    culprits = _culprits(now, target, enough)
    others = frozenset(part for part in target.line if part in now.shown and part not in now.known)
    hide, show = culprits | others, chosen & frozenset(target.parts)
    if not hide and not show:
        raise Unprotectable
    return _Cut(hide, show)


def _culprits(now: Print, target: Target, enough: int) -> frozenset[Cell]:
    """Shown cells by which alone the target is broken, none of which can be spared."""
    everything = frozenset(cell for cell in now.shown if cell not in now.known)

    def broken(shown: frozenset[Cell]) -> bool:
        attack = Attack([_without(now, everything - shown)])
        return not attack.stands(attack.summed(0, target), enough)

    suspects = next((near for near in (frozenset(), *_near(now, target, everything)) if broken(near)), everything)
    for cell in sorted(suspects, key=lambda each: (sum(index == ALL for index in each), each)):
        if broken(suspects - {cell}):
            suspects -= {cell}
    return suspects


def _near(now: Print, target: Target, shown: frozenset[Cell]) -> list[frozenset[Cell]]:
    """The shown cells of each line that runs through the target, and of all of them together: most breaks lie there."""
    lines = []
    for place in range(len(now.sizes)):
        places = {part[:place] + part[place + 1 :] for part in target.parts}
        lines.append(frozenset(cell for cell in shown if cell[:place] + cell[place + 1 :] in places))
    return [*lines, frozenset().union(*lines)]


def _cheapest(free: list[Cell], cuts: set[_Cut], sizes: tuple[int, ...]) -> frozenset[Cell]:
    """The cells to hide at the least cost under the cuts; of two choices that cost the same the earlier cells."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    places = {cell: number for number, cell in enumerate(free)}
    costs = [prod(size for size, index in zip(sizes, cell, strict=True) if index == ALL) for cell in free]
    ordered = sorted(cuts, key=lambda cut: (sorted(cut.hide), sorted(cut.show)))
    rows, least = np.zeros((len(ordered), len(free))), np.zeros(len(ordered))
    for number, cut in enumerate(ordered):
        rows[number, [places[cell] for cell in cut.hide]] += 1
        rows[number, [places[cell] for cell in cut.show]] -= 1
        least[number] = 1 - len(cut.show)
    found = milp(
        np.array(costs, dtype=float) + np.linspace(0, 1e-3, len(free)) / len(free),
        constraints=LinearConstraint(rows, least, np.inf),
        integrality=np.ones(len(free)),
        bounds=Bounds(0, 1),
        options={"time_limit": SECONDS_A_SOLVE, "mip_rel_gap": 0.0},
    )
    if found.status == 2:
        raise Unprotectable
    if found.status != 0 or found.x is None:
        raise AttackUnfinished(f"The cells to hide could not be chosen: {found.message}")
    return frozenset(cell for cell, number in places.items() if round(found.x[number]))
