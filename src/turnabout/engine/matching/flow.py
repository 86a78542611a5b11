"""The one question put to a solver, and who can answer it.

A task asks for the heaviest set of pairs in which nobody exceeds their places and some people must use all of
theirs. Every step of the order of goods is such a task, with small whole weights, so that no solver is ever
asked to tell goods apart by the size of a number.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class AdapterFailed(Exception):
    """An adapter gave no answer, or one that cannot be right. The next adapter is tried."""


@dataclass(frozen=True, eq=False)
class FlowTask:
    """Edges in order of mentor, then mentee, each at most once, none to a person without a place.

    Weights are from 0 to 2**31.

    `mentor[e]` and `mentee[e]` are positions on either side; `*_places` how many edges a person may have, and
    `*_full` whether it must be exactly so many.
    """

    mentor: Ints
    mentee: Ints
    weight: Ints
    mentor_places: Ints
    mentee_places: Ints
    mentor_full: Bools
    mentee_full: Bools


class Adapter(Protocol):
    """A solver behind a door.

    What it returns is checked and proved optimal by others, so it need not be trusted.
    """

    @property
    def name(self) -> str:
        """What this solver is called in an explanation."""
        ...

    def heaviest(self, task: FlowTask) -> Bools:
        """Return which edges to take for the greatest total weight.

        Raise AdapterFailed if there is no answer.
        """
        ...


def used(task: FlowTask, chosen: Bools) -> tuple[Ints, Ints]:
    """Return how many chosen edges each mentor and each mentee has."""
    mentors = np.bincount(task.mentor[chosen], minlength=len(task.mentor_places))
    mentees = np.bincount(task.mentee[chosen], minlength=len(task.mentee_places))
    return mentors.astype(np.int64), mentees.astype(np.int64)


def is_allowed(task: FlowTask, chosen: Bools) -> bool:
    """Whether this choice keeps to everybody's places."""
    if chosen.shape != task.mentor.shape or chosen.dtype != np.bool_:
        return False
    mentors, mentees = used(task, chosen)
    within = bool((mentors <= task.mentor_places).all() and (mentees <= task.mentee_places).all())
    short = (task.mentor_full & (mentors < task.mentor_places)).any()
    short = short or (task.mentee_full & (mentees < task.mentee_places)).any()
    return within and not bool(short)


def prices(task: FlowTask, chosen: Bools) -> tuple[Ints, Ints]:
    """Return whole-number prices of mentors and mentees that prove this choice heaviest (linear duality).

    A price is at least 0, or of any sign for a person who must use all their places, and 0 for a person with
    a place to spare. Each edge not chosen weighs at most its two prices, each chosen one at least: so no
    other choice weighs more. The prices depend on the weights and the choice alone, not on who found it.
    Raises AdapterFailed if there are none, that is, if the choice is not the heaviest.
    """
    mentors, mentees = used(task, chosen)
    return _Residual(task, chosen, mentors < task.mentor_places, mentees < task.mentee_places).shortest()


class _Residual:
    """Shortest distances in the residual network, all edges at once (Bellman and Ford).

    The three kinds of node are the mentors, the mentees and the ground, whose price is 0. Starting all at 0
    and not from the ground reaches those too that no path leads to.
    """

    def __init__(self, task: FlowTask, chosen: Bools, mentor_spare: Bools, mentee_spare: Bools) -> None:
        self.task, self.chosen = task, chosen
        self.mentor_spare, self.mentee_spare = mentor_spare, mentee_spare
        open_edges = np.flatnonzero(~chosen)
        self.by_mentee = open_edges[np.argsort(task.mentee[open_edges], kind="stable")]
        ends = task.mentee[self.by_mentee]
        self.first = np.flatnonzero(np.r_[True, ends[1:] != ends[:-1]]) if len(ends) else np.empty(0, np.int64)
        self.reached = ends[self.first]

    def shortest(self) -> tuple[Ints, Ints]:
        mentors, mentees = np.zeros_like(self.task.mentor_places), np.zeros_like(self.task.mentee_places)
        ground = 0
        for _ in range(len(mentors) + len(mentees) + 2):
            before = (mentors.copy(), mentees.copy(), ground)
            self._relax(mentors, mentees, ground)
            ground = min(
                ground,
                int(mentors[~self.task.mentor_full].min(initial=0)),
                int(mentees[self.mentee_spare].min(initial=0)),
            )
            if ground == before[2] and (mentors == before[0]).all() and (mentees == before[1]).all():
                return mentors - ground, ground - mentees
        raise AdapterFailed("a better choice exists than the one returned")

    def _relax(self, mentors: Ints, mentees: Ints, ground: int) -> None:
        task = self.task
        if len(self.by_mentee):
            through = mentors[task.mentor[self.by_mentee]] - task.weight[self.by_mentee]
            nearest = np.minimum.reduceat(through, self.first)
            mentees[self.reached] = np.minimum(mentees[self.reached], nearest)
        mentees[~task.mentee_full] = np.minimum(mentees[~task.mentee_full], ground)
        back = mentees[task.mentee[self.chosen]] + task.weight[self.chosen]
        np.minimum.at(mentors, task.mentor[self.chosen], back)
        mentors[self.mentor_spare] = np.minimum(mentors[self.mentor_spare], ground)
