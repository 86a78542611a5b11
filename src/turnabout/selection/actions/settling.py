"""Settling what the assessors of one application differ about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.models import Application
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.selection.mark import mark_of_settlement
from turnabout.selection.models import RECOMMENDS, Settlement
from turnabout.selection.panel import criteria_of, whole
from turnabout.selection.permissions import may_settle
from turnabout.selection.queries import name_of

LONGEST_REASON = 2_000


@action("application.settled", about="application")
def settle(
    *,
    application: Application,
    scores: Mapping[str, Any],
    recommends: str,
    words: str,
    seen: str | None = None,
    by: Person,
    now: datetime,
) -> Settlement:
    """Write which scores and which recommendation stand, and why; both assessments stay as they are.

    `seen` is what `queries.mark_of_settlement` gave for what the co-ordinator had before them: when a colleague settled
    it since, it is refused. Refused without a score for each criterion, a recommendation and a reason.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=application.pk)
    require(may_settle(by, application, now))
    settlement = Settlement.objects.filter(application=application).first()
    if seen is not None and seen != mark_of_settlement(settlement):
        who = name_of(settlement.settled_by if settlement else None) or _("Somebody")
        told = _("%(name)s settled this a moment ago. Nothing of yours was saved. Look again, then go on.")
        raise Refused(told % {"name": who})
    criteria = criteria_of(application.cohort, application.role)
    clean = {one.code: int(scores[one.code]) for one in criteria if str(scores.get(one.code, "")) in ("0", "1", "2")}
    if not whole(clean, criteria):
        missing = next(one.code for one in criteria if one.code not in clean)
        raise Refused(_("Choose the score that stands for each criterion."), field=f"score_{missing}")
    if recommends not in dict(RECOMMENDS):
        raise Refused(_("Say whether what we look for is shown."), field="recommends")
    if not words.strip():
        raise Refused(_("Say in a sentence why, so that a colleague can follow it."), field="words")
    if len(words) > LONGEST_REASON:
        raise Refused(_("Shorten this to %(n)d characters.") % {"n": LONGEST_REASON}, field="words")
    settlement = settlement or Settlement(application=application)
    settlement.scores, settlement.recommends = clean, recommends
    settlement.settled_at, settlement.settled_by = now, by.id
    vault.lock(settlement, "words", words.strip())
    settlement.save()
    note(recommends=recommends)
    return settlement
