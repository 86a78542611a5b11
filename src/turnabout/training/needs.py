"""What somebody needs arranged, as the table of who may know what lets its reader hear it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turnabout.applications.sharing import Choices, may_know


@dataclass(frozen=True, slots=True)
class Need:
    """What to arrange for one person: codes of needs, own words for whoever may read them, and whether there are more.

    `unread` says that the person wrote something which the reader is not shown.
    """

    codes: tuple[str, ...]
    words: str = ""
    unread: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes or self.words or self.unread)


def need_of(profile: Mapping[str, Any], role: str, reader: str) -> Need:
    """What `reader` is told of what somebody in `role` needs, as the table of who may know what says."""
    codes, words = (
        profile[code] if may_know(reader, role, code, Choices()) else ""
        for code in ("adjustments", "adjustments_words")
    )
    return Need(tuple(codes), words, bool(profile["adjustments_words"]) and not words)
