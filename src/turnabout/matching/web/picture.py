"""The round as two columns of names with a line for each pair; heavier where the fit is better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

ROW, TOP, LEFT, RIGHT, WIDTH = 26, 52, 215, 325, 540
LIGHTEST, HEAVIEST = 1, 8
LONGEST = 24
"""Characters of a name that fit beside the lines; the table has the whole name."""


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name, where its base line stands, and whether a line leads to it."""

    text: str
    y: int
    paired: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One pair's line; `weight` is 1 to 8."""

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


def picture(pairs: Sequence[Any], alone: Iterable[Any] = ()) -> Picture | None:
    """The drawing of these pairs, and of the people left over below them; None without a pair.

    Mentors stand in the order of names and mentees across from their partners, so that few lines cross. The best
    pair of the round has the heaviest line and the worst-off the lightest.
    """
    if not pairs:
        return None
    mentors = _by_name({pair.mentor_id: pair.mentor for pair in pairs}.values())
    place = {one.pk: number for number, one in enumerate(mentors)}
    across: dict[UUID, list[int]] = {}
    for pair in pairs:
        across.setdefault(pair.mentee_id, []).append(place[pair.mentor_id])
    mentees = sorted(
        _by_name({pair.mentee_id: pair.mentee for pair in pairs}.values()),
        key=lambda one: sum(across[one.pk]) / len(across[one.pk]),
    )
    alone = list(alone)
    rest = {role: _by_name(one for one in alone if one.role == role) for role in ("mentor", "mentee")}
    left, right = _column(mentors, rest["mentor"]), _column(mentees, rest["mentee"])
    fits = [pair.fit for pair in pairs]
    lines = tuple(
        Line(left[pair.mentor_id].y, right[pair.mentee_id].y, _weight(pair.fit, min(fits), max(fits)))
        for pair in sorted(pairs, key=lambda pair: (left[pair.mentor_id].y, right[pair.mentee_id].y))
    )
    height = TOP + ROW * max(len(left), len(right))
    return Picture(tuple(left.values()), tuple(right.values()), lines, height)


def _weight(fit: int, worst: int, best: int) -> int:
    return HEAVIEST if best == worst else LIGHTEST + (HEAVIEST - LIGHTEST) * (fit - worst) // (best - worst)


def _by_name(people: Iterable[Any]) -> list[Any]:
    return sorted(people, key=lambda one: (one.person.name.lower(), str(one.pk)))


def _column(paired: Sequence[Any], alone: Sequence[Any]) -> Mapping[UUID, Name]:
    return {
        one.pk: Name(_short(one.person.name), TOP + ROW * row, row < len(paired))
        for row, one in enumerate((*paired, *alone))
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
