"""How strict a table of head-counts is: one frozen policy, which may be tightened and never loosened."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Final

from turnabout.engine.disclosure.policy import PolicyTooWeak

MOST_DIMENSIONS: Final = 3


@dataclass(frozen=True, slots=True)
class TablePolicy:
    """The rules for one table of head-counts (policy D11).

    A number under `threshold` is hidden, zero included; every other is rounded on its own to the nearest `round_to`;
    what is hidden keeps a range of `min_width`; a table has at most `max_dimensions` dimensions. Raises
    `PolicyTooWeak` where one of them gives less protection than the default.
    """

    threshold: int = 10
    round_to: int = 5
    min_width: int = 4
    max_dimensions: int = 2
    hide_zero: bool = True

    def __post_init__(self) -> None:
        if self.threshold < 10:
            raise PolicyTooWeak(
                f"The threshold is {self.threshold}. A number of fewer than 10 people can give one of them away. "
                "Choose 10 or more."
            )
        if self.round_to < 5 or self.round_to % 5:
            raise PolicyTooWeak(
                f"Numbers are rounded to the nearest {self.round_to}. A finer step than 5 shows when one person joins "
                "or leaves. Choose 5 or a multiple of it."
            )
        if self.min_width < 4:
            raise PolicyTooWeak(
                f"A hidden number stays uncertain by {self.min_width}. With less than 4 it is as good as known. "
                "Choose 4 or more."
            )
        if not 1 <= self.max_dimensions <= MOST_DIMENSIONS:
            raise PolicyTooWeak(
                f"A table may have {self.max_dimensions} dimensions. The finer a table, the fewer people in each cell. "
                f"Choose from 1 to {MOST_DIMENSIONS}."
            )
        if not self.hide_zero:
            raise PolicyTooWeak("A zero says of everybody in a group what they are not. Keep zeros hidden.")

    @property
    def digest(self) -> str:
        """The policy's fingerprint (64 hexadecimal digits), stored with every table made under it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def rounded(self, count: int) -> int:
        """The count to the nearest `round_to`, a half upwards."""
        return (count + self.round_to // 2) // self.round_to * self.round_to
