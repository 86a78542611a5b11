"""Whether somebody was ever asked about a pair: the history says so, whatever became of it."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.moves.apply import history
from turnabout.matching.statuses import PAIR


def mentee_was_asked(pair: Any) -> bool:
    """Whether the reverse mentor said yes, so that the reverse mentee was told of the pair. One query."""
    return any(change.move == "mentor_yes" for change in history(PAIR, pair))
