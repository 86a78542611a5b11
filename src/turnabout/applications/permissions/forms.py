from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.cases import may_handle
from turnabout.applications.entered import came_in_time, stands_in_for
from turnabout.applications.models import MENTEE, MENTOR, Application
from turnabout.applications.questions import declared_by, form_of
from turnabout.applications.sent import may_be_read
from turnabout.applications.statuses import APPLICATION
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.cohorts.planner import BOARD
from turnabout.cohorts.statuses import COHORT
from turnabout.foundation.accounts.actors import CLOCK, Outside, link_holder
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.design.dates import deadline
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves

LEADERS_LINK = link_holder("the leader's link")
"""Who answers by the one-time link of a named leader."""
MAY_NAME = ("open", "choosing", "preparing")
OTHER_ROLE = "other_role"
"""The reason of a decision that invites somebody to the other role, as its history keeps it."""
SENDING_LATE = ("choosing", "preparing")
MAY_OFFER = ("draft", "submitted", "decided", "confirmed")


def may_start(by: Any, wish: Application, now: datetime) -> Decision:
    """Somebody starts their own application; in a Board programme the leaders are named instead."""
    if not _own(by, wish):
        return NOT_YOURS
    if wish.cohort.pattern == BOARD and wish.role != MENTOR:
        return no(
            _(
                "In this programme the reverse mentees are named by the co-ordinator and confirm by a link. "
                "If you think you should be one of them, ask %(who)s."
            )
            % {"who": contact(wish.cohort)}
        )
    return YES if taking(wish.cohort, now) else no(closed(wish.cohort, now))


def may_begin(by: Any, wish: Application | None, now: datetime) -> Decision:
    """The page before the form: for whoever may start one, and for whoever has one, who is led to it."""
    if wish is None or not _own(by, wish):
        return NOT_YOURS
    return may_start(by, wish, now) if wish._state.adding else YES


def may_confirm_again(by: Any, application: Application | None, now: datetime) -> Decision:
    """Applicants confirm on one page what was taken over from an earlier application, as long as it can be sent."""
    decision = may_edit(by, application, now)
    if not decision or application is None:
        return decision
    if not application.continued_from:
        return no(_("Nothing was taken over from an earlier application. Fill in your form section by section."))
    return YES if may_still_send(application, now) else no(closed(application.cohort, now, application))


def may_view(by: Any, application: Application | None, now: datetime) -> Decision:
    """Applicants see their own."""
    return YES if application is not None and _own(by, application) else NOT_YOURS


def may_read_answers(by: Any, application: Application | None, now: datetime) -> Decision:
    """Applicants read their own answers; whoever handles the case reads them once they were sent.

    That is a co-ordinator of the cohort, or for their own leader the independent contact. Of an application that was
    withdrawn before it was decided they read nothing.
    """
    if application is None:
        return NOT_YOURS
    if _own(by, application):
        return YES
    handled = may_handle(by, application, now)
    return handled if not handled or may_be_read(application) else NOT_YOURS


def may_edit(by: Any, application: Application | None, now: datetime) -> Decision:
    """Applicants change their own draft. After closing too: a word typed late is kept, but it cannot be sent."""
    if application is None or not _own(by, application):
        return NOT_YOURS
    if application.named:
        return no(_("There is no form for you to fill in: use the link in your email."))
    if application.status == "submitted":
        return no(_("You have sent this. Press “Change my application” on your own page first."))
    if application.status != "draft":
        return no(_("This is no longer open to changes. Ask %(who)s.") % {"who": contact(application.cohort)})
    return YES


