"""The life of a partnership, and of one meeting in it."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

PAIR = ("reverse mentor", "reverse mentee")
MENTOR, MENTEE = ("reverse mentor",), ("reverse mentee",)

PARTNERSHIP = register(
    Table(
        name="partnerships.partnership",
        statuses=(
            Status("agreed", _("Matched, agreement to sign"), "yellow", "both"),
            Status("half_signed", _("One of you has signed"), "yellow", "the other"),
            Status("active", _("Meeting"), "green", "both"),
            Status("completed", _("Complete"), "blue", "nobody", end=True),
            Status("ended", _("Ended"), "grey", "nobody", end=True),
        ),
        moves=(
            Move("first_sign", ("agreed",), "half_signed", PAIR, "may_sign", "signature", "partnership.signed"),
            Move(
                "sign", ("half_signed",), "active", PAIR, "may_sign", "signature", "partnership.active",
                notice=("partnerships.active",),
            ),
            Move(
                "complete", ("active",), "completed", ("co-ordinator",), "may_complete", "history",
                "partnership.completed",
            ),
            Move(
                "end", ("agreed", "half_signed", "active"), "ended", (*PAIR, "co-ordinator"), "may_end", "history",
                "partnership.ended", notice=("partnerships.ended",),
            ),
            Move(
                "leave", ("agreed", "half_signed", "active"), "ended", ("the rooms below",), "may_leave", "history",
                "partnership.ended", notice=("partnerships.ended",),
            ),
        ),
    )
)  # fmt: skip

MEETING = register(
    Table(
        name="partnerships.meeting",
        statuses=(
            Status("proposed", _("Proposed"), "yellow", "reverse mentor"),
            Status("accepted", _("In the diary"), "blue", "both"),
            Status("held", _("Held"), "green", "nobody", end=True),
            Status("declined", _("Another time, please"), "grey", "reverse mentee", end=True),
            Status("cancelled", _("Cancelled"), "red", "reverse mentee", end=True),
        ),
        moves=(
            Move(
                "accept", ("proposed",), "accepted", MENTOR, "may_accept_meeting", "history", "meeting.accepted",
                notice=("partnerships.meeting_accepted",),
            ),
            Move(
                "decline", ("proposed",), "declined", MENTOR, "may_decline_meeting", "history", "meeting.declined",
                notice=("partnerships.meeting_declined",),
            ),
            Move("hold", ("accepted",), "held", PAIR, "may_mark_held", "history", "meeting.held"),
            Move(
                "cancel", ("proposed", "accepted"), "cancelled", PAIR, "may_cancel_meeting", "history",
                "meeting.cancelled", notice=("partnerships.meeting_cancelled",),
            ),
            Move(
                "miss", ("proposed", "accepted"), "cancelled", PAIR, "may_mark_missed", "history", "meeting.missed",
            ),
            Move(
                "call_off", ("proposed", "accepted"), "cancelled", (*PAIR, "co-ordinator"), "may_call_off_meeting",
                "history", "meeting.called_off", notice=("partnerships.meeting_cancelled",),
            ),
        ),
    )
)  # fmt: skip
