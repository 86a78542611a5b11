"""The reserve list, and the places that become free."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications.models import ROLES
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.pages import FormPage
from turnabout.selection import actions, queries
from turnabout.selection.models import Verdict
from turnabout.selection.permissions import may_fill_place, may_offer_place, may_order_reserve
from turnabout.selection.web.forms import OrderForm, PressForm
from turnabout.selection.web.views.found import OfCohort, OfVerdict, list_for, of_cohort


class ReserveList(OfCohort, FormPage):
    """Who is asked first when a place becomes free, role by role."""

    permission = may_order_reserve
    template = "selection/reserve.jinja"
    form_class = OrderForm

    def form_arguments(self) -> dict[str, Any]:
        self.listed = queries.reserve_list(self.by, self.thing, self.now)
        return {"people": [one for one in self.listed if one.application.person_id != self.by.pk]}

    def context(self) -> dict[str, Any]:
        return {"listed": self.listed, "free": queries.free_places(self.by, self.thing, self.now)}

    def act(self, form: OrderForm) -> str:
        actions.order_reserve(cohort=self.thing, ranks=form.ranks(), by=self.by, now=self.now)
        messages.success(self.request, _("The order is kept. Nobody is told their place in it."))
        return of_cohort("reserve", self.thing)


class OfferPlace(OfVerdict, FormPage):
    """A place for somebody on the reserve list, whoever is next."""

    permission = may_offer_place
    template = "selection/offer_place.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.offer_place(verdict=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("They have the place, and their letter is on its way."))
        return list_for(self.by, self.thing.application.cohort, self.now, "people")


class _OfPlace(OfCohort, FormPage):
    """A page about the free places of one role, which the address calls a group."""

    permission = may_fill_place
    form_class = PressForm

    def find(self) -> Cohort | None:
        return super().find() if self.kwargs["group"] in queries.PLACED_ROLES else None

    @property
    def role(self) -> str:
        return str(self.kwargs["group"])


class FreePlace(_OfPlace):
    """A place is free: who is next, and the press that gives it to them."""

    template = "selection/free_place.jinja"

    def context(self) -> dict[str, Any]:
        waiting: list[Verdict] = [
            one
            for one in queries.reserve_list(self.by, self.thing, self.now)
            if one.status == "released" and one.application.role == self.role
        ]
        offered = dict(queries.free_places(self.by, self.thing, self.now))
        first = offered.get(self.role)
        return {
            "waiting": waiting,
            "free": queries.free_unscoped(self.thing, self.role).count(),
            "apart": self.role in offered and first is None,
            "first": first,
            "own": first is not None and first.application.person_id == self.by.pk,
            "role_words": dict(ROLES)[self.role],
            "leave": reverse("selection:leave_free", args=[self.thing.pk, self.role]),
        }

    def act(self, form: PressForm) -> str:
        seen = self.request.POST.get("seen", "")
        made = actions.offer_next(cohort=self.thing, role=self.role, seen=seen, by=self.by, now=self.now)
        words = _("%(name)s has the place, and their letter is on its way.")
        messages.success(self.request, words % {"name": made.person.name})
        return of_cohort("people", self.thing)


class LeaveFree(_OfPlace):
    """A place that nobody is needed in."""

    template = "selection/leave_free.jinja"

    def context(self) -> dict[str, Any]:
        return {"back": reverse("selection:free_place", args=[self.thing.pk, self.role])}

    def act(self, form: PressForm) -> str:
        actions.leave_free(cohort=self.thing, role=self.role, by=self.by, now=self.now)
        messages.success(self.request, _("The place stays free, and nobody is asked."))
        return reverse("home:day", args=[self.thing.pk])
