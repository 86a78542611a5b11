"""Writes of this room: decide, release, make and end participations."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import placed
from turnabout.applications.statuses import APPLICATION
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.selection.graduation import graduating
from turnabout.selection.intake import take_part
from turnabout.selection.models import (
    ACCEPT,
    DECLINE,
    DECLINE_REASONS,
    OUTCOMES,
    Participation,
    Verdict,
)
from turnabout.selection.permissions import (
    may_decide,
    may_exempt,
    may_graduate_cohort,
    may_offer_place,
    may_send_letters,
)
from turnabout.selection.personspec import nameable
from turnabout.selection.queries import mark_of
from turnabout.selection.statuses import PARTICIPATION, VERDICT

LETTERS = {"accept": "selection.accepted", "reserve": "selection.reserve", "decline": "selection.declined"}


@action("verdict.decided", about="application")
def decide(
    *,
    application: Application,
    outcome: str,
    reason: str = "",
    criterion: str = "",
    seen: str | None = None,
    by: Person,
    now: datetime,
) -> Verdict:
    """Write the decision on one application, or change one that is still held; nobody is told before the release.

    `outcome` is accept, reserve or decline; a decline needs a `reason` from the fixed list, and the reason
    "not_yet_shown" a `criterion` of the person specification for that role. `seen` is what `queries.mark_of` gave
    for the decision that the co-ordinator had before them: when a colleague decided since, it is refused.
    """
    application = Application.objects.select_for_update().select_related("cohort").get(pk=application.pk)
    require(may_decide(by, application, now))
    _check_words(application, outcome, reason, criterion)
    verdict = Verdict.objects.filter(application=application).first()
    if verdict is not None and verdict.status != "held":
        raise Refused(_("This decision was already told to the applicant, so it can no longer be changed here."))
    if seen is not None and seen != mark_of(verdict):
        raise Refused(_somebody_else(verdict))
    if outcome == ACCEPT:
        _check_complete(application)
    verdict = verdict or Verdict(application=application)
    verdict.outcome, verdict.reason, verdict.criterion = outcome, reason, criterion
    verdict.decided_at, verdict.decided_by = now, by.id
    verdict.save()
    note(outcome=outcome, reason=reason, criterion=criterion)
    return verdict


@action("verdicts.released", about="cohort")
def release(*, cohort: Cohort, by: Person, now: datetime) -> int:
    """Tell all applicants whose decision is held, together: letters to the outbox, places made. Returns how many.

    Refused while applications are open, and when nothing is held. It happens in one transaction, or not at all.
    """
    require(may_send_letters(by, cohort, now))
    held = list(
        Verdict.objects.select_for_update(of=("self",))
        .filter(application__cohort=cohort, application__status="submitted", status="held")
        .select_related("application__person", "application__cohort")
        .order_by("application__submitted_at", "application_id")
    )
    if not held:
        raise Refused(_("No decision waits to be released. Decide on the applications first."))
    for verdict in held:
        moves.apply(VERDICT, verdict, "release", by=by, now=now)
        moves.apply(APPLICATION, verdict.application, "decide", by=by, now=now, reason=verdict.outcome)
        send(LETTERS[verdict.outcome], thing=verdict, by=by, now=now)
    take_part([verdict.application for verdict in held if verdict.outcome == ACCEPT], by=by, now=now)
    note(released=len(held))
    return len(held)


@action("verdict.place_offered", about="verdict")
def offer_place(*, verdict: Verdict, by: Person, now: datetime) -> Participation:
    """Accept somebody from the reserve list into a place that became free; their letter goes out at once."""
    verdict = Verdict.objects.select_for_update(of=("self",)).select_related("application__cohort").get(pk=verdict.pk)
    require(may_offer_place(by, verdict, now))
    _check_complete(verdict.application)
    verdict.outcome, verdict.decided_at, verdict.decided_by = ACCEPT, now, by.id
    verdict.save()
    send(LETTERS[ACCEPT], thing=verdict, by=by, now=now)
    return take_part([verdict.application], by=by, now=now)[0]


@action("participation.withdrawn", about="participation")
def withdraw(*, participation: Participation, by: Person, now: datetime) -> Participation:
    """End somebody's part in the cohort at their wish; no reason is asked or kept. Later rooms hear of the move."""
    moves.apply(PARTICIPATION, participation, "withdraw", by=by, now=now)
    send("selection.stopped", thing=participation, by=by, now=now)
    return participation


@action("participation.exempted", about="participation")
def exempt_alumnus(*, participation: Participation, by: Person, now: datetime) -> Participation:
    """Let somebody who graduated in the same role in an earlier cohort off the training; refused for anybody else."""
    require(may_exempt(by, participation, now))
    participation.alumnus_exempt = True
    participation.save(update_fields=["alumnus_exempt"])
    return participation


@action("participations.completed", about="cohort")
def complete_participations(*, cohort: Cohort, by: Person, now: datetime) -> list[Participation]:
    """Graduate everybody who still takes part and for whom every rule says yes; the others finish.

    Returns those who graduated. A second call finds nobody left and changes nothing.
    """
    require(may_graduate_cohort(by, cohort, now))
    here = Participation.objects.filter(cohort=cohort, status="taking_part").select_related("cohort", "person")
    yes, graduated = graduating(cohort), []
    for participation in here.order_by("accepted_at", "id"):
        move = "graduate" if participation.pk in yes else "finish"
        moves.apply(PARTICIPATION, participation, move, by=by, now=now)
        if participation.pk in yes:
            graduated.append(participation)
    note(graduated=len(graduated))
    return graduated


def _check_words(application: Application, outcome: str, reason: str, criterion: str) -> None:
    if outcome not in dict(OUTCOMES):
        raise Refused(_("Choose whether to accept, put on the reserve list, or decline."))
    if outcome != DECLINE and (reason or criterion):
        raise Refused(_("A reason goes with a decline only."))
    if outcome == DECLINE and reason not in dict(DECLINE_REASONS):
        raise Refused(_("Choose a reason from the list, so that the applicant hears one."))
    if reason != "not_yet_shown" and criterion:
        raise Refused(_("A criterion goes with the reason “Not yet shown in this application” only."))
    allowed = {one.code for one in nameable(application.role)}
    if reason == "not_yet_shown" and criterion not in allowed:
        raise Refused(
            _(
                "Choose which criterion was not yet shown. Lived experience cannot be one: nobody is told that "
                "theirs is not enough."
            )
        )


def _check_complete(application: Application) -> None:
    require(placed(application))
    if application.organisation_id is None or application.level is None:
        raise Refused(
            _(
                "This application does not say which organisation the person works for, or at which grade, so they "
                "could not be paired. Ask them to add it, then accept."
            )
        )


def _somebody_else(verdict: Verdict | None) -> str:
    if verdict is None:
        return _("The decision you saw was taken back meanwhile. Look again, then decide.")
    who = Person.objects.filter(pk__in=[verdict.decided_by]).values_list("name", flat=True).first()
    return _(
        "%(name)s decided “%(outcome)s” here a moment ago. Nothing of yours was saved. Look again, then decide."
    ) % {
        "name": who or _("Somebody"),
        "outcome": dict(OUTCOMES)[verdict.outcome],
    }
