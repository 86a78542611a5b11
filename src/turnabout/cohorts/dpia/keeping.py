"""How long each kind of record is kept, and what people can ask for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.cohorts.dpia.shape import section
from turnabout.foundation.documents.tree import Blank, Section, Table


def sections() -> list[Section]:
    """The part on retention and on rights."""
    return [_retention(), _rights()]


def _retention() -> Section:
    rows = (
        (_("A list that a co-ordinator uploaded"), _("Until it is imported or dropped, 7 days at most"), _("Delete")),
        (_("A form that was not sent"), _("30 days after applications close"), _("Delete")),
        (_("An application that was declined or withdrawn"), _("12 months after the decision"), _("Delete")),
        (_("Lived experience and what is off limits"), _("End of the pair and 3 months"), _("Delete")),
        (_("Adjustments and wellbeing"), _("End of the programme and 1 month"), _("Delete")),
        (_("Equality answers"), _("Parted from the person when the cohort ends; 24 months"), _("Keep totals only")),
        (_("The agreement of a pair"), _("End and 24 months"), _("Delete")),
        (_("Dates and length of meetings"), _("End and 12 months"), _("Keep totals only")),
        (_("Notes on what was observed"), _("End and 3 months"), _("Delete")),
        (_("Private notes"), _("Until their author deletes them; end and 3 months"), _("Delete")),
        (_("Questionnaires"), _("Until a month after the 12-month follow-up"), _("Part from the person")),
        (_("What leaders said they would do"), _("6 years"), _("Archive")),
        (_("What people said for others to read"), _("While they agree; 24 months at most"), _("Take down")),
        (_("Something serious that was said"), _("Outside this program; here a number and a date"), _("–")),
        (_("An address left to hear when applications open"), _("Until it is used; 24 months at most"), _("Delete")),
        (_("The log of who did what"), _("24 months"), _("Delete")),
    )
    return section(
        "retention",
        _("How long data is kept"),
        (
            Table(_("Schedule"), (_("Record"), _("Kept"), _("Then")), rows),
            _(
                "Compare this with your own schedule for records, and change what differs. This version does not "
                "delete by the schedule on its own: name who does it, and when."
            ),
            Blank(_("Who deletes what has reached its end, and how often"), 2),
        ),
    )


def _rights() -> Section:
    return section(
        "rights",
        _("What people can ask for"),
        (
            (
                _("A copy of their data: within a month, or three where a request is complex."),
                _("That what is wrong is put right, and that data is erased."),
                _("That a consent is taken back, and that equality answers are no longer used."),
                _("To complain: we say that we have it within 30 days, and answer without delay."),
            ),
            _(
                "What a partner wrote about somebody is about two people, so the other one’s words are taken out of a "
                "copy. We never promise that nobody can ever see something: if somebody asks for their data, or a "
                "court orders it, we may have to look."
            ),
            Blank(_("Who answers these requests, and how to reach them"), 2),
        ),
    )
