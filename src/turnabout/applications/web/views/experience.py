"""Lived experience: its own page, its own consent, and a way back that is as short."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, experience, queries
from turnabout.applications.models import MENTEE, Application
from turnabout.applications.permissions import may_offer_experience
from turnabout.applications.web import forms
from turnabout.applications.web.views.form import Mine, about, address
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage


class Offer(Mine, FormPage):
    """Before sending a section of the form, afterwards a page of its own. Nothing is kept before it is agreed to."""

    permission = may_offer_experience
    template = "applications/experience.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None and application.role != MENTEE:
            self.section = queries.section(application, experience.SECTION)
            self.form_class = forms.experience_form(self.section)  # type: ignore[misc]
        return application

    def form_arguments(self) -> dict[str, Any]:
        known = queries.answers(self.thing, self.by, self.now)
        return {"initial": forms.as_initial(self.section, known)}

    def context(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "about": about(self.section.minutes),
            "note": forms.why_asked(self.section.who, self.section.why, self.section.back),
            "offered": experience.SECTION in self.thing.sections_done,
            "back": address("task_list" if self.thing.status == "draft" else "standing", self.thing),
        }

    def act(self, form: Any) -> str:
        given = form.given()
        actions.offer_experience(
            application=self.thing,
            topics=given["topics"],
            words=given["topics_words"],
            in_conversation=given["in_conversation"],
            open_to_any=given["open_to_any"],
            wording=EXPERIENCE_NOW,
            by=self.by,
            now=self.now,
        )
        if self.request.GET.get("from") == "check" and self.thing.status == "draft":
            return address("check", self.thing)
        return address("task_list" if self.thing.status == "draft" else "standing", self.thing)


class TakeBack(Mine, FormPage):
    permission = may_offer_experience
    template = "applications/take_back.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.withdraw_experience(application=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You have taken it back. What you had offered is removed."))
        return reverse("applications:standing", args=[self.thing.pk])
