"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: a cohort to which the "own" applicant has sent an application; the other applicant's is to another cohort.
Each person gets a page of their own, so there is no page about anybody else.
"""

MOMENT = "2023-08-14"
OTHER = "elsewhere"

OWN = {
    "anonymous": "login",
    "applicant_own": 200,
    "applicant_other": 404,
    "coordinator_own": 404,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
    "leader": 200,
}

ROWS = {
    "monitoring:form": OWN,
    "monitoring:done": OWN,
    "monitoring:take_back": OWN,
}
