"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: a resource on the shelf of the co-ordinator's own cohort. The prompts are for everybody who is signed in.
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
    "resources:list": KEEPER,
    "resources:remove": KEEPER,
    "resources:conversations": dict.fromkeys(KEEPER, 200) | {"anonymous": "login"},
}
