"""Who gets which of this stage's pages, written by hand from what ought to be.

Objects: a system cohort that is open, with the "own" applicant's sent application as a reverse mentor and another
applicant's beside it; for the pages of leaders an open Board cohort of the same co-ordinator with a leader who was
named and has not answered, and that leader's link. The own applicant's manager was asked and has not answered.
The co-ordinator has entered applications for people who rang, one of whom has a link. 302 leads to the page that fits
the application's stage, and whoever never applied to an earlier cohort to the page before an empty form. Nobody has
asked the cohort to ask leaders about their own life, the applicant has sent an application for the one role that a
Board programme has, and so there is nobody to place: 404, and 403 with the reason. Everybody who has applied has an
address, so nobody is withdrawn by somebody else.
"""

MOMENT = "2023-08-14"

APPLICANT = {
    "anonymous": "login",
    "applicant_own": 200,
    "applicant_other": 404,
    "coordinator_own": 404,
    "coordinator_other": 404,
    "board_reader": 404,
    "outsider": 404,
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
ANYBODY_WITH_THE_LINK = dict.fromkeys(APPLICANT, 200)

ANYBODY = dict.fromkeys(APPLICANT, 200)

ROWS = {
    "applications:begin": {
        "anonymous": "login",
        "applicant_own": 302,
        "applicant_other": 302,
        "coordinator_own": 200,
        "coordinator_other": 200,
        "board_reader": 200,
        "outsider": 200,
        "leader": 302,
    },
    "applications:continue": dict.fromkeys(APPLICANT, 302) | {"anonymous": "login", "leader": 302},
    "applications:again": APPLICANT | {"applicant_own": 403},
    "applications:standing": APPLICANT,
    "applications:task_list": APPLICANT | {"applicant_own": 302},
    "applications:section": APPLICANT | {"applicant_own": 403},
    "applications:keep": APPLICANT | {"applicant_own": 403},
    "applications:check": APPLICANT | {"applicant_own": 302},
    "applications:sent": APPLICANT,
    "applications:reopen": APPLICANT,
    "applications:withdraw": APPLICANT,
    "applications:start_again": APPLICANT | {"applicant_own": 403},
    "applications:other_form": APPLICANT | {"applicant_own": 403},
    "applications:experience": APPLICANT,
    "applications:take_back": APPLICANT,
    "applications:identity": APPLICANT | {"applicant_own": 404},
    "applications:any_time": APPLICANT,
    "applications:either": APPLICANT | {"applicant_own": 403},
    "applications:place": KEEPER | {"coordinator_own": 403},
    "applications:grades": KEEPER | {"partner_lead": 200},
    "applications:unmap_grade": KEEPER | {"partner_lead": 200},
    "applications:sharing": APPLICANT,
    "applications:boundaries": APPLICANT,
    "applications:leaders": KEEPER,
    "applications:name_leader": KEEPER,
    "applications:new_link": KEEPER,
    "applications:leader": ANYBODY_WITH_THE_LINK,
    "applications:leader_no": ANYBODY_WITH_THE_LINK,
    "applications:leader_thanks": ANYBODY,
    "applications:leader_said_no": ANYBODY,
    "applications:release": APPLICANT,
    "applications:ask_manager": APPLICANT | {"applicant_own": 403},
    "applications:preview_manager": APPLICANT,
    "applications:stop_asking": APPLICANT,
    "applications:releases": KEEPER,
    "applications:kept_release": KEEPER,
    "applications:manager": ANYBODY_WITH_THE_LINK,
    "applications:manager_new_link": ANYBODY_WITH_THE_LINK,
    "applications:manager_thanks": ANYBODY,
    "applications:manager_link_sent": ANYBODY,
    "applications:entered": KEEPER,
    "applications:enter": KEEPER,
    "applications:entry": KEEPER,
    "applications:entry_section": KEEPER,
    "applications:keep_entry": KEEPER | {"coordinator_own": 302},
    "applications:entry_experience": KEEPER,
    "applications:ask_to_confirm": KEEPER,
    "applications:record_call": KEEPER,
    "applications:remove_entry": KEEPER,
    "applications:withdraw_for_them": dict.fromkeys(APPLICANT, 404) | {"anonymous": "login"},
    "applications:check_entered": ANYBODY_WITH_THE_LINK,
    "applications:delete_entered": ANYBODY_WITH_THE_LINK,
    "applications:entry_thanks": ANYBODY,
    "applications:entry_deleted": ANYBODY,
}
