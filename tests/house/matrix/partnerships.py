"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the pair of the "own" applicant, a reverse mentor, in the co-ordinator's own cohort. Both have signed, and
their first meeting is in both diaries for the coming week. `leader` is their partner. A page about something that
cannot be done at this stage answers 403 with the reason.
"""

MOMENT = "2023-10-08"

NOBODY = {
    "anonymous": "login",
    "applicant_own": 404,
    "applicant_other": 404,
    "coordinator_own": 404,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
}
THE_TWO = NOBODY | {"applicant_own": 200, "leader": 200}
NOT_NOW = NOBODY | {"applicant_own": 403, "leader": 403}
KEEPER = NOBODY | {"coordinator_own": 200}

ROWS = {
    "partnerships:pair": THE_TWO,
    "partnerships:agreement": THE_TWO,
    "partnerships:sign": NOT_NOW,
    "partnerships:propose": THE_TWO | {"applicant_own": 403},
    "partnerships:end": THE_TWO,
    "partnerships:accept": NOT_NOW,
    "partnerships:decline": NOT_NOW,
    "partnerships:held": NOT_NOW,
    "partnerships:missed": NOT_NOW,
    "partnerships:cancel": THE_TWO,
    "partnerships:overview": KEEPER,
    "partnerships:complete": KEEPER | {"coordinator_own": 403},
    "partnerships:end_for_them": KEEPER,
}
