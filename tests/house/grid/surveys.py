"""What may happen to a questionnaire, status by status, written by hand."""

EXPECTED = {
    ("surveys.questionnaire", "planned"): {"open": "open"},
    ("surveys.questionnaire", "open"): {"close": "closed"},
    ("surveys.questionnaire", "closed"): {"open_box": "opened"},
    ("surveys.questionnaire", "opened"): {},
}
