"""Who gets which of the demo's pages, written by hand from what ought to be.

Objects: one of the cast. They are there before anybody is signed in, in the demo only.
"""

MOMENT = "2024-04-29"

ANYBODY = {
    "anonymous": 200,
    "applicant_own": 200,
    "applicant_other": 200,
    "coordinator_own": 200,
    "coordinator_other": 200,
    "board_reader": 200,
    "outsider": 200,
}

ROWS = {
    "demo:cast": ANYBODY,
    "demo:sign_in": ANYBODY,
    "demo:gallery": ANYBODY,
    "demo:line_manager": ANYBODY,
    "demo:day": ANYBODY,
    "demo:start_again": ANYBODY,
    "demo:moving": ANYBODY,
}
