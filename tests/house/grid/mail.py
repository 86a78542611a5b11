"""What may happen to a message in the outbox, written by hand from what ought to be."""

EXPECTED = {
    ("foundation.mail.message", "waiting"): {
        "hold": "held",
        "keep_back": "held",
        "deliver": "sent",
        "give_up": "failed",
        "cancel": "cancelled",
        "take_back": "cancelled",
    },
    ("foundation.mail.message", "held"): {"let_go": "waiting", "cancel": "cancelled", "take_back": "cancelled"},
    ("foundation.mail.message", "sent"): {"came_back": "failed"},
    ("foundation.mail.message", "failed"): {"try_again": "waiting", "cancel": "cancelled", "take_back": "cancelled"},
    ("foundation.mail.message", "cancelled"): {},
}
