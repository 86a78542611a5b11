"""Who asks for the same places as an unmatched person."""

from dataclasses import dataclass

import numpy as np

from turnabout.engine.matching.eligibility import BoolGrid, places_left
from turnabout.engine.matching.overlap import IntGrid
from turnabout.engine.matching.people import Mentor, Participant
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.result import Result


@dataclass(frozen=True)
class Rivals:
    """People on one side, the unmatched one among them, who ask for the same `places` of the other side.

    `with_two` of them have two partners now.
    """

    people: int = 0
    places_wanted: int = 0
    places: int = 0
    with_two: int = 0


class Competition:
    """Follows who could swap with whom: from a person to permitted partners, from those to their present
    ones.

    In an answer with the most pairs nobody reached this way has a place to spare, so what is reached is a
    shortage: more places wanted than there are. Others who were left alone and could take one of those
    places count with them.
    """

    def __init__(self, problem: Problem, result: Result, permitted: BoolGrid) -> None:
        self.problem = problem
        self.at_stake = permitted.copy()
        self.paired = np.zeros_like(permitted)
        for pair in result.pairs:
            cell = (problem.mentor_index[pair.mentor], problem.mentee_index[pair.mentee])
            self.at_stake[cell] &= not pair.locked
            self.paired[cell] = not pair.locked
        self.mentor_places, self.mentee_places = places_left(problem)

    def over(self, person: Participant) -> Rivals:
        """Return who competes with this unmatched mentor or mentee."""
        if isinstance(person, Mentor):
            row = self.problem.mentor_index[person.ref]
            return _reach(row, self.at_stake, self.paired, self.mentor_places, self.mentee_places)
        column = self.problem.mentee_index[person.ref]
        return _reach(column, self.at_stake.T, self.paired.T, self.mentee_places, self.mentor_places)


def _reach(start: int, at_stake: BoolGrid, paired: BoolGrid, own: IntGrid, others: IntGrid) -> Rivals:
    rivals = np.zeros(len(own), dtype=bool)
    partners = np.zeros(len(others), dtype=bool)
    rivals[start] = True
    frontier = rivals.copy()
    while frontier.any():
        partners |= (at_stake[frontier] & ~paired[frontier]).any(axis=0)
        frontier = paired[:, partners].any(axis=1) & ~rivals
        rivals |= frontier
    alone = ~paired.any(axis=1)
    rivals |= alone & at_stake[:, partners].any(axis=1)
    return Rivals(
        people=int(rivals.sum()),
        places_wanted=int(own[rivals].sum()),
        places=int(others[partners].sum()),
        with_two=int((paired[rivals].sum(axis=1) > 1).sum()),
    )
