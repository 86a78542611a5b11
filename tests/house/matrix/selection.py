"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the co-ordinator's own cohort, closed to applications. The "own" applicant applied as a reverse mentor, was
accepted, was told, and takes part for the first time; the other applicant's is beside it. Mentoring has not ended,
and the "own" applicant is neither a graduate of an earlier cohort nor on the reserve list, and their letter has gone
out: those pages answer 403 with the reason. Partner leads and sponsors see nothing of any of it.

The cohort is that of a Board programme, in which nobody is scored: its co-ordinator and its assessor are told so, and
no assessment is there for anybody. `tests/selection/test_panel_pages.py` has the table of a programme with a panel.
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
NOBODY = KEEPER | {"coordinator_own": 404}
APPLICANT = KEEPER | {"applicant_own": 200, "coordinator_own": 404}

ROWS = {
    "selection:shortlist": KEEPER,
    "selection:decide": KEEPER,
    "selection:take_back": KEEPER | {"coordinator_own": 403},
    "selection:offer_place": KEEPER | {"coordinator_own": 403},
    "selection:release": KEEPER,
    "selection:edit_letter": KEEPER | {"coordinator_own": 403},
    "selection:standard_letter": KEEPER | {"coordinator_own": 403},
    "selection:cross_section": KEEPER,
    "selection:reserve": KEEPER,
    "selection:free_place": KEEPER,
    "selection:leave_free": KEEPER,
    "selection:people": KEEPER | {"trainer": 200},
    "selection:graduation": KEEPER | {"coordinator_own": 403},
    "selection:panel": KEEPER | {"coordinator_own": 403},
    "selection:panel_settings": KEEPER | {"coordinator_own": 403},
    "selection:call_in": KEEPER | {"coordinator_own": 403},
    "selection:check": KEEPER | {"coordinator_own": 403},
    "selection:settle": KEEPER | {"coordinator_own": 403},
    "selection:assessing": NOBODY | {"assessor": 403},
    "selection:declare": NOBODY | {"assessor": 403},
    "selection:assessing_paper": NOBODY | {"assessor": 403},
    "selection:assess": NOBODY,
    "selection:hand_back": NOBODY,
    "selection:reopen": NOBODY,
    "selection:my_decision": APPLICANT,
    "selection:stop": APPLICANT | {"coordinator_own": 200},
    "selection:exempt": KEEPER | {"coordinator_own": 403},
}
