"""What leaders did: public acts, exact."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.foundation.documents.tree import Section, Words
from turnabout.reporting.figures import told
from turnabout.reporting.gather import Facts


def section(facts: Facts) -> Section:
    """Each deed in words and numbers."""
    why = _(
        "Taking part and keeping to a meeting are a leader's own public acts, so they are reported exactly. What "
        "reverse mentors did is not counted here."
    )
    return Section("leaders", _("What leaders did"), (*(told(deed) for deed in facts.deeds), Words(why)))
