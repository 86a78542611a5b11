"""One question, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SEALED, OPEN = "sealed", "open"


@dataclass(frozen=True, slots=True)
class Item:
    """One question: `code` is stable for ever, `kind` names a room in `kinds`, `channel` is sealed or open.

    `limit` is the most characters of a free text. A text that has once been asked keeps its words; other words
    are another version of the instrument.
    """

    code: str
    kind: str
    channel: str
    text: Any
    hint: Any = ""
    limit: int = 0