def may_submit(by: Any, application: Application, now: datetime) -> Decision:
    """Applicants send their own complete form before the closing instant, by the time it arrived here.

    The clock sends, at closing, what was sent before and taken back only to be changed: the last complete answer to
    everything, without the words of a page that is half changed.
    """
    again = by is CLOCK and application.submitted_at is not None
    if application.named or not (again or _own(by, application)):
        return NOT_YOURS
    if not again and not may_still_send(application, now):
        return no(closed(application.cohort, now, application))
    if left := unfinished(application, None if again else by):
        return no(_("Not finished yet: %(sections)s. Open each of them, then send.") % {"sections": "; ".join(left)})
    if {code for code, _words in declared_by(application.role)} - set(application.declarations):
        return no(_("Tick every declaration before you send your application"))
    return YES


def may_reopen(by: Any, application: Application | None, now: datetime) -> Decision:
    """Applicants take their own back to change it until applications close."""
    if application is None or not _own(by, application):
        return NOT_YOURS
    if application.status not in ("submitted", "withdrawn"):
        return no(_("You have not sent this, so there is nothing to take back."))
    return YES if taking(application.cohort, now) else no(closed(application.cohort, now, application))


def may_withdraw(by: Any, application: Application | None, now: datetime) -> Decision:
    """Applicants withdraw at any time, without a reason; whoever has no way to sign in, through a co-ordinator."""
    if application is None or not (_own(by, application) or stands_in_for(by, application, now)):
        return NOT_YOURS
    if application.status in ("withdrawn", "turned_down"):
        return no(_("You no longer take part, so there is nothing to withdraw from."))
    return YES


