"""What an assessor does: declare whom they know, score what was given to them, hand back what they must not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import NOT_YOURS, Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves
from turnabout.selection.giving_out import empty, pass_on
from turnabout.selection.models import RECOMMENDS, Assessment, Panel, Panellist
from turnabout.selection.panel import criteria_of, panel_of, readers_of, whole
from turnabout.selection.permissions import TAKING, may_assess, may_hand_back, may_sit
from turnabout.selection.statuses import ASSESSMENT

LONGEST_NOTE = 2_000
"""Characters of one note."""
MOST_DECLARED = 20


@action("panellist.declared", about="cohort")
def declare(*, cohort: Cohort, emails: Iterable[str], teams: Iterable[str], by: Person, now: datetime) -> Panellist:
    """Write whom an assessor knows too well to be fair to, by address and by team; two empty lists say: nobody.

    It can be said again at any time, and then counts for what is given to them afterwards: if something that they have
    read already disappeared with a name, the name would be known. They hand that back themselves. Once something was
    given to them names are only added, for the same reason. Refused for what is no address, and for more than
    `MOST_DECLARED` lines of either kind.
    """
    require(may_sit(by, cohort, now))
    known, named = [normal_email(one) for one in emails if one.strip()], [one.strip() for one in teams if one.strip()]
    if len(known) > MOST_DECLARED or len(named) > MOST_DECLARED:
        raise Refused(_("Write at most %(n)d lines. For more, please ask the co-ordinator.") % {"n": MOST_DECLARED})
    for address in known:
        _check_address(address)
    given = {"declared_at": now, "declared_by": by.id}
    panellist, made = Panellist.objects.get_or_create(cohort=cohort, person=by, defaults=given)
    apart = {"emails": list(dict.fromkeys(known)), "teams": list(dict.fromkeys(named))}
    if not made and Assessment.objects.filter(application__cohort=cohort, assessor=by).exists():
        _check_nothing_taken_out(panellist, apart, by)
    panellist.declared_at, panellist.declared_by, panellist.named = now, by.id, sum(map(len, apart.values()))
    vault.lock(panellist, "apart", apart if any(apart.values()) else None)
    panellist.save()
    note(named=panellist.named)
    return panellist


@action("assessment.kept", about="assessment")
def keep(
    *, assessment: Assessment, scores: Mapping[str, Any], notes: Mapping[str, str], recommends: str = "", by: Person,
    now: datetime,
) -> Assessment:  # fmt: skip
    """Keep what an assessor has said so far, whole or not; nobody else reads it before it is finished."""
    assessment = _held(assessment)
    require(may_assess(by, assessment, now))
    _write(assessment, scores, notes, recommends)
    return assessment


@action("assessment.done", about="assessment")
def finish(
    *, assessment: Assessment, scores: Mapping[str, Any], notes: Mapping[str, str], recommends: str, by: Person,
    now: datetime,
) -> Assessment:  # fmt: skip
    """Finish an assessment: a score of 0, 1 or 2 for every criterion, a recommendation, and a note beside every 0.

    Refused with the first fault, in the field of its criterion. With the first one after applications have closed it
    is settled how many read each application.
    """
    assessment = _held(assessment)
    require(may_assess(by, assessment, now))
    _write(assessment, scores, notes, recommends)
    _check_whole(assessment, notes)
    moves.apply(ASSESSMENT, assessment, "finish", by=by, now=now)
    _keep_readers(assessment.application.cohort, by, now)
    return assessment


@action("assessment.reopened", about="assessment")
def reopen(*, assessment: Assessment, by: Person, now: datetime) -> Assessment:
    """Open one's own finished assessment again, as long as it has not been used."""
    assessment = _held(assessment)
    moves.apply(ASSESSMENT, assessment, "reopen", by=by, now=now)
    return assessment


@action("assessment.handed_back", about="assessment")
def hand_back(*, assessment: Assessment, by: Person, now: datetime) -> Assessment:
    """Hand an application back because one knows its writer; it goes to another assessor who is free, if there is one.

    No reason is asked. What was scored and noted is removed.
    """
    assessment = _held(assessment)
    require(may_hand_back(by, assessment, now))
    moves.apply(ASSESSMENT, assessment, "hand_back", by=by, now=now)
    empty(assessment)
    pass_on(assessment.application.cohort, assessment.application, by=by, now=now)
    return assessment


def _keep_readers(cohort: Cohort, by: Person, now: datetime) -> None:
    panel = panel_of(cohort)
    if cohort.status in TAKING or (panel is not None and panel.readers):
        return
    given = {"readers": readers_of(cohort), "set_at": now, "set_by": by.id}
    Panel.objects.update_or_create(cohort=cohort, defaults=given)
    note(readers=given["readers"])


def _held(assessment: Assessment) -> Assessment:
    """The assessment as it stands, its application held until the action is over: two assessors finish one by one."""
    Application.objects.select_for_update().get(pk=assessment.application_id)
    found = Assessment.objects.select_for_update(of=("self",)).filter(pk=assessment.pk)
    held = found.select_related("application__cohort", "application__person").first()
    if held is None:
        raise Refused(NOT_YOURS)
    return held


def _write(assessment: Assessment, scores: Mapping[str, Any], notes: Mapping[str, str], recommends: str) -> None:
    codes = [one.code for one in criteria_of(assessment.application.cohort, assessment.application.role)]
    if [code for code in (*scores, *notes) if code not in codes]:
        raise Refused(_("What the panel scores was changed a moment ago. Open this application again, then go on."))
    for code, note_ in notes.items():
        if len(note_) > LONGEST_NOTE:
            words = _("Shorten this note to %(n)d characters. It has %(many)d.")
            raise Refused(words % {"n": LONGEST_NOTE, "many": len(note_)}, field=f"note_{code}")
    assessment.scores = {code: int(scores[code]) for code in codes if str(scores.get(code, "")) in ("0", "1", "2")}
    assessment.recommends = recommends if recommends in dict(RECOMMENDS) else ""
    vault.lock(assessment, "notes", {code: notes[code].strip() for code in codes if notes.get(code, "").strip()})
    assessment.save(update_fields=["scores", "recommends", "notes"])


def _check_whole(assessment: Assessment, notes: Mapping[str, str]) -> None:
    criteria = criteria_of(assessment.application.cohort, assessment.application.role)
    if not whole(assessment.scores, criteria):
        missing = next(one.code for one in criteria if one.code not in assessment.scores)
        raise Refused(_("Give a score of 0, 1 or 2 for each criterion."), field=f"score_{missing}")
    for one in criteria:
        if assessment.scores[one.code] == 0 and not notes.get(one.code, "").strip():
            words = _("Say in a note what was missing, so that it can be shown next time.")
            raise Refused(words, field=f"note_{one.code}")
    if not assessment.recommends:
        raise Refused(_("Say whether what we look for is shown."), field="recommends")


def _check_nothing_taken_out(panellist: Panellist, apart: Mapping[str, list[str]], by: Person) -> None:
    before = vault.unlock(panellist, "apart", by=by, purpose="looking at my own declaration") or {}
    if lost := [one for kind in before for one in before[kind] if one not in apart[kind]]:
        words = _("You have been given applications already, so nobody can be taken out again: %(who)s")
        raise Refused(words % {"who": "; ".join(lost)}, field="emails")


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as fault:
        words = _("“%(words)s” is no email address. Write one address to a line, like name@example.org.")
        raise Refused(words % {"words": address[:100]}, field="emails") from fault
