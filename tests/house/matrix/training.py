"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the "own" applicant takes part in the co-ordinator's own cohort and is booked on a session that has not
begun, one of a choice of two, and waits for another that is full; the other applicant takes part beside them. The
register opens when the session begins and its code shortly before, so they answer 403 with the reason. An open
question session has a public page for its whole cohort; the one to change is still to come.
"""

MOMENT = "2023-09-04"

KEEPER = {
    "anonymous": "login",
    "applicant_own": 404,
    "applicant_other": 404,
    "coordinator_own": 200,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
}
TRAINER_TOO = KEEPER | {"trainer": 200}
PARTICIPANT = KEEPER | {"applicant_own": 200, "coordinator_own": 404}
TAKES_PART = PARTICIPANT | {"applicant_other": 200, "leader": 200}
"""One's own calendar: the page is each person's own."""

ANYBODY = dict.fromkeys(KEEPER, 200)

ROWS = {
    "training:questions": ANYBODY,
    "training:questions_calendar": ANYBODY,
    "training:plan_open": KEEPER,
    "training:change_open": KEEPER,
    "training:feed": ANYBODY,
    "training:calendar": TAKES_PART,
    "training:make_address": TAKES_PART,
    "training:end_address": TAKES_PART,
    "training:mine": PARTICIPANT,
    "training:choose": PARTICIPANT,
    "training:cancel": PARTICIPANT,
    "training:my_needs": PARTICIPANT,
    "training:settle": KEEPER | {"trainer": 403},
    "training:hand_over": KEEPER | {"trainer": 403},
    "training:join_line": PARTICIPANT,
    "training:leave_line": PARTICIPANT,
    "training:sessions": TRAINER_TOO,
    "training:plan": KEEPER,
    "training:add": KEEPER,
    "training:untrained": TRAINER_TOO,
    "training:needs": KEEPER,
    "training:session": TRAINER_TOO,
    "training:change": KEEPER,
    "training:call_off": KEEPER,
    "training:code": KEEPER | {"coordinator_own": 403, "trainer": 403},
    "training:here": PARTICIPANT | {"applicant_own": 403},
    "training:register": KEEPER | {"coordinator_own": 403, "trainer": 403},
}
