"""Plain words to copy into a newsletter or a message: a short text, and the same in two lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from turnabout.home.web.kit.words import Facts


def short_text(told: Facts) -> str:
    """A few paragraphs."""
    roles = "\n".join(f"- {role}: {words}" for role, words in told.roles)
    ways = _("Two ways to take part:") if len(told.roles) > 1 else _("How to take part:")
    paragraphs = (
        f"{told.programme}: {told.cohort}\n{told.host}",
        told.what,
        told.who,
        f"{ways}\n{roles}",
        told.when,
        _("All about it: %(address)s") % {"address": told.address},
        told.questions,
        _("Ask us: %(ways)s") % {"ways": ", ".join(filter(None, told.contact))},
    )
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def two_lines(told: Facts) -> str:
    """Two lines, for a screen in a corridor or the end of a message."""
    ask = told.contact[1] or told.contact[2]
    first = " ".join(filter(None, (f"{told.programme}, {told.host}.", told.when)))
    second = _("All about it: %(address)s Ask: %(ask)s") % {"address": told.address, "ask": ask}
    return f"{first}\n{second}\n"


TEXTS: Final[Mapping[str, Callable[[Facts], str]]] = {"short": short_text, "two-lines": two_lines}
