"""Where the assessors of one application agree, and where they differ so much that somebody has to settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FAR_APART = 2
"""A difference of two on one criterion: one reader saw it shown, the other saw nothing of it."""
WHOLE = "recommends"
"""Stands among the differences when the recommendations themselves differ."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What one assessor said: 0, 1 or 2 by criterion, and whether what we look for is shown."""

    scores: Mapping[str, int]
    recommends: str

    @property
    def total(self) -> int:
        """The sum of the scores."""
        return sum(self.scores.values())


def differences(marks: Sequence[Marks]) -> list[str]:
    """The criteria on which any two differ by `FAR_APART`, in their order, and `WHOLE` when recommendations differ."""
    if len(marks) < 2:
        return []
    codes = list(dict.fromkeys(code for one in marks for code in one.scores))
    far = [code for code in codes if _spread([one.scores[code] for one in marks if code in one.scores]) >= FAR_APART]
    return far + ([WHOLE] if len({one.recommends for one in marks}) > 1 else [])


def _spread(scores: Sequence[int]) -> int:
    return max(scores) - min(scores)
