"""Names as people type them: two spellings of one organisation are one organisation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any


def plain(name: Any) -> str:
    """One spelling of a name: no case, no punctuation, "&" as "and", one space between words, no "the" before it."""
    text = unicodedata.normalize("NFKC", str(name)).casefold().replace("&", " and ")
    return re.sub(r"[\W_]+", " ", text).strip().removeprefix("the ")


def found(typed: Any, choices: Iterable[tuple[str, Any]]) -> str:
    """The code of the choice that was typed, by its code or by its name; "" when there is none."""
    known = list(choices)
    if str(typed) in dict(known):
        return str(typed)
    return next((code for code, name in known if plain(name) == plain(typed)), "")
