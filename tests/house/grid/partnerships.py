"""What may happen to a partnership and to a meeting, status by status, written by hand."""

EXPECTED = {
    ("partnerships.partnership", "agreed"): {"first_sign": "half_signed", "end": "ended", "leave": "ended"},
    ("partnerships.partnership", "half_signed"): {"sign": "active", "end": "ended", "leave": "ended"},
    ("partnerships.partnership", "active"): {"complete": "completed", "end": "ended", "leave": "ended"},
    ("partnerships.partnership", "completed"): {},
    ("partnerships.partnership", "ended"): {},
    ("partnerships.meeting", "proposed"): {
        "accept": "accepted",
        "decline": "declined",
        "cancel": "cancelled",
        "miss": "cancelled",
        "call_off": "cancelled",
    },
    ("partnerships.meeting", "accepted"): {
        "hold": "held",
        "cancel": "cancelled",
        "miss": "cancelled",
        "call_off": "cancelled",
    },
    ("partnerships.meeting", "held"): {},
    ("partnerships.meeting", "declined"): {},
    ("partnerships.meeting", "cancelled"): {},
}
