from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.cases import may_handle
from turnabout.applications.earlier import graduated_before
from turnabout.applications.models import Application
from turnabout.applications.sent import may_be_read, was_sent
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.cohorts.permissions import OVER, has_role, is_coordinator, leads
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.clock import LONDON
from turnabout.selection.models import Participation, Verdict

TAKING = ("draft", "open")
BEFORE_PAIRING = ("choosing", "preparing", "matching")
"""The statuses of a cohort in which a place that becomes free can be given to somebody else."""


def may_shortlist(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's own co-ordinators see its shortlist and its people."""
    return YES if cohort is not None and _keeps(by, cohort, now) else NOT_YOURS


def may_view_application(by: Any, application: Application | None, now: datetime) -> Decision:
    """A co-ordinator opens the applications of their cohort, once they were sent; never their own.

    For a reverse mentee above the co-ordinator the independent contact does. Of whoever withdrew before they were
    told a decision, only that is said.
    """
    if application is None or (handled := may_handle(by, application, now)).hidden:
        return NOT_YOURS
    if application.person_id == by.id:
        return no(_("This is your own application. Somebody else has to read it and decide."))
    if not was_sent(application):
        return NOT_YOURS
    if not handled:
        return handled
    if not may_be_read(application):
        return no(_("This person has withdrawn, so there is nothing to read or to decide here any more."))
    return YES


def may_decide(by: Any, application: Application | None, now: datetime) -> Decision:
    """A co-ordinator decides on an application that waits for a decision; never on their own."""
    seen = may_view_application(by, application, now)
    if not seen or application is None:
        return seen
    if application.status != "submitted":
        return no(_("This application no longer waits for a decision, so nothing can be decided on it."))
    if application.cohort.status in OVER:
        return no(_("This cohort is over, so nothing more is decided in it."))
    return YES


def may_release(by: Any, verdict: Verdict | None, now: datetime) -> Decision:
    """A co-ordinator releases the decisions that they and their colleagues hold."""
    if verdict is None or not _keeps(by, verdict.application.cohort, now):
        return NOT_YOURS
    return may_send_letters(by, verdict.application.cohort, now)


def may_send_letters(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Letters go out together, once applications have closed: until then an application can still change."""
    if cohort is None or not _keeps(by, cohort, now):
        return NOT_YOURS
    if cohort.status in TAKING:
        return no(_("Applications are still open. The letters go out together after they have closed."))
    return no(_("This cohort is over, so no more letters go out.")) if cohort.status in OVER else YES


def may_take_back(by: Any, verdict: Verdict | None, now: datetime) -> Decision:
    """A co-ordinator takes a decision back while nobody has been told; then the application waits again."""
    return may_edit_letter(by, verdict, now)


def may_edit_letter(by: Any, verdict: Verdict | None, now: datetime) -> Decision:
    """A co-ordinator reads and edits the letter of a decision that is held; of their own they learn nothing at all."""
    if verdict is None or not _of_others(by, verdict, now):
        return NOT_YOURS
    if verdict.status != "held" or verdict.application.status != "submitted":
        return no(_("This decision was already told to the applicant, so nothing of it can be changed here."))
    return may_decide(by, verdict.application, now)


def may_order_reserve(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator sets the order in which people on the reserve list are asked, until mentoring runs."""
    if cohort is None or not _keeps(by, cohort, now):
        return NOT_YOURS
    if cohort.status not in (*TAKING, *BEFORE_PAIRING):
        return no(_("Mentoring has begun, so nobody is asked from the reserve list any more."))
    return YES


def may_fill_place(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator gives a place that became free to the next on the reserve list, until mentoring runs."""
    if cohort is None or not _keeps(by, cohort, now):
        return NOT_YOURS
    if cohort.status not in BEFORE_PAIRING:
        return no(_("Places are given from the reserve list after applications close and before mentoring begins."))
    return YES


def may_offer_place(by: Any, verdict: Verdict | None, now: datetime) -> Decision:
    """A co-ordinator gives a place that became free to somebody on the reserve list who was told so."""
    if verdict is None or not _of_others(by, verdict, now):
        return NOT_YOURS
    if not (handled := may_handle(by, verdict.application, now)):
        return handled
    if verdict.application.cohort.status in OVER:
        return no(_("This cohort is over, so no more places are given."))
    if verdict.status != "released" or verdict.outcome != "reserve" or verdict.application.status != "decided":
        return no(_("This person is not on the reserve list now, so there is no place to offer here."))
    return YES


def may_read_decision(by: Any, verdict: Verdict | None, now: datetime) -> Decision:
    """An applicant reads the decision on their own application once it was released, never before."""
    if verdict is None or verdict.application.person_id != by.id or verdict.status != "released":
        return NOT_YOURS
    return YES


def may_withdraw(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """Whoever takes part may stop at any time; a co-ordinator may write it down for them."""
    if participation is None:
        return NOT_YOURS
    if by.id is not None and participation.person_id == by.id:
        return YES
    return may_handle(by, participation, now)


def may_stop(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """The page for stopping: only while somebody still takes part."""
    decision = may_withdraw(by, participation, now)
    if decision and participation is not None and participation.status != "taking_part":
        return no(_("You no longer take part in this programme, so there is nothing to stop."))
    return decision


def may_complete(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """A co-ordinator says who graduates, by the rules and not by choice."""
    return YES if participation is not None and _keeps(by, participation.cohort, now) else NOT_YOURS


def may_graduate_cohort(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Graduation comes when mentoring is over and everybody was asked what changed."""
    if cohort is None or not _keeps(by, cohort, now):
        return NOT_YOURS
    if cohort.status not in ("closing", "evaluated", "completed"):
        return no(_("People graduate when mentoring has ended. Until then there is nothing to do here."))
    return YES


def may_exempt(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """A co-ordinator lets somebody who completed the same role in an earlier cohort off the training."""
    if participation is None:
        return NOT_YOURS
    if not (handled := may_handle(by, participation, now)):
        return handled
    if participation.status != "taking_part":
        return no(_("This person no longer takes part."))
    if not is_alumnus(participation):
        return no(
            _("Only somebody who graduated in the same role in an earlier cohort can be let off. Book them a session.")
        )
    return YES


def may_see_people(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Co-ordinators and trainers of a cohort see who takes part."""
    if cohort is None:
        return NOT_YOURS
    return YES if _keeps(by, cohort, now) or has_role(by, "trainer", cohort, _day(now)) else NOT_YOURS


def may_see_own_people(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """An organisation's lead sees which of its people take part, and nobody of another organisation."""
    return YES if organisation is not None and leads(by, organisation, now) else NOT_YOURS


def may_find(by: Any, subject: Application | Participation, now: datetime) -> bool:
    """Whether `by` may know that this application or participation is there, whatever they may do about it."""
    return not may_handle(by, subject, now).hidden


def is_alumnus(participation: Participation) -> bool:
    """Whether the person graduated in the same role in another cohort that started earlier, here or as was imported."""
    here = (
        Participation.objects.filter(
            person_id=participation.person_id,
            role=participation.role,
            status="graduated",
            cohort__starts_on__lt=participation.cohort.starts_on,
        )
        .exclude(pk=participation.pk)
        .exists()
    )
    return here or graduated_before(participation.person_id, participation.cohort, participation.role)


def _of_others(by: Any, verdict: Verdict, now: datetime) -> bool:
    """Whether it is about somebody else, in a cohort that `by` keeps or among the cases that they take."""
    return not may_handle(by, verdict.application, now).hidden and verdict.application.person_id != by.id


def _keeps(by: Any, cohort: Cohort, now: datetime) -> bool:
    return by.id is not None and is_coordinator(by, cohort, _day(now))


def _day(now: datetime) -> Any:
    return now.astimezone(LONDON).date()
