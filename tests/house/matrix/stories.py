"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: a testimonial of the co-ordinator's own cohort that is not published yet, said by nobody with an account.
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
    "stories:list": KEEPER,
    "stories:new": KEEPER,
    "stories:publish": KEEPER,
    "stories:take_back": KEEPER,
}
