"""Words that no message may carry: they tell whoever reads over a shoulder in which role somebody takes part, or what
they live with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

GIVES_AWAY = re.compile(
    r"reverse[\s-]*ment(?:or|ee)|\bmentees?\b|lived[\s-]+experience|protected[\s-]+characteristic|"
    r"\b(?:lgbt\w*|rac(?:e|ial|ism|ist)|ethnic\w*|disab\w*|neurodiver\w*|autis\w*|adhd|trans(?:gender)?|lesbian|"
    r"bisexual|queer|sexual\s+orientation|menopaus\w*|pregnan\w*|muslim\w*|religio\w*|adjustments?|bsl)\b",
    re.IGNORECASE,
)
ODD = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Characters that nobody sees, which would hide a word from whoever looks for it."""
DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def found_in(text: str) -> str:
    """The first words in `text` that give somebody away; "" when there are none."""
    plain = DASHES.sub("-", ODD.sub("", unicodedata.normalize("NFKC", text)))
    found = GIVES_AWAY.search(plain)
    return found[0] if found else ""


def faults(scope: UUID, text: str) -> Iterator[str]:
    """What is wrong with `text` as a message of any cohort, as a sentence; none when nothing is."""
    if found := found_in(text):
        yield _(
            "Take out “%(found)s”. An email may be read by an assistant or over a shoulder, so no message says in "
            "which role somebody takes part or what they share."
        ) % {"found": found}
