"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: a questionnaire that is open to answers, that an "own" applicant was asked and has answered; the co-ordinator's
own cohort. A page that exists but cannot be used at this stage answers 403 with the reason.
"""

MOMENT = "2024-03-26"
OTHER = "elsewhere"

PARTICIPANT = {
    "anonymous": "login",
    "applicant_own": 200,
    "applicant_other": 404,
    "coordinator_own": 404,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
    "leader": 200,
}
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
    "surveys:about": PARTICIPANT,
    "surveys:answer": PARTICIPANT,
    "surveys:received": PARTICIPANT,
    "surveys:take_back": PARTICIPANT,
    "surveys:overview": KEEPER,
    "surveys:plan": NOT_NOW,
    "surveys:send": NOT_NOW,
    "surveys:close": KEEPER,
    "surveys:open_box": NOT_NOW,
}
