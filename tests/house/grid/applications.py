"""What may happen to an application, cell by cell, written by hand."""

TABLE = "applications.application"

EXPECTED = {
    (TABLE, "draft"): {
        "submit": "submitted",
        "confirm": "confirmed",
        "turn_down": "turned_down",
        "withdraw": "withdrawn",
    },
    (TABLE, "submitted"): {"reopen": "draft", "decide": "decided", "withdraw": "withdrawn"},
    (TABLE, "confirmed"): {"withdraw": "withdrawn"},
    (TABLE, "decided"): {"withdraw": "withdrawn", "begin_other_form": "draft"},
    (TABLE, "turned_down"): {},
    (TABLE, "withdrawn"): {"start_again": "draft"},
}
