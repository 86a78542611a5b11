"""Earlier places from a spreadsheet: what a row says of somebody who took part before, and how it is judged."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.applications import grades
from turnabout.applications.models import ROLES
from turnabout.applications.questions.shape import DAY, EMAIL, ONE, TEXT, YES, Question, Section
from turnabout.applications.questions.shared import NOT_IN_LIST, STAFF_GROUPS

QUESTIONS = (
    Question("email", EMAIL, lazy("Email")),
    Question("name", TEXT, lazy("Full name")),
    Question("role", ONE, lazy("Role: reverse mentor or reverse mentee"), choices=ROLES),
    Question("cohort_name", TEXT, lazy("Cohort or year")),
    Question("ended_on", DAY, lazy("The day on which it ended, or they graduated")),
    Question("organisation", TEXT, lazy("Organisation"), required=False),
    Question("directorate", TEXT, lazy("Directorate or team"), required=False),
    Question("job_title", TEXT, lazy("Job title"), required=False),
    Question("staff_group", ONE, lazy("Staff group"), choices=STAFF_GROUPS, required=False),
    Question(
        "grade", ONE, lazy("Grade"), required=False, choices=(*grades.choices(), (NOT_IN_LIST, lazy("Not in the list")))
    ),
    Question("base", TEXT, lazy("Work base"), required=False),
    Question("contact", YES, lazy("Agreed that we may write to them"), required=False),
    Question("contact_on", DAY, lazy("The day on which they agreed to that"), required=False),
)
NEEDED = ("email", "name", "role", "cohort_name", "ended_on")
SECTION = Section("alumni", lazy("An earlier place"), 1, QUESTIONS)


def faults(clean: dict[str, Any], starts_on: date | None, today: date) -> list[str]:
    """What is wrong with a row whose cells are each all right; `starts_on` is when the cohort at hand starts."""
    found = []
    ended: date | None = clean.get("ended_on")
    if ended is not None and ended > today:
        found.append(_("It has not ended yet. Import only people who took part to the end."))
    elif ended is not None and starts_on is not None and ended >= starts_on:
        found.append(_("It ended after this cohort starts, so it is no earlier place. Check the day."))
    if len(clean.get("cohort_name") or "") > 100:
        found.append(_("The name of the cohort can have up to 100 characters. Shorten it."))
    if clean.get("contact") and clean.get("contact_on") is None:
        found.append(
            _("It says that they agreed to be written to, and not when. Add the day, or leave the agreement empty.")
        )
    if clean.get("contact_on") is not None and clean["contact_on"] > today:
        found.append(_("The day on which they agreed is still to come. Check it."))
    return found
