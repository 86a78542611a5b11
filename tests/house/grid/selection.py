"""What may happen to a decision and to somebody who takes part, status by status, written by hand."""

EXPECTED = {
    ("selection.verdict", "held"): {"release": "released"},
    ("selection.verdict", "released"): {},
    ("selection.assessment", "assigned"): {"finish": "done", "hand_back": "handed_back", "call_in": "handed_back"},
    ("selection.assessment", "done"): {"reopen": "assigned", "hand_back": "handed_back"},
    ("selection.assessment", "handed_back"): {},
    ("selection.participation", "taking_part"): {
        "withdraw": "withdrawn",
        "graduate": "graduated",
        "finish": "finished",
    },
    ("selection.participation", "withdrawn"): {},
    ("selection.participation", "graduated"): {},
    ("selection.participation", "finished"): {},
}
