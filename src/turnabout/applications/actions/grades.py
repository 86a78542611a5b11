"""Where an organisation's own grades stand on the shared scale of seniority."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications import grades
from turnabout.applications.models import LocalGrade
from turnabout.applications.permissions.choices import may_map_grades, may_unmap_grade
from turnabout.cohorts.models import Organisation
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note

LONGEST = 50


@action("grade.mapped", about="organisation")
def map_grade(*, organisation: Organisation, name: str, level: int, by: Any, now: datetime) -> LocalGrade:
    """Say where a grade that an organisation calls `name` stands, 1 to 9; one that is in the list already is moved.

    Applications that were filled in before keep the level they had. Refused for anybody who does not keep the
    organisation's lists, without a name, and for a level off the scale.
    """
    require(may_map_grades(by, organisation, now))
    words = " ".join(name.split())
    if not words or len(words) > LONGEST:
        raise Refused(_("Write what the grade is called, in up to %(most)d characters.") % {"most": LONGEST})
    if not grades.LEAST <= level <= grades.MOST:
        raise Refused(_("The level is a number from 1 to 9."))
    found = LocalGrade.objects.filter(organisation=organisation, name__iexact=words).first()
    grade = found or LocalGrade(organisation=organisation, name=words)
    grade.level = level
    grade.save()
    note(grade=words, level=level)
    return grade


@action("grade.unmapped", about="grade")
def unmap_grade(*, grade: LocalGrade, by: Any, now: datetime) -> None:
    """Take a grade out of its organisation's list; whoever chose it keeps it, and the level it had."""
    require(may_unmap_grade(by, grade, now))
    note(grade=grade.name, level=grade.level)
    LocalGrade.objects.filter(pk=grade.pk).delete()
