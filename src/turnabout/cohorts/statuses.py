"""The life of a cohort, from its first draft to the day it is complete."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

COORDINATOR = ("co-ordinator",)
CLOCK_TOO = ("co-ordinator", "clock")

COHORT = register(
    Table(
        name="cohorts.cohort",
        statuses=(
            Status("draft", _("Draft"), "grey", "co-ordinator"),
            Status("open", _("Open for applications"), "green", "applicants"),
            Status("choosing", _("Choosing people"), "blue", "co-ordinator"),
            Status("preparing", _("Getting ready"), "blue", "trainers"),
            Status("matching", _("Matching"), "purple", "co-ordinator"),
            Status("active", _("Mentoring"), "green", "pairs"),
            Status("closing", _("Asking what changed"), "yellow", "everybody"),
            Status("evaluated", _("Reporting"), "blue", "co-ordinator"),
            Status("completed", _("Complete"), "grey", "nobody", end=True),
            Status("called_off", _("Called off"), "red", "nobody", end=True),
        ),
        moves=(
            Move("open", ("draft",), "open", COORDINATOR, "may_open", "history", "cohort.opened"),
            Move("close", ("open",), "choosing", CLOCK_TOO, "may_close", "history", "cohort.closed"),
            Move("prepare", ("choosing",), "preparing", COORDINATOR, "may_run", "history", "cohort.prepared"),
            Move("match", ("preparing",), "matching", COORDINATOR, "may_begin_matching", "history", "cohort.matching"),
            Move("launch", ("matching",), "active", COORDINATOR, "may_launch", "history", "cohort.launched"),
            Move("begin_closing", ("active",), "closing", CLOCK_TOO, "may_begin_asking", "history", "cohort.closing"),
            Move("evaluate", ("closing",), "evaluated", CLOCK_TOO, "may_close", "history", "cohort.evaluated"),
            Move("complete", ("evaluated",), "completed", COORDINATOR, "may_run", "history", "cohort.completed"),
            Move(
                "call_off",
                ("draft", "open", "choosing"),
                "called_off",
                COORDINATOR,
                "may_run",
                "history",
                "cohort.called_off",
            ),
        ),
    )
)
