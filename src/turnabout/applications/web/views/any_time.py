"""What can be changed at any time: what helps, who looks after one, which letters come, what a leader declares."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from turnabout.applications import actions, consents, queries
from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import may_change_any_time, may_declare
from turnabout.applications.web import forms
from turnabout.applications.web.views.form import Mine, address
from turnabout.applications.wordings import OWN_LIFE_NOW
from turnabout.foundation.design.pages import FormPage


class AnyTime(Mine, FormPage):
    """One of those sections, after the form was sent."""

    permission = may_change_any_time
    template = "applications/any_time.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            known = {one.code: one for one in queries.any_time_sections(application)}
            if self.kwargs["section"] not in known:
                raise Http404
            self.section = known[self.kwargs["section"]]
            self.form_class = forms.section_form(self.section)  # type: ignore[misc]
        return application

    def form_arguments(self) -> dict[str, Any]:
        known = queries.any_time_answers(self.thing, self.by)
        return {"initial": forms.as_initial(self.section, known)}

    def context(self) -> dict[str, Any]:
        note = forms.why_asked(self.section.who, self.section.why, self.section.back) if self.section.who else ""
        return {"section": self.section, "note": note}

    def act(self, form: Any) -> str:
        actions.change_any_time(
            application=self.thing, section=self.section.code, answers=form.given(), by=self.by, now=self.now
        )
        messages.success(self.request, _("Your change is saved."))
        return address("standing", self.thing)


class Identity(Mine, FormPage):
    """A leader's own life: its own page and its own consent. Nothing is kept before it is agreed to."""

    permission = may_declare
    template = "applications/identity.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None and may_declare(self.by, application, self.now):
            self.section = queries.section(application, consents.IDENTITY)
            self.form_class = forms.identity_form(self.section)  # type: ignore[misc]
        return application

    def form_arguments(self) -> dict[str, Any]:
        known = queries.answers(self.thing, self.by, self.now)
        return {"initial": forms.as_initial(self.section, known)}

    def context(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "note": forms.why_asked(self.section.who, self.section.why, self.section.back),
            "back": self._back(),
        }

    def act(self, form: Any) -> str:
        actions.declare_identity(
            application=self.thing,
            strands=form.given()["identity"],
            wording=OWN_LIFE_NOW,
            by=self.by,
            now=self.now,
        )
        return self._back()

    def _back(self) -> str:
        return address("task_list" if self.thing.status == "draft" else "standing", self.thing)
