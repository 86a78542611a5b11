"""What may happen to a report, status by status, written by hand."""

EXPECTED = {
    ("reporting.report", "draft"): {"release": "released"},
    ("reporting.report", "released"): {},
}
