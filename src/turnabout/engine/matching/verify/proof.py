"""Check the proof of each good, without solving anything: adding up is enough (weak linear duality).

A proof is a price for each person. Within the answers still allowed, no choice of pairs can weigh more than
the sum of everybody's price for each of their places, plus what pairs outweigh their two prices by. If the
answer weighs exactly that much, none is better; and every equally good answer takes all pairs that outweigh
their prices, none that fall short of them, and all places of the people with a price.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turnabout.engine.matching.result import Prices

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BEYOND = 1 << 50
"""No honest price comes near this; a larger one could wrap round in 64 bits."""


@dataclass(frozen=True, eq=False)
class Stake:
    """The pairs at stake by position, their fit, whether the answer takes them, and everybody's places."""

    mentor_refs: tuple[str, ...]
    mentee_refs: tuple[str, ...]
    mentor: Ints
    mentee: Ints
    fit: Ints
    taken: Bools
    mentor_places: tuple[int, ...]
    mentee_places: tuple[int, ...]


class Proof:
    """Follows the goods in their order and remembers which answers are still allowed."""

    def __init__(self, stake: Stake) -> None:
        self.stake = stake
        self.free = np.ones(len(stake.fit), dtype=bool)
        self.forced = np.zeros(len(stake.fit), dtype=bool)
        self.mentor_full = np.zeros(len(stake.mentor_refs), dtype=bool)
        self.mentee_full = np.zeros(len(stake.mentee_refs), dtype=bool)

    def leave_out(self, unwanted: Bools) -> str | None:
        """Leave these pairs out from here on; a failure if an answer so far had to take one of them."""
        if (self.forced & unwanted).any():
            return "A pair below the worst-off fit is part of every largest answer."
        self.free &= ~unwanted
        return None

    def check(self, good: str, weights: Ints, prices: Prices) -> str | None:
        """Check that the answer has the most of this good, and keep only equals.

        Returns a failure or None.
        """
        read = self._read(good, prices)
        if isinstance(read, str):
            return read
        mentors, mentees = read
        if (mentors[~self.mentor_full] < 0).any() or (mentees[~self.mentee_full] < 0).any():
            return f"The proof of {good} has a price below 0 for somebody who need not be matched."
        bound, slack = self._bound(weights, mentors, mentees)
        reached = int(weights[self.stake.taken].sum())
        if prices.bound != bound:
            return f"The proof of {good} claims a bound of {prices.bound}, but its prices add up to {bound}."
        if reached != bound:
            return f"The proof of {good} allows {bound}, but the answer has {reached}."
        self.forced |= self.free & (slack > 0)
        self.free &= slack == 0
        self.mentor_full |= mentors > 0
        self.mentee_full |= mentees > 0
        return None

    def check_fewer(self, level: int, most: int, cover: Prices) -> str | None:
        """Check that pairs of a fit above `level` alone are fewer than `most`."""
        stake = self.stake
        above = Proof(stake)
        above.free = stake.fit > level
        read = above._read("the worst-off pair", cover)
        if isinstance(read, str):
            return read
        if (read[0] < 0).any() or (read[1] < 0).any():
            return "The proof of the worst-off pair has a price below 0."
        bound, _ = above._bound(np.ones_like(stake.fit), *read)
        if cover.bound != bound:
            return f"The proof of the worst-off pair claims {cover.bound}, but its prices add up to {bound}."
        if bound >= most:
            return f"The proof of the worst-off pair leaves room for {bound} pairs above a fit of {level}."
        return None

    def _read(self, good: str, prices: Prices) -> tuple[Ints, Ints] | str:
        sides = []
        for refs, given in (
            (self.stake.mentor_refs, prices.mentors),
            (self.stake.mentee_refs, prices.mentees),
        ):
            position = {ref: index for index, ref in enumerate(refs)}
            values = np.zeros(len(refs), dtype=np.int64)
            if [ref for ref, _ in given] != sorted({ref for ref, _ in given} & set(refs)):
                return f"The proof of {good} names somebody twice, out of order, or who is not in the round."
            for ref, price in given:
                if type(price) is not int or not -BEYOND < price < BEYOND:
                    return f"The proof of {good} has a price that is no sensible whole number."
                values[position[ref]] = price
            sides.append(values)
        return sides[0], sides[1]

    def _bound(self, weights: Ints, mentors: Ints, mentees: Ints) -> tuple[int, Ints]:
        # Added up in Python's own numbers, which cannot overflow.
        stake = self.stake
        slack = weights - mentors[stake.mentor] - mentees[stake.mentee]
        bound = sum(price * places for price, places in zip(mentors.tolist(), stake.mentor_places, strict=True))
        bound += sum(price * places for price, places in zip(mentees.tolist(), stake.mentee_places, strict=True))
        bound += sum(slack[self.free & (slack > 0)].tolist())
        bound += sum(slack[self.forced].tolist())
        return bound, slack
