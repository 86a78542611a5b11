"""Writes of this room: record one's own answers, or take them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import NOT_YOURS, Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action
from turnabout.foundation.encryption import vault
from turnabout.monitoring.codes import ITEMS
from turnabout.monitoring.models import Row
from turnabout.monitoring.permissions import may_record


@action("monitoring.recorded", about="cohort")
def record(*, cohort: Cohort, person: Person, answers: Mapping[str, str], by: Person, now: datetime) -> None:
    """Keep somebody's own answers for totals, encrypted under their key, in place of any earlier ones.

    `answers` maps the names in `codes.ITEMS` to the codes of their answers; what is left out counts as not known.
    The audit line names the cohort and says nothing of the row or the answers.
    """
    _own(cohort, person, by, now)
    known = {item.name: item for item in ITEMS}
    if unknown := set(answers) - set(known):
        raise ValueError(f"There are no questions {sorted(unknown)}.")
    kept: dict[str, dict[str, str]] = {}
    for name, item in known.items():
        given = answers.get(name, "")
        if given and given not in {answer.code for answer in item.answers}:
            raise Refused(_("Choose one of the answers to “%(question)s”.") % {"question": item.label})
        kept[name] = {"given": given, "national": item.national(given)}
    row = Row.objects.select_for_update().filter(cohort=cohort, person=person).first()
    row = row or Row(cohort=cohort, person=person)
    row.recorded_at, row.recorded_by = now, by.id
    vault.lock(row, "answers", kept)
    row.save()


@action("monitoring.taken_back", about="cohort")
def take_back(*, cohort: Cohort, person: Person, by: Person, now: datetime) -> None:
    """Delete somebody's own answers. Totals that were already published stay as they are."""
    _own(cohort, person, by, now)
    Row.objects.filter(cohort=cohort, person=person).delete()


def _own(cohort: Cohort, person: Person, by: Person, now: datetime) -> None:
    require(may_record(by, cohort, now))
    if person.pk != by.pk:
        raise Refused(NOT_YOURS)
