"""Who has which role in a cohort, and organisations with their co-ordinators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort, Organisation, Role
from turnabout.cohorts.permissions import may_administer, may_end_role, may_give_role
from turnabout.cohorts.web import forms
from turnabout.foundation.design.forms import Form, with_privacy
from turnabout.foundation.design.pages import FormPage, Page


class Roles(FormPage):
    """The roles of a cohort, and one form to add somebody."""

    permission = may_give_role
    template = "cohorts/roles.jinja"
    form_class = forms.AppointForm

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"roles": queries.roles_in(self.by, self.thing, self.now)}

    def act(self, form: Form) -> str:
        role = actions.appoint(cohort=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        said = {"name": role.person.name, "role": role.get_kind_display()}
        messages.success(self.request, _("%(name)s now has the role “%(role)s”.") % said)
        return self.request.path


class EndRole(FormPage):
    permission = may_end_role
    template = "cohorts/end_role.jinja"

    def find(self) -> Role | None:
        return queries.find_role(self.by, self.kwargs["role"], self.now)

    def context(self) -> dict[str, Any]:
        return {"back": self._back()}

    def act(self, form: Form) -> str:
        actions.end_role(role=self.thing, by=self.by, now=self.now)
        return self._back()

    def _back(self) -> str:
        role: Role = self.thing
        if role.cohort_id:
            return reverse("cohorts:roles", args=[role.cohort_id])
        return reverse("cohorts:organisation", args=[role.organisation_id]) if role.organisation_id else "/"


class Organisations(Page):
    permission = may_administer
    template = "cohorts/organisations.jinja"

    def context(self) -> dict[str, Any]:
        return {"organisations": list(queries.organisations())}


class NewOrganisation(FormPage):
    permission = may_administer
    template = "cohorts/new_organisation.jinja"
    form_class = forms.OrganisationForm

    def act(self, form: Form) -> str:
        made = actions.create_organisation(**form.cleaned_data, by=self.by, now=self.now)
        return reverse("cohorts:organisation", args=[made.pk])


class OnlyCoordinator(forms.AppointForm):
    """Somebody who may start programmes for an organisation: the one role given there."""

    kind = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_privacy(self.fields["email"], _("The administrators of this site, and the person."))


class OneOrganisation(FormPage):
    """One organisation, its programmes and its co-ordinators."""

    permission = may_give_role
    template = "cohorts/organisation.jinja"
    form_class = OnlyCoordinator

    def find(self) -> Organisation | None:
        return queries.organisations().filter(pk=self.kwargs["organisation"]).first()

    def context(self) -> dict[str, Any]:
        return {
            "roles": queries.roles_in_organisation(self.by, self.thing, self.now),
            "programmes": list(self.thing.programmes.all()),
        }

    def act(self, form: Form) -> str:
        given = {"kind": "coordinator", "organisation": self.thing, **form.cleaned_data}
        role = actions.appoint(**given, by=self.by, now=self.now)
        said = _("%(name)s can now create programmes and cohorts of this organisation.") % {"name": role.person.name}
        messages.success(self.request, said)
        return self.request.path
