"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: a released report on the co-ordinator's own cohort, which the Board reader reads.
"""

MOMENT = "2024-04-29"

NOBODY = {
    "anonymous": "login",
    "applicant_own": 404,
    "applicant_other": 404,
    "coordinator_own": 200,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
}

ROWS = {
    "reporting:shelf": NOBODY | {"coordinator_other": 200, "board_reader": 200},
    "reporting:read": NOBODY | {"board_reader": 200},
    "reporting:release": NOBODY | {"coordinator_own": 403},
    "reporting:overview": NOBODY,
    "reporting:draft": NOBODY | {"coordinator_own": 403},
}
