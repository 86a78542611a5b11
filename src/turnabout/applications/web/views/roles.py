"""Either role: applying for both at once, and the co-ordinator's choice of one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import may_apply_for_either, may_place
from turnabout.applications.web.forms import PlaceForm
from turnabout.applications.web.views.form import Mine, address
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.jinja import url_or_nothing
from turnabout.foundation.design.pages import FormPage


class Either(Mine, FormPage):
    """Somebody who has begun in one role would take the other one as well: one application is enough."""

    permission = may_apply_for_either
    template = "applications/either.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.apply_for_either(application=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You apply for either role. What the other role is asked is marked “To do”."))
        return address("task_list", self.thing)


class Place(FormPage):
    """A co-ordinator places somebody in one of the two roles, once."""

    permission = may_place
    template = "applications/place.jinja"
    form_class = PlaceForm
    thing: Application

    def find(self) -> Application | None:
        return queries.find_sent(self.by, self.kwargs["pk"], self.now)

    def context(self) -> dict[str, Any]:
        return {"back": self._back()}

    def act(self, form: Any) -> str:
        placed = actions.place_in_role(application=self.thing, role=form.cleaned_data["role"], by=self.by, now=self.now)
        told = _("%(name)s is placed: %(role)s.")
        messages.success(self.request, told % {"name": placed.person.name, "role": placed.get_role_display().lower()})
        return self._back()

    def _back(self) -> str:
        return url_or_nothing("selection:decide", self.thing.cohort_id, self.thing.pk) or "/"
