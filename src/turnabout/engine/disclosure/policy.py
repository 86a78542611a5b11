"""How strict we are: one frozen policy, which an organisation may tighten and nobody may loosen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

THRESHOLD = 10
WIDTH = 4
MOST_BANDS = 5
HIGHEST_THRESHOLD = 99  # the wording spells the threshold out, up to ninety-nine


class PolicyTooWeak(ValueError):
    """Somebody asked for less protection than the defaults give."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one programme for what may be said about sealed answers.

    `threshold` is the fewest people a figure may be about (policy D1); `width` the fewest counts by which the
    ends of a band differ, so that a band holds at least `width + 1` counts (D3); `most_bands` the finest
    sentence there is. Threshold and width may be raised, `most_bands` lowered, never the other way round:
    raises `PolicyTooWeak`.
    """

    threshold: int = THRESHOLD
    width: int = WIDTH
    most_bands: int = MOST_BANDS

    def __post_init__(self) -> None:
        if not THRESHOLD <= self.threshold <= HIGHEST_THRESHOLD:
            raise PolicyTooWeak(
                f"The threshold is {self.threshold}. A figure about fewer than {THRESHOLD} people can give one of "
                f"them away. Choose a whole number from {THRESHOLD} to {HIGHEST_THRESHOLD}."
            )
        if self.width < WIDTH:
            raise PolicyTooWeak(
                f"The band width is {self.width}. A narrower band than {WIDTH} comes close to an exact count. "
                f"Choose {WIDTH} or more."
            )
        if not 2 <= self.most_bands <= MOST_BANDS:
            raise PolicyTooWeak(
                f"The finest scale is {self.most_bands} bands. There are words for 2 to {MOST_BANDS} bands, and "
                f"more would come close to percentages. Choose from 2 to {MOST_BANDS}."
            )

        if self.fewest > HIGHEST_THRESHOLD:
            raise PolicyTooWeak(
                f"A band width of {self.width} needs groups of at least {self.fewest} people, and there are words "
                f"for groups up to {HIGHEST_THRESHOLD}. Choose a smaller width."
            )

    @property
    def fewest(self) -> int:
        """The fewest people a figure may be about: the threshold, or two bands' worth where that is more."""
        return max(self.threshold, 2 * self.width + 1)

    @property
    def digest(self) -> str:
        """The policy's fingerprint (64 hexadecimal digits), stored with every release made under it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()
