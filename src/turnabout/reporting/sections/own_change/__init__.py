"""What leaders say changed in themselves: asked openly, printed exactly."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.foundation.documents.tree import Section, Words
from turnabout.reporting.figures import told
from turnabout.reporting.gather import Facts


def section(facts: Facts) -> Section:
    """The open claims, and how they were asked."""
    if not facts.open:
        words = _("Leaders' answers about themselves have not been counted yet.")
        return Section("own_change", _("What leaders say changed in themselves"), (Words(words),))
    how = _(
        "Leaders were told before they answered that this question is about them, is printed as exact numbers, and "
        "that people may work out an answer in a group this small. An account of one's own change, given openly, "
        "is part of leading."
    )
    said = (told(one.statement, str(one.item.text)) for one in facts.open)
    return Section("own_change", _("What leaders say changed in themselves"), (*said, Words(how)))
