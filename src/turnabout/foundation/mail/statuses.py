"""The life of a message in the outbox."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

MESSAGE = register(
    Table(
        name="foundation.mail.message",
        statuses=(
            Status("waiting", _("Waiting to go"), "blue", "the outbox"),
            Status("held", _("Held"), "yellow", "co-ordinator"),
            Status("sent", _("Sent"), "green", "nobody"),
            Status("failed", _("Could not be delivered"), "red", "co-ordinator"),
            Status("cancelled", _("Cancelled"), "grey", "nobody", end=True),
        ),
        moves=(
            Move("hold", ("waiting",), "held", ("co-ordinator",), "may_change_message", "history", "message.held"),
            Move("keep_back", ("waiting",), "held", ("the outbox",), "may_deliver", "history", "message.held"),
            Move("let_go", ("held",), "waiting", ("co-ordinator",), "may_change_message", "history", "message.let_go"),
            Move("deliver", ("waiting",), "sent", ("the outbox",), "may_deliver", "history", "message.sent"),
            Move("give_up", ("waiting",), "failed", ("the outbox",), "may_deliver", "history", "message.failed"),
            Move(
                "came_back",
                ("sent",),
                "failed",
                ("co-ordinator",),
                "may_change_message",
                "history",
                "message.came_back",
            ),
            Move(
                "try_again", ("failed",), "waiting", ("co-ordinator",), "may_change_message", "history", "message.again"
            ),
            Move(
                "cancel",
                ("waiting", "held", "failed"),
                "cancelled",
                ("co-ordinator",),
                "may_change_message",
                "history",
                "message.cancelled",
            ),
            Move(
                "take_back",
                ("waiting", "held", "failed"),
                "cancelled",
                ("the outbox",),
                "may_deliver",
                "history",
                "message.cancelled",
            ),
        ),
    )
)
