"""What is done with data about people, why, who answers for it, and who was asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.dpia.shape import section
from turnabout.cohorts.strands import STRANDS
from turnabout.foundation.design.dates import day
from turnabout.foundation.documents.tree import Blank, Section, Table


def sections(cohort: Any) -> list[Section]:
    """The first part: the need for an assessment, the processing, its context and those who were consulted."""
    return [_need(), _processing(cohort), _controllers(cohort), _necessity(), _consulted()]


def _need() -> Section:
    return section(
        "need",
        _("Why an assessment is needed"),
        (
            _(
                "The programme asks staff about things that the law protects specially, such as ethnicity, health and "
                "sexual orientation. It brings together people with very different power at work. And it uses what "
                "people say to propose who meets whom. Each of these is a reason to assess the risks first."
            ),
        ),
    )


def _processing(cohort: Any) -> Section:
    strands = [str(words) for code, words in STRANDS if code in cohort.strands]
    about = (
        _("Yes, the programme is about named strands: %(strands)s.") % {"strands": ", ".join(strands)}
        if strands
        else _("No strand is named: experience of any protected characteristic is welcome.")
    )
    how = (
        _("The leaders are named by the co-ordinator and confirm. Other staff apply.")
        if cohort.pattern == "board"
        else _("Staff apply in either role, and a panel or the co-ordinator decides.")
    )
    rows = (
        (_("Programme"), f"{cohort.programme.name}, {cohort.title}"),
        (_("What it is"), _("Colleagues with lived experience mentor leaders, in pairs, for about six months.")),
        (_("How people join"), how),
        (_("Mentoring starts"), day(cohort.starts_on)),
        (_("Strands"), about),
        (_("Whose data"), _("Applicants, those who take part, and the managers and contacts they name.")),
        (
            _("What data"),
            _(
                "Name, work address, job and grade; answers in the application; lived experience that people offer "
                "to talk about; equality questions; adjustments; bookings, meetings and answers to questionnaires."
            ),
        ),
        (_("Where it is kept"), _("In one database of the organisation that runs this site. Nothing goes to others.")),
    )
    return section(
        "processing", _("What is done"), (Table(_("The cohort in short"), (_("Question"), _("Answer")), rows),)
    )


def _controllers(cohort: Any) -> Section:
    others = [one.name for one in cohort.organisations.all() if one.pk != cohort.programme.host_id]
    host = cohort.programme.host.name
    words = (
        _(
            "%(host)s runs the programme. Together with %(others)s it decides why and how data is used: they are joint "
            "controllers, and agree in writing who does what. People get one privacy notice for all of them. Each "
            "organisation sees only its own staff’s participation, and never their strands."
        )
        % {"host": host, "others": ", ".join(others)}
        if others
        else _("%(host)s runs the programme alone and is the controller.") % {"host": host}
    )
    return section("controllers", _("Who answers for it"), (words,))


def _necessity() -> Section:
    return section(
        "necessity",
        _("Why this much, and no more"),
        (
            (
                _("Nobody has to name a strand to take part. Who would rather not can tell the co-ordinator instead."),
                _("Equality questions are asked after somebody has applied, are optional, and choose and pair nobody."),
                _("What is said in meetings is not written down here at all. Only that a meeting took place is."),
                _("A line manager is asked for paid time alone, and learns neither role, nor strand, nor partner."),
                _("Answers about how it went are sealed, and printed only in sentences that give nobody away."),
            ),
        ),
    )


def _consulted() -> Section:
    return section(
        "consulted",
        _("Who was asked"),
        (
            _("Staff networks, trade unions and people who have taken part before know these risks best."),
            Blank(_("Whom you asked, when, and what changed because of it"), 4),
        ),
    )
