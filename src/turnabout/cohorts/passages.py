"""What a cohort can say in public beside its first words, one passage a thing; and how two writers of one are told.

A passage is words and addresses by name. Which names there are, and what stands where nobody wrote anything, is
said by the pages that print them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Final

THINGS: Final = (
    "awards",
    "short",
    "site",
    "video",
    "specification-mentor",
    "specification-mentee",
    "pack-mentor",
    "pack-mentee",
)
LONGEST: Final = 20_000
"""The most characters that one value may have; forms allow less where less is enough."""
MOST_VALUES: Final = 30
ADDRESSES: Final = ("url", "transcript_url")
"""The names under which an address of another site stands."""


def fingerprint(values: Mapping[str, str]) -> str:
    """A short digest of words as they stood when somebody began to change them (16 hexadecimal digits)."""
    told = sorted((name, value) for name, value in values.items() if value)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
