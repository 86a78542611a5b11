"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the co-ordinator's own cohort; both applicants were accepted and take part. 302 leads to the page that the
person needs. The message is one that the applicant was sent; of its kind none is held, so there is nothing to let go.
The cases are the independent contact's alone, and what an organisation's people do is its own lead's.
"""

MOMENT = "2023-09-04"

ANYBODY = {
    "anonymous": 200,
    "applicant_own": 200,
    "applicant_other": 200,
    "coordinator_own": 200,
    "coordinator_other": 200,
    "board_reader": 200,
    "outsider": 200,
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

ROWS = {
    "home:front": ANYBODY,
    "home:start": dict.fromkeys(ANYBODY, 302) | {"anonymous": "login"},
    "home:public": ANYBODY,
    "home:pack": ANYBODY,
    "home:pack_file": ANYBODY,
    "home:pack_preview": KEEPER,
    "home:pack_preview_file": KEEPER,
    "home:passages": KEEPER,
    "home:passage": KEEPER,
    "home:day": KEEPER,
    "home:preview": KEEPER,
    "home:agreement": KEEPER,
    "home:kit": KEEPER,
    "home:poster": KEEPER,
    "home:qr_drawing": KEEPER,
    "home:qr_picture": KEEPER,
    "home:newsletter": KEEPER,
    "home:newsletter_file": KEEPER,
    "home:messages": KEEPER,
    "home:write_to_many": KEEPER,
    "home:message_calendar": KEEPER,
    "home:message": KEEPER,
    "home:message_words": KEEPER,
    "home:message_deed": KEEPER,
    "home:held": KEEPER | {"coordinator_own": 404},
    "home:message_kinds": KEEPER,
    "home:message_kind": KEEPER,
    "home:cases": KEEPER | {"coordinator_own": 404, "independent_contact": 200},
    "home:our_organisation": KEEPER | {"coordinator_own": 404, "partner_lead": 200, "partner_lead_other": 404},
    "home:my_mentoring": ANYBODY | {"anonymous": "login", "applicant_own": 302, "applicant_other": 302, "leader": 302},
    "home:mine": KEEPER | {"applicant_own": 200, "coordinator_own": 404},
    "home:see_as": KEEPER | {"applicant_own": 200, "coordinator_own": 404},
    "home:who_sees": KEEPER | {"applicant_own": 200, "coordinator_own": 404},
    "home:help": ANYBODY,
    "home:privacy": ANYBODY,
    "home:accessibility": ANYBODY,
}
