"""An organisation's own grades, laid on the shared scale of seniority."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.models import LocalGrade
from turnabout.applications.permissions.choices import may_map_grades, may_unmap_grade
from turnabout.applications.questions.shared import LEVELS
from turnabout.applications.web.forms import GradeForm
from turnabout.cohorts.models import Organisation
from turnabout.cohorts.queries import find_organisation
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage


class Grades(FormPage):
    """What an organisation calls its grades and where each stands, and one form to add or move one."""

    permission = may_map_grades
    template = "applications/grades.jinja"
    form_class = GradeForm
    thing: Organisation

    def find(self) -> Organisation | None:
        return find_organisation(self.by, self.kwargs["organisation"], self.now)

    def context(self) -> dict[str, Any]:
        levels = dict(LEVELS)
        return {"grades": [(one, levels[str(one.level)]) for one in queries.local_grades(self.thing)]}

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        grade = actions.map_grade(
            organisation=self.thing, name=given["name"], level=given["level"], by=self.by, now=self.now
        )
        told = _("“%(name)s” stands at level %(level)s. Applications that were filled in before keep their level.")
        messages.success(self.request, told % {"name": grade.name, "level": grade.level})
        return reverse("applications:grades", args=[self.thing.pk])


class Unmap(FormPage):
    permission = may_unmap_grade
    template = "applications/unmap_grade.jinja"
    form_class = Form
    thing: LocalGrade

    def find(self) -> LocalGrade | None:
        return queries.find_grade(self.by, self.kwargs["pk"], self.now)

    def act(self, form: Any) -> str:
        organisation = self.thing.organisation_id
        actions.unmap_grade(grade=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("“%(name)s” is no longer in the list.") % {"name": self.thing.name})
        return reverse("applications:grades", args=[organisation])
