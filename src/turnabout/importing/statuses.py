"""The life of one uploaded file: columns are matched, rows are tried, then all of it is imported or none."""

from django.utils.translation import gettext_lazy as _

from turnabout.engine.workflow import Move, Status, Table
from turnabout.foundation.moves.apply import register

UPLOADER = ("whoever uploaded it",)
GONE = ("dropped", "imported")
"""The ends: of these only the counts are left, the file and the rows are deleted."""

UPLOAD = register(
    Table(
        name="importing.upload",
        statuses=(
            Status("uploaded", _("Columns to match"), "blue", "whoever uploaded it"),
            Status("checking", _("Being checked"), "yellow", "the clock"),
            Status("checked", _("Checked"), "blue", "whoever uploaded it"),
            Status("importing", _("Being imported"), "yellow", "the clock"),
            Status("imported", _("Imported"), "green", "nobody", end=True),
            Status("dropped", _("Dropped"), "grey", "nobody", end=True),
        ),
        moves=(
            Move(
                "match",
                ("uploaded", "checked"),
                "checking",
                UPLOADER,
                "may_match",
                "history",
                "upload.matched",
            ),
            Move("check", ("checking",), "checked", UPLOADER, "may_check", "history", "upload.checked"),
            Move("begin", ("checked",), "importing", UPLOADER, "may_import", "history", "upload.begun"),
            Move("finish", ("importing",), "imported", UPLOADER, "may_finish", "history", "upload.imported"),
            Move("stop", ("importing",), "checked", UPLOADER, "may_stop", "history", "upload.stopped"),
            Move(
                "drop",
                ("uploaded", "checking", "checked", "importing"),
                "dropped",
                (*UPLOADER, "clock"),
                "may_drop",
                "history",
                "upload.dropped",
            ),
        ),
    )
)
