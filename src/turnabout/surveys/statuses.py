"""A questionnaire is planned with its key, opened to answers, closed, and its box opened once."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

COORDINATOR = ("co-ordinator",)

QUESTIONNAIRE = register(
    Table(
        name="surveys.questionnaire",
        statuses=(
            Status("planned", _("Planned"), "grey", "co-ordinator"),
            Status("open", _("Open for answers"), "green", "participants"),
            Status("closed", _("Closed, still sealed"), "yellow", "key holder"),
            Status("opened", _("Box opened"), "blue", "nobody", end=True),
        ),
        moves=(
            Move(
                "open",
                ("planned",),
                "open",
                COORDINATOR,
                "may_open_questionnaire",
                "history",
                "questionnaire.opened_to_answers",
                notice=("surveys.please_answer",),
            ),
            Move(
                "close",
                ("open",),
                "closed",
                ("co-ordinator", "clock"),
                "may_close",
                "history",
                "questionnaire.closed",
            ),
            Move(
                "open_box",
                ("closed",),
                "opened",
                ("key holder", "co-ordinator"),
                "may_open_box",
                "history",
                "questionnaire.box_opened",
            ),
        ),
    )
)
