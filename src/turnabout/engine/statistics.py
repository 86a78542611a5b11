"""Exact and interval statistics for small groups."""

from __future__ import annotations

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
