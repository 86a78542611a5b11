"""Who has which role in a cohort, and organisations with their co-ordinators."""

from __future__ import annotations

from typing import Any

from django import forms as fields
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import ROLES, Cohort, Organisation, Role
from turnabout.cohorts.permissions import may_administer, may_end_role, may_give_role, may_name_manager
from turnabout.cohorts.web import forms
from turnabout.cohorts.web.organisation_forms import ManagerForm
from turnabout.foundation.design.forms import Form, with_hints, with_privacy
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


class NameManager(FormPage):
    """Whom the holder of a role reports to, so that nobody decides about a leader of their own."""

    permission = may_name_manager
    template = "cohorts/manager.jinja"
    form_class = ManagerForm
    thing: Role

    def find(self) -> Role | None:
        return queries.find_own_role(self.by, self.kwargs["role"], self.now)

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"manager_email": self.thing.manager_email}}

    def context(self) -> dict[str, Any]:
        return {"own": self.thing.person_id == self.by.pk, "back": self._back()}

    def act(self, form: Form) -> str:
        actions.name_manager(role=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        messages.success(self.request, _("That is noted. Nobody is written to."))
        return self._back()

    def _back(self) -> str:
        role: Role = self.thing
        if role.person_id == self.by.pk:
            return reverse("cohorts:list")
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


class InOrganisation(forms.AppointForm):
    """The two roles that somebody is given in an organisation."""

    kind = with_hints(
        fields.ChoiceField(
            label=lazy("Role"),
            choices=[(code, words) for code, words in ROLES if code in ("coordinator", "partner_lead")],
            widget=fields.RadioSelect,
        ),
        {
            "coordinator": lazy("Can create programmes and cohorts of this organisation."),
            "partner_lead": lazy("Sees which of this organisation’s people take part, and keeps its contacts."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_privacy(self.fields["email"], _("The administrators of this site, and the person."))


class OneOrganisation(FormPage):
    """One organisation, its programmes, its co-ordinators and its lead."""

    permission = may_give_role
    template = "cohorts/organisation.jinja"
    form_class = InOrganisation

    def find(self) -> Organisation | None:
        return queries.organisations().filter(pk=self.kwargs["organisation"]).first()

    def context(self) -> dict[str, Any]:
        return {
            "roles": queries.roles_in_organisation(self.by, self.thing, self.now),
            "programmes": list(self.thing.programmes.all()),
        }

    def act(self, form: Form) -> str:
        role = actions.appoint(organisation=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        said = {"name": role.person.name, "role": role.get_kind_display()}
        messages.success(self.request, _("%(name)s now has the role “%(role)s”.") % said)
        return self.request.path