def may_start_again(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever withdrew may change their mind until applications close."""
    if application is None or application.named:
        return NOT_YOURS
    decision = may_reopen(by, application, now)
    if decision and application.status != "withdrawn":
        return no(_("You have not withdrawn, so there is nothing to undo."))
    return decision


def may_begin_other_form(by: Any, application: Application | None, now: datetime) -> Decision:
    """Somebody whom the decision invited to the other role starts its form, until matching begins."""
    if application is None or application.named or not _own(by, application):
        return NOT_YOURS
    last = next((one for one in reversed(moves.history(APPLICATION, application)) if one.move == "decide"), None)
    if application.status != "decided" or last is None or last.reason != OTHER_ROLE:
        return no(_("The other form is for people who were invited to it in our decision on their application."))
    if application.cohort.status not in SENDING_LATE:
        return no(
            _("Matching has begun, so the other form can no longer be sent. Ask %(who)s what can still be done.")
            % {"who": contact(application.cohort)}
        )
    return YES


def may_offer_experience(by: Any, application: Application | None, now: datetime) -> Decision:
    """Reverse mentors offer lived experience, or take it back, at any time while they have a part in the cohort."""
    if application is None or not _own(by, application) or application.role == MENTEE:
        return NOT_YOURS
    if application.status not in MAY_OFFER:
        return no(_("You have withdrawn, so nothing of this is kept any more."))
    return YES


def may_confirm(by: Any, application: Application, now: datetime) -> Decision:
    """A named leader, by a link that is still good or signed in as themself."""
    if not application.named:
        return NOT_YOURS
    if not (_own(by, application) or (isinstance(by, Outside) and by.label == LEADERS_LINK.label)):
        return NOT_YOURS
    if application.link_until is None or now >= application.link_until:
        return no(expired(application.cohort))
    return YES


def may_decide(by: Any, application: Application, now: datetime) -> Decision:
    """A co-ordinator of the cohort, never on their own application."""
    kept = is_coordinator(by, application.cohort, day_of(now)) and not _own(by, application)
    return YES if kept else NOT_YOURS


def may_name_leaders(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator of a Board programme that has opened and has not begun matching."""
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    if cohort.pattern != BOARD:
        return no(_("In this programme leaders apply themselves, so nobody is named here."))
    if cohort.status == "draft":
        return no(_("Open the cohort first: what a leader is sent leads to its page."))
    return YES if cohort.status in MAY_NAME else no(_("Matching has begun, so no more leaders can be named."))


def may_view_leaders(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator sees whom they named, at any stage of a Board programme."""
    decision = may_name_leaders(by, cohort, now)
    later = cohort is not None and cohort.pattern == BOARD and cohort.status != "draft"
    return YES if later and not decision.hidden else decision


def may_send_link(by: Any, application: Application | None, now: datetime) -> Decision:
    """A co-ordinator sends a leader who has not answered a new link; the old one stops working."""
    if application is None or not application.named:
        return NOT_YOURS
    decision = may_name_leaders(by, application.cohort, now)
    if decision and application.status != "draft":
        return no(_("This leader has answered, so no new link is needed."))
    return decision


def taking(cohort: Cohort, now: datetime) -> bool:
    """Whether what arrived at `now` is in time: before the closing instant, and before anybody closed the cohort.

    A form that arrived in time counts even if the clock closed the cohort while it was on its way to be written.
    """
    if cohort.closes_at is None or now >= cohort.closes_at:
        return False
    if cohort.status == "choosing":
        made = [change.at for change in moves.history(COHORT, cohort) if change.move == "close"]
        return bool(made) and now < made[-1]
    return bool(cohort.status == "open")


def may_still_send(application: Application, now: datetime) -> bool:
    """Whether what arrives at `now` is in time: before closing, or before matching for an invited other form.

    What somebody said on the telephone or on paper before closing can be sent until decisions are out.
    """
    return taking(application.cohort, now) or sends_late(application) or came_in_time(application)


def sends_late(application: Application) -> bool:
    """Whether this is the other form of somebody who was invited to it, and matching has not begun."""
    if application.status != "draft" or application.cohort.status not in SENDING_LATE:
        return False
    return any(change.move == "begin_other_form" for change in moves.history(APPLICATION, application))


def unfinished(application: Application, by: Any = None) -> list[str]:
    """The titles of the sections that are not complete yet.

    For the applicant (`by`) also those that are complete but half changed: nobody sends older words unawares.
    """
    cohort = application.cohort
    sections = form_of(application.role, cohort.pattern, named=application.named, policies=cohort.policies)
    begun: dict[str, Any] = {}
    if by is not None and _own(by, application):
        begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    done = set(application.sections_done) - set(begun)
    return [str(section.title) for section in sections if section.code not in done and not section.optional]


def closed(cohort: Cohort, now: datetime, application: Application | None = None) -> str:
    """Why nothing can be sent now, that nothing is lost, and what can be done."""
    if cohort.status == "draft" or (cohort.opens_at is not None and now < cohort.opens_at):
        return _("Applications are not open yet.")
    when = deadline(cohort.closes_at)
    said = [_("Applications closed at %(when)s.") % {"when": when} if when else _("Applications are closed.")]
    if cohort.closes_at is not None and now < cohort.closes_at:
        said = [_("Applications were closed before this arrived.")]
    if application is not None and application.status == "draft":
        said.append(_("Nothing is lost: your answers are kept here as a draft."))
    said.append(_("Ask %(who)s what can still be done.") % {"who": contact(cohort)})
    return " ".join(said)


def expired(cohort: Cohort) -> str:
    """What the holder of a link that is no longer good is told."""
    return _("This link has expired, and nothing you sent before is lost. Ask %(who)s for a new one.") % {
        "who": contact(cohort)
    }


def contact(cohort: Cohort) -> str:
    """Whom to ask, with every way to reach them: "Joan Whitfield (joan@example.org, 0116 496 0000)"."""
    ways = ", ".join(way for way in (cohort.contact_email, cohort.contact_phone) if way)
    return f"{cohort.contact_name} ({ways})" if ways else cohort.contact_name


def is_own(by: Any, application: Application) -> bool:
    """Whether somebody who is signed in asks about their own application."""
    return _own(by, application)


def _signed_in(by: Any) -> bool:
    return bool(getattr(by, "is_authenticated", False))


def _own(by: Any, application: Application) -> bool:
    return _signed_in(by) and application.person_id == by.pk
