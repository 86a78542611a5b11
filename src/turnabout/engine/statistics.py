"""Exact and interval statistics for small groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution: a two-sided interval of 95 in 100."""


@dataclass(frozen=True, slots=True)
class Share:
    """`agreed` of `n` who answered, with the ends of its Wilson interval (all shares from 0 to 1)."""

    agreed: int
    n: int
    share: float
    low: float
    high: float


def wilson(agreed: int, n: int, z: float = Z95) -> Share:
    """The share `agreed / n` with the Wilson score interval (Wilson 1927), which behaves for small n and at 0 and 1.

    Raises `ValueError` unless 0 <= agreed <= n and n > 0.
    """
    if not 0 <= agreed <= n or n == 0:
        raise ValueError(f"There is no share of {agreed} out of {n}.")
    share = agreed / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Share(agreed, n, share, max(0.0, centre - half), min(1.0, centre + half))


def weighted_kappa(pairs: Iterable[tuple[int, int]], highest: int) -> float | None:
    """How far two readers agree beyond chance on scores from 0 to `highest`: 1 is always, 0 as often as by chance.

    Readers are interchangeable, so chance is taken from all scores together (Scott 1955), and a score that is one off
    counts as nearer than one that is two off (linear weights, Cohen 1968). None without pairs, and where every score is
    the same: then there is nothing to agree about. Raises `ValueError` for a score outside the range.
    """
    scores = list(pairs)
    if any(not 0 <= one <= highest for pair in scores for one in pair):
        raise ValueError(f"Every score must lie between 0 and {highest}.")
    if not scores or highest < 1:
        return None
    seen = Counter(one for pair in scores for one in pair)
    shares = {score: many / (2 * len(scores)) for score, many in seen.items()}
    apart = sum(abs(one - other) for one, other in scores) / len(scores)
    by_chance = sum(shares[one] * shares[other] * abs(one - other) for one in shares for other in shares)
    return None if by_chance == 0 else 1 - apart / by_chance
