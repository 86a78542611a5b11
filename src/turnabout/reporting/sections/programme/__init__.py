"""What the programme was and how big."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.foundation.documents.tree import Section, Words
from turnabout.reporting.figures import told
from turnabout.reporting.gather import Facts


def section(facts: Facts) -> Section:
    """The idea in two sentences, then the sizes, exact."""
    what = _(
        "In reverse mentoring a member of staff with lived experience mentors a senior leader. The leader learns "
        "what the organisation is like from where the reverse mentor stands, and is expected to act on it."
    )
    return Section("programme", _("The programme"), (Words(what), *(told(size) for size in facts.sizes)))
