"""What those who are written to in a rehearsal do in it, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

JOBS = {
    "mentor": _("reverse mentor"),
    "mentee": _("reverse mentee"),
    "manager": _("line manager"),
    "coordinator": _("co-ordinator"),
    "assessor": _("assessor"),
    "trainer": _("trainer"),
    "partner_lead": _("lead of a partner organisation"),
    "board_reader": _("Board reader"),
    "ig_lead": _("information-governance lead"),
    "outsider": _("somebody outside the programme"),
    "other": _("somebody who was asked for something"),
}
MANY = {
    "mentor": _("%(n)s to reverse mentors"),
    "mentee": _("%(n)s to reverse mentees"),
    "manager": _("%(n)s to line managers"),
    "assessor": _("%(n)s to assessors"),
}
SOME = _("%(n)s to others")


def described(who: str, job: str) -> str:
    """One recipient: their name and what they do. A manager has none but that of whoever they manage."""
    words = JOBS.get(job, JOBS["other"])
    return str(_("the line manager of %(who)s") % {"who": who}) if job == "manager" else f"{who}, {words}"


def counted(many: int, job: str) -> str:
    """Several messages to people who do the same."""
    return str(MANY.get(job, SOME) % {"n": many})
