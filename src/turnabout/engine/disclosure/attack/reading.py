"""What a sentence about a group gives away, read from its English alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS: Final = {word: value for value, word in enumerate(_WORDS)}
_PART = r"(half|an? (?:half|third|quarter|fifth)|\w+ in \w+)"
_PARTS: Final = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
}

Bounds = tuple[int, int]


class Unreadable(ValueError):
    """The attacker cannot tell what a sentence says, so nobody can say that it is safe."""


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    if word in _NUMBERS:
        return _NUMBERS[word]
    raise Unreadable(f"“{word}” is not a number the attacker knows.")


def _part(words: str) -> Fraction:
    if words.split()[-1] in _PARTS:
        return _PARTS[words.split()[-1]]
    top, bottom = words.split(" in ")
    return Fraction(_number(top), _number(bottom))


def _at_least(part: Fraction, people: int) -> int:
    return -(-part.numerator * people // part.denominator)


def _at_most(part: Fraction, people: int) -> int:
    return part.numerator * people // part.denominator


def _percent(found: re.Match[str], people: int) -> Bounds:
    """The counts that round to this percentage: often only one."""
    half_a_unit = Fraction(1, 2 * 10 ** len(found[2] or ""))
    share = Fraction(found[1] + (f".{found[2]}" if found[2] else ""))
    fits = [count for count in range(people + 1) if abs(Fraction(100 * count, people) - share) <= half_a_unit]
    if not fits:
        raise Unreadable("No whole number of people makes that percentage.")
    return fits[0], fits[-1]


def _count(found: re.Match[str], people: int) -> Bounds:
    if int(found[2]) != people:
        raise Unreadable("A count is given of another group than the one the sentence is about.")
    return int(found[1]), int(found[1])


# Each pattern with the counts of `people` that it leaves possible, both ends included.
_GRAMMAR: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Bounds]], ...]] = tuple(
    (re.compile(pattern), leaves)
    for pattern, leaves in (
        (
            r"\bbetween (?!half)(\w+) and (\w+) in (\w+)\b",
            lambda m, n: (_at_least(_part(f"{m[1]} in {m[3]}"), n), _at_most(_part(f"{m[2]} in {m[3]}"), n)),
        ),
        (
            rf"\bbetween {_PART} and {_PART}\b",
            lambda m, n: (_at_least(_part(m[1]), n), _at_most(_part(m[2]), n)),
        ),
        (rf"\b(?:fewer|less) than {_PART}\b", lambda m, n: (0, _at_least(_part(m[1]), n) - 1)),
        (rf"\bmore than {_PART}\b", lambda m, n: (_at_most(_part(m[1]), n) + 1, n)),
        (rf"\bat least {_PART}\b", lambda m, n: (_at_least(_part(m[1]), n), n)),
        (rf"\b{_PART} or more\b", lambda m, n: (_at_least(_part(m[1]), n), n)),
        (rf"\bat most {_PART}\b", lambda m, n: (0, _at_most(_part(m[1]), n))),
        (r"(\d+)(?:\.(\d+))? ?(?:%|per ?cent)", _percent),
        (r"\b(\d+) (?:out )?of (?:the )?(\d+)\b", _count),
        (r"\b(?:all of|all the|everyone|everybody|unanimous\w*)\b", lambda m, n: (n, n)),
        (r"\b(?:none|nobody|no one)\b", lambda m, n: (0, 0)),
    )
)


def read(sentence: str, people: int) -> Bounds:
    """The least and greatest number of `people` of whom the sentence can be true.

    Sentences that overlap in meaning narrow each other. Raises `Unreadable` if nothing in the sentence is
    understood, or if no number fits: what cannot be read is not taken for harmless.
    """
    low, high, understood = 0, people, False
    rest = sentence.lower()
    for pattern, leaves in _GRAMMAR:
        for found in pattern.finditer(rest):
            understood = True
            least, greatest = leaves(found, people)
            low, high = max(low, least), min(high, greatest)
        rest = pattern.sub(" ", rest)
    if not understood:
        raise Unreadable(f"The attacker cannot read “{sentence}”.")
    if low > high:
        raise Unreadable(f"“{sentence}” cannot be true of a group of this size.")
    return low, high
