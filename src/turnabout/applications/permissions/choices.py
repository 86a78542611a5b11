"""Who may choose what around an application: a role, what helps, a grade's place on the scale."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.cases import may_handle
from turnabout.applications.models import EITHER, MENTOR, Application, LocalGrade
from turnabout.applications.permissions.forms import MAY_OFFER, closed, contact, is_own, taking
from turnabout.cohorts.models import Organisation
from turnabout.cohorts.permissions import may_keep_lists
from turnabout.cohorts.planner import BOARD
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no


def may_apply_for_either(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever has begun an application in one role of a system programme may say that the other would do as well."""
    if application is None or application.named or not is_own(by, application):
        return NOT_YOURS
    if application.cohort.pattern == BOARD:
        return no(_("In this programme the reverse mentees are named, so there is one role to apply for."))
    if application.role == EITHER:
        return no(_("You have applied for either role already."))
    if application.status == "submitted":
        return no(_("You have sent this. Press “Change my application” on your own page first."))
    if application.status != "draft":
        return no(_("This is no longer open to changes. Ask %(who)s.") % {"who": contact(application.cohort)})
    return YES if taking(application.cohort, now) else no(closed(application.cohort, now, application))


def may_place(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever handles the case places somebody who would take either role, once, before a decision; never themself."""
    if application is None or is_own(by, application):
        return NOT_YOURS
    if not (handled := may_handle(by, application, now)):
        return handled
    if application.status not in ("submitted", "decided"):
        return NOT_YOURS
    return YES if application.role == EITHER else no(_("This person has one role already. Nobody is placed twice."))


def placed(application: Application) -> Decision:
    """Whether somebody has one of the two roles, which everything after the application needs."""
    if application.role != EITHER:
        return YES
    return no(
        _(
            "This person would be a reverse mentor or a reverse mentee. Place them in one of the two roles first: "
            "without it they can be neither accepted nor paired."
        )
    )


def may_change_any_time(by: Any, application: Application | None, now: datetime) -> Decision:
    """What helps somebody to take part is asked for and changed at any time, as long as they have a part in it."""
    if application is None or not is_own(by, application):
        return NOT_YOURS
    if application.status == "draft":
        return no(_("You have not sent this yet: open the section in your form."))
    return YES if application.status in MAY_OFFER else no(_("You no longer take part, so nothing has to be arranged."))


def may_declare(by: Any, application: Application | None, now: datetime) -> Decision:
    """A leader declares a strand as part of their own life, or takes it back, where the cohort asks at all."""
    if application is None or not is_own(by, application) or application.named or application.role == MENTOR:
        return NOT_YOURS
    if not application.cohort.policies.get("asks_identity"):
        return NOT_YOURS
    if application.status not in MAY_OFFER:
        return no(_("You have withdrawn, so nothing of this is kept any more."))
    return YES


def may_map_grades(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Whoever keeps an organisation's lists says where its own grades stand on the shared scale."""
    return may_keep_lists(by, organisation, now)


def may_unmap_grade(by: Any, grade: LocalGrade | None, now: datetime) -> Decision:
    """Whoever may put a grade into the list may take it out."""
    return NOT_YOURS if grade is None else may_map_grades(by, grade.organisation, now)
