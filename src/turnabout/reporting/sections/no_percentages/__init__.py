"""Annex: why there are no percentages, and what a group of each size can be given."""

from __future__ import annotations

from itertools import groupby

from django.utils.translation import gettext as _

from turnabout.engine.disclosure.statements import ladder
from turnabout.foundation.documents.tree import Points, Section, Table, Words
from turnabout.reporting.gather import Facts

LARGEST = 60
"""Beyond it the sentences stay the same, so the table stops where they do."""


def section(facts: Facts) -> Section:
    """The reason in plain words, then the strongest sentence for each size of group."""
    reasons = (
        _(
            "In a group of eight, “everybody agreed” tells what each of the eight answered; and once it cannot be "
            "said, people begin to look for the one who did not."
        ),
        _("Many a percentage with a decimal can come from only one count, and so gives the count away."),
        _("Two exact figures from different days or groups give away the person who stands between them."),
    )
    so = _(
        "So each sealed question gets one sentence for the whole group. It is true whether everybody agreed or all "
        "but a few, and it is checked before printing by an attack that knows everything but the answers. Under "
        "ten answers nothing is said. Beside each sentence stands which of the possible ones it is, so that "
        "“the highest a group of this size can be given” can be read as what it is."
    )
    table = Table(
        _("The strongest sentence a group can be given"),
        (_("People who answered"), _("Strongest sentence")),
        tuple(_rows(facts)),
    )
    return Section("no_percentages", _("Why there are no percentages"), (Points(reasons), Words(so), table), annex=True)


def _rows(facts: Facts) -> list[tuple[str, str]]:
    fewest = facts.policy.fewest
    rows = [(_("fewer than %(fewest)d") % {"fewest": fewest}, _("No figure is given."))]
    sizes = ((size, ladder(size, facts.policy)[-1].text) for size in range(fewest, LARGEST + 1))
    for sentence, group in groupby(sizes, key=lambda pair: pair[1]):
        found = [size for size, _same in group]
        if found[-1] == LARGEST:
            rows.append((_("%(least)d or more") % {"least": found[0]}, sentence))
        else:
            rows.append((_("%(least)d to %(most)d") % {"least": found[0], "most": found[-1]}, sentence))
    return rows
