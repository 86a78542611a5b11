"""The life of an application, of a leader's confirmation where leaders are named, and of a manager's release."""

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
                "confirm_entered",
                ("draft",),
                "submitted",
                ("holder of the applicant's link", "co-ordinator"),
                "may_confirm_entered",
                "history",
                "application.entry_confirmed",
                notice=("applications.entry_confirmed",),
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

MANAGER, KEEPER = ("line manager",), ("co-ordinator",)
ASKED_ONCE = ("asked", "expired", "supported", "supported_with_conditions", "not_now")
"""Where a manager may answer, or answer again by a new link."""
UNSETTLED = ("not_asked", "asked", "expired", "not_now", "cancelled")
NEWS = ("applications.release_news",)

RELEASE = register(
    Table(
        name="applications.release",
        statuses=(
            Status("not_asked", _("Manager not asked"), "grey", "applicant"),
            Status("asked", _("Manager asked"), "yellow", "line manager"),
            Status("supported", _("Manager says yes"), "green", "nobody", end=True),
            Status("supported_with_conditions", _("Yes, with conditions"), "green", "nobody", end=True),
            Status("not_now", _("Manager says not now"), "orange", "co-ordinator"),
            Status("expired", _("Manager has not answered"), "orange", "co-ordinator"),
            Status("confirmed_otherwise", _("Confirmed another way"), "green", "nobody", end=True),
            Status("not_needed", _("No confirmation needed"), "grey", "nobody", end=True),
            Status("cancelled", _("Not asked any more"), "grey", "nobody", end=True),
        ),
        moves=(
            Move(
                "ask",
                ("not_asked", "expired", "not_now", "cancelled"),
                "asked",
                ("applicant", "co-ordinator"),
                "may_ask",
                "history",
                "release.asked",
            ),
            Move(
                "support",
                ASKED_ONCE,
                "supported",
                MANAGER,
                "may_answer_release",
                "history",
                "release.answered",
                notice=NEWS,
            ),
            Move(
                "support_with_conditions",
                ASKED_ONCE,
                "supported_with_conditions",
                MANAGER,
                "may_answer_release",
                "history",
                "release.answered",
                notice=NEWS,
            ),
            Move(
                "say_not_now",
                ASKED_ONCE,
                "not_now",
                MANAGER,
                "may_answer_release",
                "history",
                "release.answered",
                notice=NEWS,
            ),
            Move(
                "expire",
                ("asked",),
                "expired",
                ("clock",),
                "may_expire_release",
                "history",
                "release.expired",
                notice=NEWS,
            ),
            Move(
                "confirm_otherwise",
                UNSETTLED,
                "confirmed_otherwise",
                KEEPER,
                "may_settle_release",
                "history",
                "release.confirmed_otherwise",
                notice=NEWS,
            ),
            Move(
                "waive",
                UNSETTLED,
                "not_needed",
                KEEPER,
                "may_settle_release",
                "history",
                "release.waived",
                notice=NEWS,
            ),
            Move("stop", ("asked",), "cancelled", APPLICANT, "may_stop_asking", "history", "release.stopped"),
            Move(
                "cancel",
                ("not_asked", *ASKED_ONCE),
                "cancelled",
                APPLICANT,
                "may_cancel_release",
                "history",
                "application.withdrawn",
            ),
            Move(
                "begin_again",
                (*ASKED_ONCE, "cancelled"),
                "not_asked",
                ("applicant", "clock"),
                "may_begin_again",
                "history",
                "application.submitted",
            ),
        ),
    )
)
