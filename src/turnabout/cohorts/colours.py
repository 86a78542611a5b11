"""Whether a colour can be read, by the contrast of the Web Content Accessibility Guidelines, and one that can."""

from __future__ import annotations

import re

ENOUGH = 4.5
"""To one: the least contrast of words with what is behind them."""
COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
Parts = tuple[int, int, int]


def normal(written: str) -> str | None:
    """The colour as "#rrggbb", in small letters; None when `written` is no colour."""
    found = COLOUR.fullmatch(written.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def on_white(colour: str) -> float:
    """How far "#rrggbb" stands out from white, the same for white words on it: from 1 to 21."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def dark_enough(colour: str) -> str:
    """The same colour, made no darker than it has to be to stand out from white."""
    return next(shade for percent in range(101) if on_white(shade := mixed(colour, "#000000", percent)) >= ENOUGH)


def mixed(colour: str, other: str, percent: int) -> str:
    """`colour` with so many per cent of `other` in it."""
    both = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round((one * (100 - percent) + two * percent) / 100):02x}" for one, two in both)


def _parts(colour: str) -> Parts:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
