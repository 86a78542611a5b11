"""A session is planned until it was held or cancelled; a booking until somebody came, missed it or cancelled.

What somebody needs there is asked for until it is in place, is not possible, or is no longer needed.
"""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

KEEPERS = ("trainer", "co-ordinator")
ANY = ("participant", "trainer", "co-ordinator")

SESSION = register(
    Table(
        name="training.session",
        statuses=(
            Status("planned", _("Planned"), "blue", "trainer"),
            Status("held", _("Held"), "green", "nobody", end=True),
            Status("cancelled", _("Cancelled"), "red", "nobody", end=True),
        ),
        moves=(
            Move("hold", ("planned",), "held", KEEPERS, "may_mark", "register", "session.held"),
            Move("cancel", ("planned",), "cancelled", ("co-ordinator",), "may_change", "history", "session.cancelled"),
        ),
    )
)

BOOKING = register(
    Table(
        name="training.booking",
        statuses=(
            Status("booked", _("Booked"), "blue", "participant"),
            Status("attended", _("Attended"), "green", "nobody", end=True),
            Status("missed", _("Missed"), "yellow", "participant", end=True),
            Status("cancelled", _("Cancelled"), "grey", "nobody", end=True),
        ),
        moves=(
            Move("attend", ("booked",), "attended", KEEPERS, "may_mark_booking", "register", "booking.attended"),
            Move("miss", ("booked",), "missed", KEEPERS, "may_mark_booking", "register", "booking.missed"),
            Move("find_present", ("missed",), "attended", KEEPERS, "may_mark_booking", "register", "booking.corrected"),
            Move("find_absent", ("attended",), "missed", KEEPERS, "may_mark_booking", "register", "booking.corrected"),
            Move("come", ("booked",), "attended", ("participant",), "may_come_to", "code", "booking.attended"),
            Move("note_how", ("attended",), "attended", KEEPERS, "may_mark_booking", "register", "booking.corrected"),
            Move("note_why", ("missed",), "missed", KEEPERS, "may_mark_booking", "register", "booking.corrected"),
            Move("cancel", ("booked",), "cancelled", ANY, "may_cancel_booking", "history", "booking.cancelled"),
        ),
    )
)

ARRANGEMENT = register(
    Table(
        name="training.arrangement",
        statuses=(
            Status("asked", _("To arrange"), "orange", "co-ordinator"),
            Status("in_place", _("In place"), "green", "nobody", end=True),
            Status("not_possible", _("Not possible"), "red", "nobody", end=True),
            Status("no_longer_needed", _("No longer needed"), "grey", "nobody", end=True),
        ),
        moves=(
            Move(
                "put_in_place",
                ("asked", "not_possible"),
                "in_place",
                KEEPERS,
                "may_settle",
                "history",
                "arrangement.settled",
            ),
            Move("rule_out", ("asked",), "not_possible", KEEPERS, "may_settle", "history", "arrangement.settled"),
            Move(
                "let_go",
                ("asked", "in_place", "not_possible"),
                "no_longer_needed",
                ANY,
                "may_let_go",
                "history",
                "needs.confirmed",
            ),
        ),
    )
)
