"""Bands: the few intervals in which a count of answers may be spoken of (policy D3)."""

from __future__ import annotations

from dataclasses import dataclass

from turnabout.engine.disclosure.policy import Policy


class BandTooNarrow(AssertionError):
    """A band came out narrower than the policy allows: a fault of ours, and nothing may be printed."""


class CountOutOfRange(ValueError):
    """More people agreed than answered, or fewer than nobody; the message does not repeat the count."""


@dataclass(frozen=True, slots=True)
class Band:
    """The `index`-th of `of` bands, lowest first, for one size of group: counts `low` to `high`, both included.

    Counts of people, so for the auditor's eyes: what a reader gets is `statements.Banded`.
    """

    index: int
    of: int
    low: int
    high: int


def bands(answered: int, policy: Policy) -> tuple[Band, ...]:
    """The bands for a group in which `answered` people answered, lowest first; empty if no figure may be given.

    There are min(5, ⌊(n+1)/5⌋) of them under the default policy, band i beginning at ⌈i·n/b⌉, so that every
    sentence is literally true and every band holds at least five counts (policy D1, D3). Raises
    `BandTooNarrow` if that ever fails to hold.
    """
    if answered < policy.fewest:
        return ()
    number = min(policy.most_bands, (answered + 1) // (policy.width + 1))
    made = tuple(
        Band(i, number, lower_edge(answered, i, number), upper_edge(answered, i, number)) for i in range(number)
    )
    if any(band.high - band.low < policy.width for band in made):
        raise BandTooNarrow(f"A band for a group of {answered} is narrower than {policy.width}.")
    return made


def lower_edge(answered: int, index: int, of: int) -> int:
    """The least count in band `index` of `of`: ⌈index·answered/of⌉ (policy D3)."""
    return -(-index * answered // of)


def upper_edge(answered: int, index: int, of: int) -> int:
    """The greatest count in band `index` of `of`: one below the next band, or everybody in the highest."""
    return answered if index == of - 1 else lower_edge(answered, index + 1, of) - 1


def band_of(count: int, answered: int, policy: Policy) -> Band | None:
    """The band that holds `count` of `answered` people, or None if no figure may be given for so few.

    Raises `CountOutOfRange` if the count is impossible.
    """
    if not 0 <= count <= answered:
        raise CountOutOfRange("The number who agreed is below zero or above the number who answered.")
    return next((band for band in bands(answered, policy) if band.low <= count <= band.high), None)


def about(people: int) -> int:
    """A head-count to the nearest five, as a reader may see it (policy D5)."""
    return (people + 2) // 5 * 5
