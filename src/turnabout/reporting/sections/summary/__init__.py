"""One page for somebody who reads nothing else: the sentences themselves, deeds before opinions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.engine.disclosure.statements import Banded
from turnabout.foundation.documents.tree import Part, Section, Words
from turnabout.reporting.figures import told
from turnabout.reporting.gather import Facts


def section(facts: Facts) -> Section:
    """What leaders did and said of themselves, then what everybody said where a figure can be given."""
    parts: list[Part] = [Words(_("What leaders did stands first, because deeds need no survey."))]
    parts += [told(deed) for deed in facts.deeds]
    parts += [told(one.statement, str(one.item.text)) for one in facts.open]
    parts += [told(one.statement, str(one.item.text)) for one in facts.sealed if isinstance(one.statement, Banded)]
    if not facts.said:
        parts.append(Words(_("The questionnaire's box has not been opened, so this report says nothing of answers.")))
    return Section("summary", _("Summary"), tuple(parts))
