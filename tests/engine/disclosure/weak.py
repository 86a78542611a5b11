"""Publishers with weaker rules, kept to show that the attacker catches them."""

from __future__ import annotations

from fractions import Fraction

from turnabout.engine.disclosure.attack import Printed
from turnabout.engine.disclosure.bands import band_of
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.wording import say

People = frozenset[str]


def people(start: int, end: int) -> People:
    return frozenset(f"p{number}" for number in range(start, end))


def loosened(**rules: int) -> Policy:
    """A policy below the floor, which the constructor would refuse."""
    policy = Policy()
    for name, value in rules.items():
        object.__setattr__(policy, name, value)
    return policy


def percentage(who: People, agreed: int, decimals: int = 0) -> Printed:
    """“83 % of those who answered agreed.”"""
    share = f"{float(Fraction(100 * agreed, len(who))):.{decimals}f}"
    return Printed("q", who, f"{share} % of those who answered agreed.", 0, len(who))


def counted(who: People, agreed: int) -> Printed:
    """“10 of 12 agreed.”"""
    return Printed("q", who, f"{agreed} of {len(who)} agreed.", agreed, agreed)


def rounded_to_five(who: People, agreed: int) -> Printed:
    """An official rule: hide a count under ten, round others to five; said here as the counts that remain."""
    low, high = (0, 9) if agreed < 10 else (max(10, (agreed + 2) // 5 * 5 - 2), (agreed + 2) // 5 * 5 + 2)
    high = min(high, len(who))
    return Printed("q", who, f"At least {low} in {len(who)} and at most {high} in {len(who)} agreed.", low, high)


def banded(who: People, agreed: int, policy: Policy | None = None) -> Printed:
    """The real sentence, under any policy and for any group, with no other rule in the way."""
    band = band_of(agreed, len(who), policy or Policy())
    assert band is not None
    return Printed("q", who, say(f"agreed.{band.of}.{band.index}").text, band.low, band.high)
