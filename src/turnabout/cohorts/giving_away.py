"""Words that no message may carry: they tell whoever reads over a shoulder in which role somebody takes part, or what
they live with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

GIVES_AWAY = re.compile(
    r"reverse[\s-]*ment(?:or|ee)|lived[\s-]+experience|protected[\s-]+characteristic|"
    r"\b(?:lgbt\w*|rac(?:e|ial|ism)|ethnic\w*|disab\w*|neurodiver\w*|transgender|sexual\s+orientation|menopaus\w*)\b",
    re.IGNORECASE,
)


def found_in(text: str) -> str:
    """The first words in `text` that give somebody away; "" when there are none."""
    found = GIVES_AWAY.search(text)
    return found[0] if found else ""


def faults(scope: UUID, text: str) -> Iterator[str]:
    """What is wrong with `text` as a message of any cohort, as a sentence; none when nothing is."""
    if found := found_in(text):
        yield _(
            "Take out “%(found)s”. An email may be read by an assistant or over a shoulder, so no message says in "
            "which role somebody takes part or what they share."
        ) % {"found": found}
