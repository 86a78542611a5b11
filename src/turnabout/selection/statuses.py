"""An assessor's reading, decisions that are held until they are released together, and places until they end."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

COORDINATOR = ("co-ordinator",)

VERDICT = register(
    Table(
        name="selection.verdict",
        statuses=(
            Status("held", _("Decided, not told yet"), "yellow", "co-ordinator"),
            Status("released", _("Told"), "green", "nobody", end=True),
        ),
        moves=(Move("release", ("held",), "released", COORDINATOR, "may_release", "history", "verdict.released"),),
    )
)

ASSESSOR = ("assessor",)

ASSESSMENT = register(
    Table(
        name="selection.assessment",
        statuses=(
            Status("assigned", _("To assess"), "orange", "assessor"),
            Status("done", _("Assessed"), "green", "nobody", end=True),
            Status("handed_back", _("Handed back"), "grey", "nobody", end=True),
        ),
        moves=(
            Move("finish", ("assigned",), "done", ASSESSOR, "may_assess", "history", "assessment.done"),
            Move("reopen", ("done",), "assigned", ASSESSOR, "may_reopen_assessment", "history", "assessment.reopened"),
            Move(
                "hand_back",
                ("assigned", "done"),
                "handed_back",
                ASSESSOR,
                "may_hand_back",
                "history",
                "assessment.handed_back",
            ),
            Move(
                "call_in", ("assigned",), "handed_back", COORDINATOR, "may_call_in", "history", "assessments.called_in"
            ),
        ),
    )
)

PARTICIPATION = register(
    Table(
        name="selection.participation",
        statuses=(
            Status("taking_part", _("Taking part"), "green", "participant"),
            Status("withdrawn", _("Withdrawn"), "grey", "nobody", end=True),
            Status("graduated", _("Graduated"), "blue", "nobody", end=True),
            Status("finished", _("Finished"), "grey", "nobody", end=True),
        ),
        moves=(
            Move(
                "withdraw",
                ("taking_part",),
                "withdrawn",
                ("participant", "co-ordinator"),
                "may_withdraw",
                "history",
                "participation.withdrawn",
            ),
            Move(
                "graduate",
                ("taking_part",),
                "graduated",
                COORDINATOR,
                "may_complete",
                "history",
                "participation.graduated",
                notice=("selection.graduated",),
            ),
            Move(
                "finish", ("taking_part",), "finished", COORDINATOR, "may_complete", "history", "participation.finished"
            ),
        ),
    )
)
