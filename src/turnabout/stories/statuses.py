"""The life of a testimonial: written down with its author's leave, printed, taken back."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

COORDINATOR = ("co-ordinator",)

TESTIMONIAL = register(
    Table(
        name="stories.testimonial",
        statuses=(
            Status("draft", _("Not published"), "grey", "co-ordinator"),
            Status("published", _("Published"), "green", "nobody"),
            Status("taken_back", _("Taken back"), "grey", "nobody", end=True),
        ),
        moves=(
            Move("publish", ("draft",), "published", COORDINATOR, "may_publish", "history", "testimonial.published"),
            Move(
                "take_back",
                ("draft", "published"),
                "taken_back",
                ("co-ordinator", "author"),
                "may_take_back",
                "history",
                "testimonial.taken_back",
            ),
        ),
    )
)
