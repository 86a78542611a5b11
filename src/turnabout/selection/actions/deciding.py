"""Deciding, on one application or on several at once, and taking a decision back while nobody has been told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import placed
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, gather, note
from turnabout.selection.mark import mark_of
from turnabout.selection.models import (
    ACCEPT,
    DECLINE,
    DECLINE_REASONS,
    OTHER_ROLE,
    OTHER_ROUTE,
    OUTCOMES,
    RESERVE,
    ROUTES,
    Dropped,
    Verdict,
)
from turnabout.selection.panel import DIFFER, SAID, has_panel, word_of
from turnabout.selection.permissions import may_decide, may_shortlist, may_take_back
from turnabout.selection.personspec import nameable
from turnabout.selection.placing import check_complete, has_other_role
from turnabout.selection.queries import name_of, verdict_of

AT_ONCE = (ACCEPT, RESERVE)
"""What can be decided on several applications together. A decline or another route is chosen person by person."""
HIGHEST_RANK = 999
WITHOUT_PANEL = ("not_eligible", "deferred", "withdrew")
"""Reasons for a decline that no panel has to judge."""


@action("verdict.decided", about="application")
def decide(
    *,
    application: Application,
    outcome: str,
    reason: str = "",
    criterion: str = "",
    route: str = "",
    rank: int | None = None,
    seen: str | None = None,
    by: Person,
    now: datetime,
) -> Verdict:
    """Write the decision on one application, or change one that is still held; nobody is told before the release.

    `outcome` is accept, reserve, decline or other_route. A decline needs a `reason` from the fixed list, and the
    reason "not_yet_shown" a `criterion` of the person specification for that role; another route needs its `route`
    from the fixed list. `rank` orders the reserve list: 1 is asked first, None comes last. `seen` is what
    `queries.mark_of` gave for the decision that the co-ordinator had before them: when a colleague decided since, it
    is refused. A letter that was edited for another decision goes back to the standard one.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=application.pk)
    require(may_decide(by, application, now))
    verdict = Verdict.objects.filter(application=application).first()
    if verdict is not None and verdict.status != "held":
        raise Refused(_("This decision was already told to the applicant, so it can no longer be changed here."))
    _check_words(application, outcome, reason, criterion, route, rank)
    if seen is not None and seen != mark_of(verdict):
        raise Refused(_somebody_else(verdict))
    _check_place(application, outcome)
    _check_panel(application, outcome, reason)
    verdict = verdict or Verdict(application=application)
    before = (verdict.outcome, verdict.reason, verdict.criterion, verdict.route)
    verdict.outcome, verdict.reason, verdict.criterion, verdict.route = after = (outcome, reason, criterion, route)
    verdict.rank = rank
    if before != after and verdict.letter_edited_at is not None:
        verdict.letter, verdict.letter_edited_at, verdict.letter_edited_by = b"", None, None
        note(letter="standard again")
    _keep(verdict, by, now)
    note(outcome=outcome, reason=reason, criterion=criterion, route=route)
    return verdict


@action("verdicts.decided", about="cohort")
def decide_several(
    *, cohort: Cohort, applications: Sequence[Application], outcome: str, by: Person, now: datetime
) -> list[Verdict]:
    """Accept, or put on the reserve list, several applications that wait for a decision: all of them, or none.

    The checks are those of one decision. When any of them fails nothing is written, and the refusal lists why, name
    by name. Applications of another cohort, and the co-ordinator's own, are not here.
    """
    require(may_shortlist(by, cohort, now))
    if outcome not in AT_ONCE:
        raise Refused(_("Only accepting and the reserve list can be chosen for several people at once."))
    wanted = {application.pk for application in applications}
    found = Application.objects.select_for_update(of=("self",)).filter(cohort=cohort, pk__in=wanted)
    locked = list(found.select_related("cohort", "person", "verdict").order_by("pk"))
    if not locked or len(locked) != len(wanted):
        raise Refused(_("Tick at least one application of this list, then press again."))
    if why := [f"{one.person.name}: {fault}" for one in locked if (fault := _why_not(one, outcome, by, now))]:
        head = ngettext(
            "Nothing was decided. %(n)d application is in the way: take out its tick or put it right.",
            "Nothing was decided. %(n)d applications are in the way: take out their ticks or put them right.",
            len(why),
        )
        raise Refused([head % {"n": len(why)}, *why])
    made = [_keep(Verdict(application=application, outcome=outcome), by, now) for application in locked]
    for application in locked:
        gather("applications", str(application.pk))
    note(outcome=outcome, decided=len(made), **Counter(application.role for application in locked))
    return made


