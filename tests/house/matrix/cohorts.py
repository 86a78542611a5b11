"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: the co-ordinator's own system cohort, open to applications; the other co-ordinator's role is in another
organisation, so each of the two may set up cohorts and programmes of their own. The role to end is the Board
reader's in the own cohort. The rules were fixed when the cohort opened: 403 with the reason. The check page leads
to the first question that has no answer: 302. Organisations are an administrator's; the contacts and the look of one
are kept by its lead and by whoever co-ordinates what it runs. An organisation's colour is a stylesheet for everybody,
and its logo a picture for everybody. A short address leads everybody to the public page, and under it anybody leaves
an address or takes it back.
Whoever has a role says once whom they report to. The letter is the sponsor's, who has made their pledge themselves:
there is nothing to record for them, and only they can take it back; what they were asked is theirs alone. The
assessment names nobody and is read by the information-governance lead too.
"""

MOMENT = "2023-08-14"

NOBODY = {
    "anonymous": "login",
    "applicant_own": 404,
    "applicant_other": 404,
    "coordinator_own": 404,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
}
KEEPER = NOBODY | {"coordinator_own": 200}
ANY_COORDINATOR = KEEPER | {"coordinator_other": 200}

KEEPER_AND_LEAD = KEEPER | {"partner_lead": 200}

ANYBODY = dict.fromkeys(NOBODY, 200)

ROWS = {
    "cohorts:short": dict.fromkeys(NOBODY, 302),
    "cohorts:short_in_capitals": dict.fromkeys(NOBODY, 302),
    "cohorts:tell_me": ANYBODY,
    "cohorts:noted": ANYBODY,
    "cohorts:forget_me": ANYBODY,
    "cohorts:forgotten": ANYBODY,
    "cohorts:no_more": ANYBODY,
    "cohorts:no_more_done": ANYBODY,
    "cohorts:list": ANY_COORDINATOR,
    "cohorts:new": ANY_COORDINATOR,
    "cohorts:check": NOBODY | {"coordinator_own": 302, "coordinator_other": 302},
    "cohorts:new_programme": ANY_COORDINATOR,
    "cohorts:plan": KEEPER,
    "cohorts:change_date": KEEPER,
    "cohorts:loosen_date": KEEPER,
    "cohorts:extend": KEEPER,
    "cohorts:copy": KEEPER,
    "cohorts:switches": NOBODY | {"coordinator_own": 403},
    "cohorts:nations": KEEPER,
    "cohorts:calendar_title": KEEPER,
    "cohorts:words": KEEPER,
    "cohorts:rules": NOBODY | {"coordinator_own": 403},
    "cohorts:roles": KEEPER,
    "cohorts:end_role": KEEPER,
    "cohorts:manager": KEEPER | {"board_reader": 200},
    "cohorts:taking_part": KEEPER,
    "cohorts:contacts": KEEPER_AND_LEAD,
    "cohorts:new_contact": KEEPER_AND_LEAD,
    "cohorts:contact": KEEPER_AND_LEAD,
    "cohorts:remove_contact": KEEPER_AND_LEAD,
    "cohorts:brand": KEEPER_AND_LEAD,
    "cohorts:stylesheet": dict.fromkeys(NOBODY, 200),
    "cohorts:logo": dict.fromkeys(NOBODY, 200),
    "cohorts:stage": KEEPER,
    "cohorts:places": KEEPER | {"partner_lead": 200},
    "cohorts:first_steps": KEEPER,
    "cohorts:readiness": KEEPER,
    "cohorts:mark": KEEPER,
    "cohorts:dpia": KEEPER | {"ig_lead": 200},
    "cohorts:dpia_file": KEEPER | {"ig_lead": 200},
    "cohorts:name_for": KEEPER,
    "cohorts:letter": KEEPER,
    "cohorts:record": NOBODY | {"coordinator_own": 403},
    "cohorts:take_back": NOBODY | {"coordinator_own": 403},
    "cohorts:asked": NOBODY,
    "cohorts:organisations": NOBODY,
    "cohorts:new_organisation": NOBODY,
    "cohorts:organisation": NOBODY,
}
