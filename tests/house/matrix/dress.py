"""Who gets which of this room's pages, written by hand from what ought to be.

Objects: the co-ordinator of the own cohort had it rehearsed, and the rehearsal is over. Everybody in it is invented,
but how a programme words what it sends is its own until it is sent.
"""

MOMENT = "2023-08-14"

KEEPER = {
    "anonymous": "login",
    "applicant_own": 404,
    "applicant_other": 404,
    "coordinator_own": 200,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
}

ROWS = {
    "dress:rehearsal": KEEPER,
    "dress:begin": KEEPER,
    "dress:message": KEEPER,
}