@action("verdict.taken_back", about="application")
def take_back(*, application: Application, by: Person, now: datetime) -> Application:
    """Undo a decision that nobody was told of, its edited letter with it: the application waits again."""
    application = Application.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=application.pk)
    verdict = Verdict.objects.filter(application=application).select_related("application__cohort").first()
    require(may_take_back(by, verdict, now))
    assert verdict is not None
    note(outcome=verdict.outcome)
    verdict.delete()
    return application


def _keep(verdict: Verdict, by: Person, now: datetime) -> Verdict:
    verdict.decided_at, verdict.decided_by = now, by.id
    verdict.save()
    Dropped.objects.filter(application=verdict.application_id).delete()
    return verdict


def _why_not(application: Application, outcome: str, by: Person, now: datetime) -> str:
    """Why this application cannot be decided together with others; empty when it can."""
    decision = may_decide(by, application, now)
    if not decision:
        return str(decision.reason)
    if (verdict := verdict_of(application)) is not None:
        return _somebody_else(verdict)
    try:
        _check_place(application, outcome)
        _check_panel(application, outcome)
    except Refused as refusal:
        return str(refusal.reason)
    return ""


def _check_words(
    application: Application, outcome: str, reason: str, criterion: str, route: str, rank: int | None
) -> None:
    if outcome not in dict(OUTCOMES):
        raise Refused(_("Choose whether to accept, put on the reserve list, decline, or offer another route."))
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
    _check_route(application, outcome, route)
    if outcome != RESERVE and rank is not None:
        raise Refused(_("A place in the order goes with the reserve list only."))
    if rank is not None and not 1 <= rank <= HIGHEST_RANK:
        raise Refused(_("Give the place in the order as a number from 1 to %(n)d.") % {"n": HIGHEST_RANK})


def _check_route(application: Application, outcome: str, route: str) -> None:
    if outcome != OTHER_ROUTE and route:
        raise Refused(_("A route goes with “Offer another route” only."))
    if outcome == OTHER_ROUTE and route not in dict(ROUTES):
        raise Refused(_("Choose which other route to offer, so that the letter can say it."))
    if route == OTHER_ROLE and not has_other_role(application):
        raise Refused(
            _("They would take either role, so there is no other one to offer.")
            if not placed(application)
            else _("The other role cannot be offered here: in this programme its people are named by you.")
        )


def _check_place(application: Application, outcome: str) -> None:
    """Whether somebody could take the place that `outcome` gives or promises."""
    if outcome in (ACCEPT, RESERVE):
        require(placed(application))
    if outcome == ACCEPT:
        check_complete(application)


def _check_panel(application: Application, outcome: str, reason: str = "") -> None:
    """A place is given, promised or refused by what a panel said, where there is one: nobody chooses alone."""
    if outcome == OTHER_ROUTE or reason in WITHOUT_PANEL or not has_panel(application.cohort):
        return
    word = word_of(application)
    if word.state == DIFFER:
        raise Refused(_("The assessors differ about this application. Settle that first, then decide."))
    if word.state != SAID:
        raise Refused(
            _(
                "The panel has not assessed this application yet. Until it has, you can only offer another route, or "
                "decline because they are not eligible, have withdrawn or asked to wait."
            )
        )


def _somebody_else(verdict: Verdict | None) -> str:
    if verdict is None:
        return _("The decision you saw was taken back meanwhile. Look again, then decide.")
    return _(
        "%(name)s decided “%(outcome)s” here a moment ago. Nothing of yours was saved. Look again, then decide."
    ) % {
        "name": name_of(verdict.decided_by) or _("Somebody"),
        "outcome": dict(OUTCOMES)[verdict.outcome],
    }
