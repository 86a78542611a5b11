"""Whom an organisation's people can turn to, and what it looks like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from turnabout.cohorts import actions, logos, queries
from turnabout.cohorts.models import Cohort, Organisation, SupportContact
from turnabout.cohorts.permissions import may_brand, may_change_contact, may_keep_contacts, may_see_organisations
from turnabout.cohorts.web import organisation_forms as forms
from turnabout.cohorts.web.brand import address_of_logo, stylesheet_of
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page

FOR_A_YEAR = "public, max-age=31536000, immutable"
"""How long a browser keeps a stylesheet or a logo: its address changes with what stands in it."""


class TakingPart(Page):
    """The organisations of a cohort, and whom the people of each can turn to."""

    permission = may_see_organisations
    template = "cohorts/taking_part.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        found = queries.organisations_in(self.thing)
        return {"organisations": [(one, queries.support_missing(one)) for one in found]}


class _OfOrganisation:
    """A page about an organisation whose contacts the viewer keeps."""

    by: Any
    now: Any
    thing: Organisation
    kwargs: dict[str, Any]

    def find(self) -> Organisation | None:
        return queries.find_organisation(self.by, self.kwargs["organisation"], self.now)


class Contacts(_OfOrganisation, Page):
    """Everybody whom the organisation's people can turn to."""

    permission = may_keep_contacts
    template = "cohorts/contacts.jinja"

    def context(self) -> dict[str, Any]:
        return {
            "contacts": queries.support_contacts(self.thing),
            "missing": queries.support_missing(self.thing),
            "hosts": self.thing.programmes.exists(),
            "may_brand": may_brand(self.by, self.thing, self.now),
        }


class NewContact(_OfOrganisation, FormPage):
    permission = may_keep_contacts
    template = "cohorts/new_contact.jinja"
    form_class = forms.SupportForm
    thing: Organisation

    def act(self, form: Form) -> str:
        given = dict(form.cleaned_data)
        kind = given.pop("kind")
        actions.add_contact(organisation=self.thing, kind=kind, contact=given, by=self.by, now=self.now)
        messages.success(self.request, _("They stand on the help page from now on."))
        return reverse("cohorts:contacts", args=[self.thing.pk])


class _OfContact(FormPage):
    """A page about one contact, and back to the others of its organisation."""

    permission = may_change_contact
    thing: SupportContact

    def find(self) -> SupportContact | None:
        return queries.find_contact(self.by, self.kwargs["contact"], self.now)

    def back(self) -> str:
        """The contacts of the organisation."""
        return reverse("cohorts:contacts", args=[self.thing.organisation_id])


class ChangeContact(_OfContact):
    template = "cohorts/contact.jinja"
    form_class = forms.SupportForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {name: getattr(self.thing, name) for name in forms.SupportForm.base_fields}}

    def act(self, form: Form) -> str:
        given = dict(form.cleaned_data)
        kind = given.pop("kind")
        actions.change_contact(contact=self.thing, kind=kind, given=given, by=self.by, now=self.now)
        messages.success(self.request, _("The help page says so from now on."))
        return self.back()


class RemoveContact(_OfContact):
    template = "cohorts/remove_contact.jinja"
    form_class = Form

    def act(self, form: Form) -> str:
        actions.remove_contact(contact=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("They no longer stand on the help page."))
        return self.back()


class SetBrand(_OfOrganisation, FormPage):
    """The name as printed, the colour, the organisation's own logo, and whether it may use that of the NHS."""

    permission = may_brand
    template = "cohorts/brand.jinja"
    form_class = forms.BrandForm
    thing: Organisation

    def form_arguments(self) -> dict[str, Any]:
        its = {"name": self.thing.printed_name, "colour": self.thing.colour}
        return {
            "organisation": self.thing,
            "initial": its | {"may_use_nhs_logo": self.thing.may_use_nhs_logo},
        }

    def context(self) -> dict[str, Any]:
        return {"logo": address_of_logo(self.thing)}

    def act(self, form: Form) -> str:
        given = dict(form.cleaned_data)
        # One byte more than may be: enough to see that there are too many, and no more of them in memory.
        logo = chosen.read(logos.LARGEST + 1) if (chosen := given.pop("logo")) else None
        actions.set_brand(organisation=self.thing, **given, logo=logo, by=self.by, now=self.now)
        messages.success(self.request, _("This is how it looks now, on every page of its cohorts."))
        return reverse("cohorts:brand", args=[self.thing.pk])

    def show(self, *, status: int = 200, template: str = "", **more: Any) -> HttpResponse:
        form = more["form"]
        if form.errors and "logo" in form.files and "logo" not in form.errors:
            form.add_error("logo", _("Choose the logo again: a browser forgets a file when the page comes back."))
        return super().show(status=status, template=template, **more)


class Stylesheet(View):
    """An organisation's colour, the same for everybody's browser: it does not even ask who is signed in."""

    permission = PUBLIC

    def get(self, request: HttpRequest, organisation: UUID, version: int) -> HttpResponse:
        found = queries.branded(organisation, version)
        if found is None:
            raise Http404
        rules = stylesheet_of(found.colour_in_print)
        return HttpResponse(rules, content_type="text/css", headers={"Cache-Control": FOR_A_YEAR})


class Logo(View):
    """An organisation's own logo, the same for everybody's browser: it does not even ask who is signed in."""

    permission = PUBLIC

    def get(self, request: HttpRequest, organisation: UUID, version: int) -> HttpResponse:
        png = queries.logo(organisation, version)
        if png is None:
            raise Http404
        headers = {"Cache-Control": FOR_A_YEAR, "X-Content-Type-Options": "nosniff"}
        return HttpResponse(png, content_type="image/png", headers=headers)
