"""A cohort's short address, and leaving an address to hear when the next one opens. Nobody who looks is counted."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from turnabout.cohorts import actions, joining
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import BEFORE_OPENING
from turnabout.cohorts.web.forms import AddressForm
from turnabout.foundation.accounts.actors import VISITOR
from turnabout.foundation.design.often import WAIT, too_often
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page


class Short(Page):
    """What is printed and said on the phone: to the cohort's public page, or a page that says what there is instead."""

    permission = PUBLIC
    template = "cohorts/not_open_yet.jinja"

    def find(self) -> Cohort | None:
        return joining.by_code(self.kwargs["code"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing is None:
            return self.show(template="cohorts/no_such_code.jinja", status=404)
        if self.thing.status in BEFORE_OPENING:
            return self.show(code=self.thing.short_link.code, open_now=joining.open_now(self.thing.programme, self.now))
        return HttpResponseRedirect(reverse("home:public", args=[self.thing.programme.slug, self.thing.slug]))


class OfCode(Page):
    """A page under the code of a cohort, for everybody. Whoever is signed in is a visitor here like anybody else."""

    permission = PUBLIC

    def find(self) -> Cohort:
        self.by = VISITOR
        found = joining.by_code(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def context(self) -> dict[str, Any]:
        return {
            "code": self.thing.short_link.code,
            "open_now": joining.open_now(self.thing.programme, self.now),
            "hidden": self.thing.status in BEFORE_OPENING,
        }


class WithAddress(OfCode, FormPage):
    """A form with an address; too many from one place have to wait."""

    form_class = AddressForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST)
        if form.is_valid() and too_often(request, "leave_address"):
            form.add_error(None, WAIT)
            return self.show(form=form, status=429)
        return super().post(request, *args, **kwargs)


class TellMe(WithAddress):
    permission = PUBLIC
    template = "cohorts/tell_me.jinja"

    def act(self, form: AddressForm) -> str:
        actions.leave_address(cohort=self.thing, email=form.cleaned_data["email"], by=self.by, now=self.now)
        return reverse("cohorts:noted", args=[self.thing.short_link.code])


class Noted(OfCode):
    permission = PUBLIC
    template = "cohorts/noted.jinja"


class ForgetMe(WithAddress):
    permission = PUBLIC
    template = "cohorts/forget_me.jinja"

    def act(self, form: AddressForm) -> str:
        actions.take_address_back(cohort=self.thing, email=form.cleaned_data["email"], by=self.by, now=self.now)
        return reverse("cohorts:forgotten", args=[self.thing.short_link.code])


class Forgotten(OfCode):
    permission = PUBLIC
    template = "cohorts/forgotten.jinja"
