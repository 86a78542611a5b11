"""The life of a round, and of one proposed pair in it."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

COORDINATOR = ("co-ordinator",)
EITHER = ("co-ordinator", "reverse mentor", "reverse mentee")

ROUND = register(
    Table(
        name="matching.round",
        statuses=(
            Status("frozen", _("Input frozen"), "grey", "co-ordinator"),
            Status("solved", _("Proved, to look at"), "blue", "co-ordinator"),
            Status("stopped", _("Stopped: no answer passed the judge"), "red", "nobody", end=True),
            Status("published", _("People were asked"), "green", "nobody", end=True),
            Status("discarded", _("Not used"), "grey", "nobody", end=True),
        ),
        moves=(
            Move("solve", ("frozen",), "solved", COORDINATOR, "may_run_round", "certificate", "round.solved"),
            Move("stop", ("frozen",), "stopped", COORDINATOR, "may_run_round", "history", "round.stopped"),
            Move("publish", ("solved",), "published", COORDINATOR, "may_publish", "verdict", "round.published"),
            Move("discard", ("solved",), "discarded", COORDINATOR, "may_discard", "history", "round.discarded"),
        ),
    )
)

PAIR = register(
    Table(
        name="matching.pair",
        statuses=(
            Status("drafted", _("Proposed, not asked yet"), "grey", "co-ordinator"),
            Status("mentor_asked", _("Reverse mentor asked"), "yellow", "reverse mentor"),
            Status("mentee_asked", _("Reverse mentee asked"), "yellow", "reverse mentee"),
            Status("agreed", _("Both said yes"), "green", "nobody"),
            Status("ended", _("Were a pair, now ended"), "grey", "nobody", end=True),
            Status("set_aside", _("Not asked"), "grey", "nobody", end=True),
            Status("not_going_ahead", _("Not going ahead"), "grey", "nobody", end=True),
        ),
        moves=(
            Move(
                "ask", ("drafted",), "mentor_asked", COORDINATOR, "may_ask", "history", "pair.asked",
                notice=("matching.mentor_asked",),
            ),
            Move("set_aside", ("drafted",), "set_aside", EITHER, "may_close", "history", "pair.set_aside"),
            Move(
                "mentor_yes", ("mentor_asked",), "mentee_asked", ("reverse mentor",), "may_answer_as_mentor", "history",
                "pair.mentor_yes", notice=("matching.mentee_asked",),
            ),
            Move(
                "mentor_no", ("mentor_asked",), "not_going_ahead", ("reverse mentor",), "may_answer_as_mentor",
                "history", "pair.declined",
            ),
            Move(
                "mentee_yes", ("mentee_asked",), "agreed", ("reverse mentee",), "may_answer_as_mentee", "history",
                "pair.agreed",
            ),
            Move(
                "mentee_no", ("mentee_asked",), "not_going_ahead", ("reverse mentee",), "may_answer_as_mentee",
                "history", "pair.declined", notice=("matching.not_going_ahead",),
            ),
            Move(
                "close", ("mentor_asked", "mentee_asked"), "not_going_ahead", EITHER, "may_close", "history",
                "pair.closed", notice=("matching.closed",),
            ),
            Move("part", ("agreed",), "ended", EITHER, "may_close", "history", "pair.ended"),
        ),
    )
)  # fmt: skip
