"""What may happen to a round and to a proposed pair, status by status, written by hand."""

EXPECTED = {
    ("matching.round", "frozen"): {"solve": "solved", "stop": "stopped"},
    ("matching.round", "solved"): {"publish": "published", "discard": "discarded"},
    ("matching.round", "stopped"): {},
    ("matching.round", "published"): {},
    ("matching.round", "discarded"): {},
    ("matching.pair", "drafted"): {"ask": "mentor_asked", "set_aside": "set_aside"},
    ("matching.pair", "mentor_asked"): {
        "mentor_yes": "mentee_asked",
        "mentor_no": "not_going_ahead",
        "close": "not_going_ahead",
    },
    ("matching.pair", "mentee_asked"): {
        "mentee_yes": "agreed",
        "mentee_no": "not_going_ahead",
        "close": "not_going_ahead",
    },
    ("matching.pair", "agreed"): {"part": "ended"},
    ("matching.pair", "ended"): {},
    ("matching.pair", "set_aside"): {},
    ("matching.pair", "not_going_ahead"): {},
}
