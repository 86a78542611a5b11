"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the first round of the co-ordinator's own cohort, published that afternoon; the "own" applicant is a reverse
mentor who is being asked, and the leader they are asked about does not know it yet. Nobody is kept out of
rounds, and it is too late to ask how many pairs there could be.
"""

MOMENT = "2023-09-18"

KEEPER = {
    "anonymous": "login",
    "applicant_own": 404,
    "applicant_other": 404,
    "coordinator_own": 200,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
}
NOT_NOW = KEEPER | {"coordinator_own": 403}

ROWS = {
    "matching:overview": KEEPER,
    "matching:forecast": NOT_NOW,
    "matching:run": KEEPER,
    "matching:holds": KEEPER,
    "matching:hold": KEEPER,
    "matching:let_in": NOT_NOW,
    "matching:publish": NOT_NOW,
    "matching:discard": NOT_NOW,
    "matching:close": KEEPER,
    "matching:answer": KEEPER | {"applicant_own": 200, "coordinator_own": 404},
}
