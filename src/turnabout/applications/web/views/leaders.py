"""The co-ordinator's page of named leaders: who was named, how they answered, and one more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, grades, queries
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_name_leaders, may_send_link, may_view_leaders
from turnabout.applications.web.forms import LeaderForm
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page


class Leaders(Page):
    permission = may_view_leaders
    template = "applications/leaders.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        named = queries.leaders(self.by, self.thing, self.now)
        return {
            "leaders": named,
            "waiting": sum(one.status == "draft" for one in named),
            "may_name": may_name_leaders(self.by, self.thing, self.now),
        }


class NameLeader(FormPage):
    permission = may_name_leaders
    template = "applications/name_leader.jinja"
    form_class = LeaderForm
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def form_arguments(self) -> dict[str, Any]:
        listed = queries.leaders_to_name(self.by, self.thing, self.now)
        known = {"name": listed[0].name, "email": listed[0].email, "job_title": listed[0].job_title} if listed else {}
        return {"cohort": self.thing, "initial": known}

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        application, _token = actions.name_leader(
            cohort=self.thing,
            name=given["name"],
            email=given["email"],
            job_title=given["job_title"],
            organisation=self.thing.organisations.get(pk=given["organisation"]),
            level=grades.level_of(given["grade"]),
            manager_email=given["manager_email"],
            is_chief_executive=given["is_chief_executive"],
            by=self.by,
            now=self.now,
        )
        told = _("%(name)s is named, and a letter with their link waits in the outbox.")
        messages.success(self.request, told % {"name": application.person.name})
        more = bool(queries.leaders_to_name(self.by, self.thing, self.now))
        return reverse(f"applications:{'name_leader' if more else 'leaders'}", args=[self.thing.pk])


class NewLink(FormPage):
    permission = may_send_link
    template = "applications/new_link.jinja"
    form_class = Form
    thing: Application

    def find(self) -> Application | None:
        return queries.find_leader(self.by, self.kwargs["pk"], self.now)

    def act(self, form: Any) -> str:
        actions.send_new_link(application=self.thing, by=self.by, now=self.now)
        told = _("A new link is on its way to %(name)s. The one before no longer works.")
        messages.success(self.request, told % {"name": self.thing.person.name})
        return reverse("applications:leaders", args=[self.thing.cohort_id])
