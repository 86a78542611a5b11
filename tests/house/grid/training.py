"""What may happen to a session and to a booking, status by status, written by hand."""

EXPECTED = {
    ("training.session", "planned"): {"hold": "held", "cancel": "cancelled"},
    ("training.session", "held"): {},
    ("training.session", "cancelled"): {},
    ("training.booking", "booked"): {"attend": "attended", "miss": "missed", "come": "attended", "cancel": "cancelled"},
    ("training.booking", "attended"): {"find_absent": "missed", "note_how": "attended"},
    ("training.booking", "missed"): {"find_present": "attended", "note_why": "missed"},
    ("training.booking", "cancelled"): {},
    ("training.arrangement", "asked"): {
        "put_in_place": "in_place",
        "rule_out": "not_possible",
        "let_go": "no_longer_needed",
    },
    ("training.arrangement", "in_place"): {"let_go": "no_longer_needed"},
    ("training.arrangement", "not_possible"): {"put_in_place": "in_place", "let_go": "no_longer_needed"},
    ("training.arrangement", "no_longer_needed"): {},
}
