"""What may happen to an application, cell by cell, written by hand."""

TABLE = "applications.application"

EXPECTED = {
    (TABLE, "draft"): {
        "submit": "submitted",
        "confirm_entered": "submitted",
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

RELEASE = "applications.release"
ANSWERS = {
    "support": "supported",
    "support_with_conditions": "supported_with_conditions",
    "say_not_now": "not_now",
}
SETTLED = {"confirm_otherwise": "confirmed_otherwise", "waive": "not_needed"}
ENDS = {"cancel": "cancelled", "begin_again": "not_asked"}

EXPECTED |= {
    (RELEASE, "not_asked"): {"ask": "asked", "cancel": "cancelled", **SETTLED},
    (RELEASE, "asked"): {"expire": "expired", "stop": "cancelled", **ANSWERS, **SETTLED, **ENDS},
    (RELEASE, "expired"): {"ask": "asked", **ANSWERS, **SETTLED, **ENDS},
    (RELEASE, "supported"): {**ANSWERS, **ENDS},
    (RELEASE, "supported_with_conditions"): {**ANSWERS, **ENDS},
    (RELEASE, "not_now"): {"ask": "asked", **ANSWERS, **SETTLED, **ENDS},
    (RELEASE, "confirmed_otherwise"): {},
    (RELEASE, "not_needed"): {},
    (RELEASE, "cancelled"): {"ask": "asked", "begin_again": "not_asked", **SETTLED},
}
