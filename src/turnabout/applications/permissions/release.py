"""Who may ask a manager to release somebody's time, answer, or settle it without an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.cases import may_handle
from turnabout.applications.entered import stands_in_for
from turnabout.applications.managers import asks_managers
from turnabout.applications.models import ROLES, Release
from turnabout.applications.sent import was_sent
from turnabout.applications.statuses import UNSETTLED
from turnabout.applications.wordings import ASK_MANAGER
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import OVER, day_of, is_coordinator
from turnabout.foundation.accounts.actors import CLOCK, Outside, link_holder
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.consent import ledger
from turnabout.foundation.design.dates import day

MANAGERS_LINK = link_holder("the line manager's link")
"""Who answers by the one-time link of a manager."""
CURRENT = ("submitted", "decided", "confirmed")
"""The statuses of an application whose applicant still wants the time."""
MOST_REMINDERS = 2


def may_view_release(by: Any, release: Release | None, now: datetime) -> Decision:
    """Applicants see how far their own release is, once they sent their application, where managers are asked."""
    if release is None or not _own(by, release):
        return NOT_YOURS
    application = release.application
    if not asks_managers(application.cohort):
        return no(_("In this programme no manager is asked. You arrange your time yourself."))
    if application.status == "draft" and release._state.adding:
        return no(_("Send your application first. Then you can see what your manager would be sent."))
    if application.status in ("withdrawn", "turned_down"):
        return no(_("You no longer take part, so no manager is asked."))
    return YES


def may_ask(by: Any, release: Release | None, now: datetime) -> Decision:
    """Applicants have their own manager asked, at any time; a co-ordinator once the applicant agreed to it."""
    if release is None or not (_own(by, release) or _kept(by, release, now)):
        return NOT_YOURS
    if blocked := _blocked(release):
        return no(blocked)
    if release.status == "asked":
        return no(_("Your manager was asked on %(day)s.") % {"day": day(release.asked_at)})
    if release.status not in UNSETTLED:
        return no(_("This is settled, so nobody needs to be asked."))
    applicant, cohort = release.application.person, release.application.cohort
    if not _own(by, release) and not ledger.stands(applicant, ASK_MANAGER, cohort.pk):
        return no(_("The applicant has to agree before their manager is written to."))
    return YES


def may_stop_asking(by: Any, release: Release | None, now: datetime) -> Decision:
    """Applicants stop a request that waits for an answer."""
    seen = may_view_release(by, release, now)
    if not seen or release is None:
        return seen
    return YES if release.status == "asked" else no(_("Your manager is not being asked, so there is nothing to stop."))


def may_cancel_release(by: Any, release: Release, now: datetime) -> Decision:
    """It ends with the application that its applicant withdraws, or that is withdrawn for them when they ring."""
    return YES if _own(by, release) or stands_in_for(by, release.application, now) else NOT_YOURS


def may_begin_again(by: Any, release: Release, now: datetime) -> Decision:
    """It begins anew when an application is sent again after a withdrawal, or with another manager in it."""
    return YES if by is CLOCK or _own(by, release) else NOT_YOURS


def may_answer_release(by: Any, release: Release, now: datetime) -> Decision:
    """Whoever holds a link that is still good; the action looks at the link itself."""
    if not (isinstance(by, Outside) and by.label == MANAGERS_LINK.label):
        return NOT_YOURS
    return YES if is_wanted(release) else no(_("Nothing needs to be answered here any more."))


def may_remind(by: Any, release: Release, now: datetime) -> Decision:
    """The clock, while a request waits and not more than twice."""
    if by is not CLOCK:
        return NOT_YOURS
    waits = release.status == "asked" and is_wanted(release) and release.reminders < MOST_REMINDERS
    return YES if waits else no(_("Nobody waits for this answer any more."))


def may_expire_release(by: Any, release: Release, now: datetime) -> Decision:
    """The clock, once the last day for an answer has ended."""
    if by is not CLOCK:
        return NOT_YOURS
    if not is_wanted(release):
        return no(_("Nobody waits for this answer any more."))
    return YES if release.until is not None and now >= release.until else no(_("The last day has not ended yet."))


def may_settle_release(by: Any, release: Release | None, now: datetime) -> Decision:
    """A co-ordinator of the cohort writes down a confirmation of another kind, or that none is needed."""
    kept = may_keep_release(by, release, now)
    if not kept or release is None:
        return kept
    return no(blocked) if (blocked := _blocked(release)) else YES


def may_keep_release(by: Any, release: Release | None, now: datetime) -> Decision:
    """A co-ordinator of the cohort sees and settles what was sent to them; never their own."""
    return YES if release is not None and _kept(by, release, now) else NOT_YOURS


def may_send_letter_again(by: Any, release: Release | None, now: datetime) -> Decision:
    """A co-ordinator has a letter that did not arrive sent again, while the request of a willing applicant waits."""
    kept = may_keep_release(by, release, now)
    if not kept or release is None:
        return kept
    if release.status != "asked" or not is_wanted(release):
        return no(_("No manager is being asked here, so there is no letter to send again."))
    return YES


def may_keep_releases(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators see how far every release is, where managers are asked."""
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    return YES if asks_managers(cohort) else no(_("In this programme no manager is asked."))


def is_wanted(release: Release) -> bool:
    """Whether an answer would still be of use: the applicant goes on, the cohort is not over, and it asks managers.

    Somebody who took their application back to change it still wants the time.
    """
    application = release.application
    changing = application.status == "draft" and application.submitted_at is not None
    goes_on = application.status in CURRENT or changing
    return goes_on and application.cohort.status not in OVER and asks_managers(application.cohort)


def _blocked(release: Release) -> str:
    """Why nobody can be asked now, in words; "" when somebody can."""
    application = release.application
    if not asks_managers(application.cohort):
        return _("In this programme no manager is asked.")
    if application.cohort.status in OVER:
        return _("This cohort is over, so no manager is asked any more.")
    if application.status not in CURRENT:
        return _("The application is not sent, so no manager is asked.")
    if application.role not in dict(ROLES):
        return _("The dates are not known before you are placed in one of the two roles. Your manager is asked then.")
    return ""


def _own(by: Any, release: Release) -> bool:
    return bool(getattr(by, "is_authenticated", False)) and release.application.person_id == by.pk


def _kept(by: Any, release: Release, now: datetime) -> bool:
    application = release.application
    kept = bool(may_handle(by, application, now)) and not _own(by, release)
    return kept and (was_sent(application) or not release._state.adding)
