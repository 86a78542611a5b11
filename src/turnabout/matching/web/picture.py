"""The round as two columns of names with a line for each pair; heavier where the fit is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ROW, TOP, LEFT, RIGHT, WIDTH = 28, 20, 300, 500, 800
HEAVIEST = 1_050


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name and where its base line stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """One pair's line; `weight` is 1 to 6."""

    start: int
    end: int
    weight: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws. Lengths are in the units of the drawing."""

    mentors: tuple[Name, ...]
    mentees: tuple[Name, ...]
    lines: tuple[Line, ...]
    height: int
    left: int = LEFT
    right: int = RIGHT
    width: int = WIDTH


def picture(pairs: Sequence[Any]) -> Picture | None:
    """The drawing of these pairs, both sides in the order of names; None without a pair."""
    if not pairs:
        return None
    left = _column(pair.mentor for pair in pairs)
    right = _column(pair.mentee for pair in pairs)
    lines = tuple(
        Line(left[pair.mentor_id].y, right[pair.mentee_id].y, 1 + 5 * min(pair.fit, HEAVIEST) // HEAVIEST)
        for pair in pairs
    )
    return Picture(tuple(left.values()), tuple(right.values()), lines, TOP * 2 + ROW * max(len(left), len(right)))


def _column(people: Any) -> dict[Any, Name]:
    ordered = sorted({one.pk: one for one in people}.values(), key=lambda one: (one.person.name, str(one.pk)))
    return {one.pk: Name(one.person.name, TOP + ROW * place) for place, one in enumerate(ordered)}
