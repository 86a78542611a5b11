"""The life of an application, and of a leader's confirmation in a programme whose leaders are named."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

APPLICANT = ("applicant",)

APPLICATION = register(
    Table(
        name="applications.application",
        statuses=(
            Status("draft", _("Not sent yet"), "grey", "applicant"),
            Status("submitted", _("Sent"), "blue", "co-ordinator"),
            Status("confirmed", _("Confirmed"), "green", "co-ordinator", end=True),
            Status("decided", _("Decided"), "green", "nobody", end=True),
            Status("turned_down", _("Said no"), "grey", "nobody", end=True),
            Status("withdrawn", _("Withdrawn"), "grey", "nobody", end=True),
        ),
        moves=(
            Move(
                "submit",
                ("draft",),
                "submitted",
                ("applicant", "clock"),
                "may_submit",
                "history",
                "application.submitted",
                notice=("applications.received",),
            ),
            Move(
                "reopen",
                ("submitted",),
                "draft",
                APPLICANT,
                "may_reopen",
                "history",
                "application.reopened",
            ),
            Move(
                "confirm",
                ("draft",),
                "confirmed",
                ("named leader",),
                "may_confirm",
                "history",
                "application.confirmed",
                notice=("applications.confirmed",),
            ),
            Move(
                "turn_down",
                ("draft",),
                "turned_down",
                ("named leader",),
                "may_confirm",
                "history",
                "application.turned_down",
            ),
            Move(
                "decide",
                ("submitted",),
                "decided",
                ("co-ordinator",),
                "may_decide",
                "history",
                "application.decided",
            ),
            Move(
                "withdraw",
                ("draft", "submitted", "decided", "confirmed"),
                "withdrawn",
                APPLICANT,
                "may_withdraw",
                "history",
                "application.withdrawn",
                notice=("applications.withdrawn",),
            ),
            Move(
                "start_again",
                ("withdrawn",),
                "draft",
                APPLICANT,
                "may_start_again",
                "history",
                "application.started_again",
            ),
            Move(
                "begin_other_form",
                ("decided",),
                "draft",
                APPLICANT,
                "may_begin_other_form",
                "history",
                "application.other_form_begun",
            ),
        ),
    )
)
