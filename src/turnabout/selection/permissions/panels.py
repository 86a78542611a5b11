"""Who sets up a panel, reads for it, and settles what it differs about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.cases import INDEPENDENT, LEFT
from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import placed
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, has_role, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Assessment, PanelCopy, Panellist, Settlement, Verdict
from turnabout.selection.panel import DIFFER, WAITS, has_panel, word_of
from turnabout.selection.permissions.deciding import OVER, may_shortlist, may_view_application
from turnabout.selection.statuses import ASSESSMENT

NO_PANEL = _("In a Board programme nobody is scored: leaders are named, and you read what reverse mentors write.")
DECIDED = _("A decision on this application is made. Take it back first, then the panel’s part can be changed.")


def may_set_panel(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator of the cohort sets its panel up and shares the applications out."""
    kept = may_shortlist(by, cohort, now)
    if not kept or cohort is None:
        return kept
    if not has_panel(cohort):
        return no(NO_PANEL)
    return no(_("This cohort is over, so nothing more is assessed in it.")) if cohort.status in OVER else YES


def may_check(by: Any, application: Application | None, now: datetime) -> Decision:
    """A co-ordinator hides what would say whose an application is, before the panel reads it."""
    seen = may_view_application(by, application, now)
    if not seen or application is None:
        return seen
    if not has_panel(application.cohort):
        return no(NO_PANEL)
    if application.status != "submitted" or application.cohort.status in OVER:
        return no(_("This application no longer waits for a decision, so no panel reads it."))
    if not placed(application):
        return no(_("They would take either role. Place them in one first: each role is assessed differently."))
    finished = Assessment.objects.filter(application=application, status="done").exists()
    if finished and word_of(application).state != WAITS:
        return no(_("Every assessor has read this application, so its words stay as they were shown."))
    return YES


def may_settle(by: Any, application: Application | None, now: datetime) -> Decision:
    """A co-ordinator settles what the assessors of an application differ about, until it is decided."""
    seen = may_view_application(by, application, now)
    if not seen or application is None:
        return seen
    if not has_panel(application.cohort):
        return no(NO_PANEL)
    if application.status != "submitted" or application.cohort.status in OVER:
        return no(_("This application no longer waits for a decision, so there is nothing to settle."))
    if _is_decided(application):
        return no(DECIDED)
    word = word_of(application)
    if word.state != DIFFER and not word.settled:
        return no(_("The assessors do not differ here, or have not all finished, so there is nothing to settle."))
    return YES


def may_sit(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """An assessor of the cohort who keeps none of its names and has not applied to it."""
    if cohort is None or by.id is None or not has_role(by, "assessor", cohort, day_of(now)):
        return NOT_YOURS
    if not has_panel(cohort):
        return no(NO_PANEL)
    if cohort.status in OVER:
        return no(_("This cohort is over, so nothing more is assessed in it."))
    if is_coordinator(by, cohort, day_of(now)) or has_role(by, INDEPENDENT, cohort, day_of(now)):
        return no(_("You keep this cohort or its cases, so you see names. Somebody who sees none has to assess."))
    if Application.objects.filter(cohort=cohort, person=by.id).exclude(status__in=(*LEFT, "draft")).exists():
        return no(
            _("You have applied to this cohort yourself, so you cannot assess for it. Please tell the co-ordinator.")
        )
    return YES


def may_read_assessment(by: Any, assessment: Assessment | None, now: datetime) -> Decision:
    """An assessor reads what was given to them, until its application is decided; nobody else reads it there.

    However it ends, by a hand-back, a decision or a withdrawal, it is simply not there any more: if one of these looked
    different from the others, it would say what its writer did.
    """
    if assessment is None or by.id is None or assessment.assessor_id != by.id:
        return NOT_YOURS
    sits = may_sit(by, assessment.application.cohort, now)
    if not sits:
        return sits
    over = assessment.status == "handed_back" or assessment.application.status != "submitted"
    unread = assessment.status == "assigned" and _is_decided(assessment.application)
    missing = not PanelCopy.objects.filter(application=assessment.application_id).exists()
    return NOT_YOURS if over or unread or missing else YES


def may_assess(by: Any, assessment: Assessment | None, now: datetime) -> Decision:
    """An assessor scores what was given to them, once they have declared whom they know, and until it is done."""
    reads = may_read_assessment(by, assessment, now)
    if not reads or assessment is None:
        return reads
    if not Panellist.objects.filter(cohort=assessment.application.cohort_id, person=by.id).exists():
        return no(_("First say whom you know too well to be fair to. Then you can go on with this application."))
    if assessment.status != "assigned":
        return no(_("You have finished this assessment. You can open it again as long as nobody has used it."))
    return YES


def may_reopen_assessment(by: Any, assessment: Assessment | None, now: datetime) -> Decision:
    """An assessor changes what they said as long as no other has ever finished and nothing is decided."""
    reads = may_read_assessment(by, assessment, now)
    if not reads or assessment is None:
        return reads
    others = Assessment.objects.filter(application=assessment.application_id).exclude(pk=assessment.pk)
    finished = any(change.move == "finish" for one in others for change in moves.history(ASSESSMENT, one))
    if assessment.status != "done" or finished:
        return no(_("Another assessor has finished too, so both assessments stand."))
    if _is_decided(assessment.application):
        return no(_("Your assessment has been used, so it stands."))
    return YES


def may_hand_back(by: Any, assessment: Assessment | None, now: datetime) -> Decision:
    """An assessor who finds that they know the writer hands the application back, until it is decided."""
    reads = may_read_assessment(by, assessment, now)
    if not reads or assessment is None:
        return reads
    settled = Settlement.objects.filter(application=assessment.application_id).exists()
    if settled or _is_decided(assessment.application):
        return no(_("Your assessment has been used. Please tell the co-ordinator that you know this person."))
    return YES


def may_call_in(by: Any, assessment: Assessment | None, now: datetime) -> Decision:
    """A co-ordinator takes an application that nobody has assessed yet from an assessor, for somebody else to read."""
    return NOT_YOURS if assessment is None else may_set_panel(by, assessment.application.cohort, now)


def _is_decided(application: Application) -> bool:
    return Verdict.objects.filter(application=application.pk).exists()
