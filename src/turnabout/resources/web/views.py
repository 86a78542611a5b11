"""A cohort's shelf in the library, and what a pair can talk about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import SIGNED_IN, FormPage, Page
from turnabout.resources import actions, prompts, queries
from turnabout.resources.models import Resource
from turnabout.resources.permissions import may_keep_library, may_remove
from turnabout.resources.web.forms import ResourceForm


class List(FormPage):
    """The shelf, and one form to add to it."""

    permission = may_keep_library
    template = "resources/list.jinja"
    form_class = ResourceForm

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"resources": queries.for_cohort(self.thing)}

    def act(self, form: Form) -> str:
        made = actions.add_resource(cohort=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        messages.success(self.request, _("“%(title)s” is on the public page.") % {"title": made.title})
        return self.request.path


class Remove(FormPage):
    permission = may_remove
    template = "resources/remove.jinja"
    thing: Resource

    def find(self) -> Resource | None:
        return queries.find(self.kwargs["resource"])

    def context(self) -> dict[str, Any]:
        return {"back": self._back()}

    def act(self, form: Form) -> str:
        back = self._back()
        actions.remove_resource(resource=self.thing, by=self.by, now=self.now)
        return back

    def _back(self) -> str:
        return reverse("resources:list", args=[self.thing.cohort_id]) if self.thing.cohort_id else "/"


class Conversations(Page):
    """Prompts for each of six meetings, and what nobody should be asked."""

    permission = SIGNED_IN
    template = "resources/conversations.jinja"

    def context(self) -> dict[str, Any]:
        return {"meetings": prompts.MEETINGS, "not_to_ask": prompts.NOT_TO_ASK}
