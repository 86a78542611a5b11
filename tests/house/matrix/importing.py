"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the co-ordinator of the own cohort uploaded a list of people who took part earlier, and its rows are checked.
Nobody else finds it, neither a person in the cohort nor whoever else keeps one. Of such a list nobody is asked to
confirm anything.
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
    "importing:list": KEEPER,
    "importing:take_in": KEEPER,
    "importing:rows": KEEPER,
    "importing:columns": KEEPER,
    "importing:to_mend": KEEPER,
    "importing:begin": KEEPER,
    "importing:invite": KEEPER | {"coordinator_own": 403},
    "importing:drop": KEEPER,
}
