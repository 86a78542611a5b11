"""What may happen to a cohort in each status, written by hand."""

EXPECTED = {
    ("cohorts.cohort", "draft"): {"open": "open", "call_off": "called_off"},
    ("cohorts.cohort", "open"): {"close": "choosing", "call_off": "called_off"},
    ("cohorts.cohort", "choosing"): {"prepare": "preparing", "call_off": "called_off"},
    ("cohorts.cohort", "preparing"): {"match": "matching"},
    ("cohorts.cohort", "matching"): {"launch": "active"},
    ("cohorts.cohort", "active"): {"begin_closing": "closing"},
    ("cohorts.cohort", "closing"): {"evaluate": "evaluated"},
    ("cohorts.cohort", "evaluated"): {"complete": "completed"},
    ("cohorts.cohort", "completed"): {},
    ("cohorts.cohort", "called_off"): {},
}
