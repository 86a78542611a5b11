"""An organisation's lists of teams and places, which its people find while they type."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import PLACE, TEAM, Organisation
from turnabout.cohorts.permissions import may_keep_lists
from turnabout.cohorts.web import forms
from turnabout.foundation.design.pages import FormPage


class Places(FormPage):
    """The teams and the places of one organisation."""

    permission = may_keep_lists
    template = "cohorts/places.jinja"
    form_class = forms.ListsForm
    thing: Organisation

    def find(self) -> Organisation | None:
        return queries.find_organisation(self.by, self.kwargs["organisation"], self.now)

    def form_arguments(self) -> dict[str, Any]:
        return {
            "initial": {kind: "\n".join(queries.names_listed(self.thing, kind)) for kind in (TEAM, PLACE)},
        }

    def act(self, form: Any) -> str:
        for kind in (TEAM, PLACE):
            names = form.cleaned_data[kind].splitlines()
            if form.data.get(kind) is not None and names != queries.names_listed(self.thing, kind):
                actions.set_list(organisation=self.thing, kind=kind, names=names, by=self.by, now=self.now)
        messages.success(self.request, _("The lists are saved. People find these names while they type."))
        return self.request.path
