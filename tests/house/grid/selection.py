"""What may happen to a decision and to somebody who takes part, status by status, written by hand."""

EXPECTED = {
    ("selection.verdict", "held"): {"release": "released"},
    ("selection.verdict", "released"): {},
    ("selection.participation", "taking_part"): {
        "withdraw": "withdrawn",
        "graduate": "graduated",
        "finish": "finished",
    },
    ("selection.participation", "withdrawn"): {},
    ("selection.participation", "graduated"): {},
    ("selection.participation", "finished"): {},
}
