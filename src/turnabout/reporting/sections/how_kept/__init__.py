"""Annex: how the answers were kept, and what this report cannot show."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.foundation.documents.tree import Points, Section, Words
from turnabout.reporting.gather import Facts


def section(facts: Facts) -> Section:
    """The box in four points, and the limits of the evidence."""
    points = [
        _("Sealed answers were encrypted on arrival. They had no date and all had one size."),
        _("What would be counted was fixed before the first answer, and shown to everybody who was asked."),
        _("The box was opened once, after closing, in memory. Only the planned sentences came out."),
        _("Free text was not read. It was dropped when the box was opened."),
    ]
    if facts.attacked:
        points.append(
            _(
                "Before printing, an attack was tried that knows who answered, every group and every sentence, "
                "even with the help of one insider. It could not tell anybody's answer."
            )
        )
    limits = _(
        "These are people's own accounts at the end of one programme. They show what those who took part think, not "
        "what would have happened without it."
    )
    told = tuple(points) if facts.said else ()
    parts = (Points(told), Words(limits)) if told else (Words(limits),)
    return Section("how_kept", _("How the answers were kept"), parts, annex=True)
