"""What may happen to an uploaded file, status by status, written by hand."""

EXPECTED = {
    ("importing.upload", "uploaded"): {"match": "checking", "drop": "dropped"},
    ("importing.upload", "checking"): {"check": "checked", "drop": "dropped"},
    ("importing.upload", "checked"): {"match": "checking", "begin": "importing", "drop": "dropped"},
    ("importing.upload", "importing"): {"finish": "imported", "stop": "checked", "drop": "dropped"},
    ("importing.upload", "imported"): {},
    ("importing.upload", "dropped"): {},
}
