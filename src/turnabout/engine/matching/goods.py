"""The order of goods.

Each is made as large as it can be among the answers that are best by those before it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from turnabout.engine.matching.flow import Adapter, AdapterFailed, Bools, FlowTask, Ints, is_allowed, prices


@dataclass(frozen=True, eq=False)
class Edges:
    """The pairs at stake by position, in order of mentor, then mentee, and everybody's places beside their
    locks.
    """

    mentor: Ints
    mentee: Ints
    fit: Ints
    mentor_places: Ints
    mentee_places: Ints


@dataclass(frozen=True, eq=False)
class Face:
    """The answers that are best so far: some pairs are settled, some are out, some people use all their
    places.

    `free` pairs may or may not be taken, `forced` ones are, all others are out.
    """

    edges: Edges
    free: Bools
    forced: Bools
    mentor_full: Bools
    mentee_full: Bools


@dataclass(frozen=True, eq=False)
class Step:
    """One good made as large as possible.

    The choice, its value, the prices that prove it, and what is left.
    """

    chosen: Bools
    bound: int
    mentor_prices: Ints
    mentee_prices: Ints
    face: Face


def whole_face(edges: Edges) -> Face:
    """Return the face on which nothing has been decided."""
    none = np.zeros(len(edges.fit), dtype=bool)
    return Face(edges, ~none, none, np.zeros(len(edges.mentor_places), bool), np.zeros(len(edges.mentee_places), bool))


def enlarge(face: Face, weights: Ints, adapter: Adapter) -> Step:
    """Make the sum of `weights` (one per edge, 0 to 2**31) as large as possible within the face, and prove
    it.

    Raises AdapterFailed if the adapter's answer is missing, not allowed, or not the heaviest.
    """
    edges = face.edges
    at = np.flatnonzero(face.free)
    task = FlowTask(
        mentor=edges.mentor[at],
        mentee=edges.mentee[at],
        weight=weights[at],
        mentor_places=edges.mentor_places - _taken(edges.mentor, face.forced, len(edges.mentor_places)),
        mentee_places=edges.mentee_places - _taken(edges.mentee, face.forced, len(edges.mentee_places)),
        mentor_full=face.mentor_full,
        mentee_full=face.mentee_full,
    )
    answer = _answered(task, adapter)
    mentor_prices, mentee_prices = prices(task, answer)
    chosen = face.forced.copy()
    chosen[at[answer]] = True
    slack = weights - mentor_prices[edges.mentor] - mentee_prices[edges.mentee]
    left = Face(
        edges,
        free=face.free & (slack == 0),
        forced=face.forced | (face.free & (slack > 0)),
        mentor_full=face.mentor_full | (mentor_prices > 0),
        mentee_full=face.mentee_full | (mentee_prices > 0),
    )
    return Step(chosen, int(weights[chosen].sum()), mentor_prices, mentee_prices, left)


def _answered(task: FlowTask, adapter: Adapter) -> Bools:
    """Ask the adapter about the pairs that both have a place for; the others stay in the task to be priced."""
    possible = (task.mentor_places[task.mentor] > 0) & (task.mentee_places[task.mentee] > 0)
    answer = np.zeros(len(possible), dtype=bool)
    if possible.any():
        asked = replace(task, mentor=task.mentor[possible], mentee=task.mentee[possible], weight=task.weight[possible])
        found = adapter.heaviest(asked)
        if not is_allowed(asked, found):
            raise AdapterFailed("the answer gives somebody too many partners, or too few")
        answer[possible] = found
    return answer


def _taken(ends: Ints, forced: Bools, people: int) -> Ints:
    return np.bincount(ends[forced], minlength=people).astype(np.int64)


def without(face: Face, unwanted: Bools) -> Face:
    """Return the face without these edges."""
    return replace(face, free=face.free & ~unwanted)


def raise_the_floor(edges: Edges, most: int, adapter: Adapter) -> tuple[int, Step]:
    """Find the best possible fit for the worst-off of `most` pairs (at least one).

    Returns that fit, and the step showing that fewer than `most` pairs can be made of better fits alone.
    """
    levels = np.unique(edges.fit)

    def above(level: int) -> Step:
        face = without(whole_face(edges), edges.fit <= level)
        return enlarge(face, face.free.astype(np.int64), adapter)

    return _last_that_holds(levels, most, above)


def _last_that_holds(levels: Ints, most: int, above: Callable[[int], Step]) -> tuple[int, Step]:
    # Search for the lowest level above which fewer than `most` pairs can be made: that level is the floor.
    low, high = 0, len(levels) - 1
    proof = above(int(levels[high]))
    while low < high:
        middle = (low + high) // 2
        step = above(int(levels[middle]))
        if step.bound < most:
            high, proof = middle, step
        else:
            low = middle + 1
    return int(levels[high]), proof
