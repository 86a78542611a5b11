"""Who has applied so far, and who has not: for reaching out while applications are open."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from turnabout.foundation.design.bars import Bars, end_to_end
from turnabout.selection.permissions import may_shortlist
from turnabout.selection.queries.crosssection import Share, cross_section
from turnabout.selection.web.views.found import OfCohort

LONGEST = 38
"""Characters of a name that fit over a bar on a phone."""


class CrossSection(OfCohort):
    """Three pictures with their tables: by organisation, by staff group, by level."""

    permission = may_shortlist
    template = "selection/cross_section.jinja"

    def context(self) -> dict[str, Any]:
        found = cross_section(self.by, self.thing, self.now)
        parts = (
            (_("By organisation"), _("Organisation"), found.organisations),
            (_("By staff group"), _("Staff group"), found.staff_groups),
            (_("By band or grade"), _("Level"), found.levels),
        )
        return {
            "found": found,
            "parts": [(title, head, shares, _picture(shares), _missing(shares)) for title, head, shares in parts],
        }


def _picture(shares: tuple[Share, ...]) -> Bars | None:
    return end_to_end((_short(one.words), one.many, str(one.total)) for one in shares)


def _missing(shares: tuple[Share, ...]) -> str:
    without = sum(not one.total for one in shares)
    if not without:
        return _("Somebody has applied from each.")
    return _("Without anybody so far: %(n)d of %(all)d.") % {"n": without, "all": len(shares)}


def _short(words: str) -> str:
    """What stands over a bar: no longer than fits; the table says all of it."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
