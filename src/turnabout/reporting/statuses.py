"""A report is drafted by the system, read by the co-ordinator, and released as it stands."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

COORDINATOR = ("co-ordinator",)

REPORT = register(
    Table(
        name="reporting.report",
        statuses=(
            Status("draft", _("Draft"), "yellow", "co-ordinator"),
            Status("released", _("Released"), "green", "Board readers", end=True),
        ),
        moves=(
            Move(
                "release",
                ("draft",),
                "released",
                COORDINATOR,
                "may_release",
                "history",
                "report.released",
                notice=("reporting.ready",),
            ),
        ),
    )
)
