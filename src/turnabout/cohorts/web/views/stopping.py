"""Stopping messages that somebody can do without, by the link at their end or in one press of a mail program."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page
from turnabout.foundation.mail import actions, optional


class Wish(NamedTuple):
    """Who wants no more messages of which cohort."""

    person: Person
    cohort: Cohort


class PressForm(Form):
    """One button."""


@method_decorator(csrf_exempt, name="dispatch")  # a mail program presses without a cookie; the token is the proof
class NoMore(FormPage):
    """Looking changes nothing: programs that look at links before people do must not stop anything."""

    permission = PUBLIC
    template = "cohorts/no_more.jinja"
    form_class = PressForm
    thing: Wish

    def find(self) -> Wish:
        read = optional.read(self.kwargs["token"])
        person = Person.objects.filter(pk=read[0]).first() if read else None
        cohort = Cohort.objects.filter(pk=read[1]).first() if read else None
        if person is None or cohort is None:
            raise Http404
        return Wish(person, cohort)

    def context(self) -> dict[str, Any]:
        return {"cohort": self.thing.cohort}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().post(request, *args, **kwargs)
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"  # RFC 8058: it must not be sent elsewhere
        return HttpResponse() if one_click and response.status_code == 302 else response

    def act(self, form: PressForm) -> str:
        person, cohort = self.thing
        actions.stop_optional(person=person, scope=cohort.pk, by=person, now=self.now)
        return reverse("cohorts:no_more_done")


class Stopped(Page):
    """After the press; the same for everybody."""

    permission = PUBLIC
    template = "cohorts/no_more_done.jinja"
