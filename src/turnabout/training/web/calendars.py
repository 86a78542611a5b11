"""One's own calendar: the page that sets it up, and the feed that a program reads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.foundation import calendar
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page
from turnabout.training import actions, feeds, queries
from turnabout.training.permissions import may_keep_calendar
from turnabout.training.web.forms import PressForm, TitlesForm


class Feed(Page):
    """All that stands in one person's calendar, for a program that holds the secret address."""

    permission = PUBLIC

    def find(self) -> Person:
        found = queries.owner_of_calendar(self.kwargs["secret"])
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponse(
            calendar.feed(feeds.everything(self.thing, self.now), name=_("My calendar")),
            content_type="text/calendar; charset=utf-8",
            headers={
                "Cache-Control": "private, no-store",
                "Content-Disposition": 'inline; filename="calendar.ics"',
                "Referrer-Policy": "no-referrer",
            },
        )


class _Own:
    """A page about the viewer's own calendar."""

    by: Any

    def find(self) -> Any:
        return self.by


class OwnCalendar(_Own, FormPage):
    """What the titles say, and the address that programs follow."""

    permission = may_keep_calendar
    template = "training/calendar.jinja"
    form_class = TitlesForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"titles": "own" if queries.own_calendar(self.by).own_titles else "neutral"}}

    def context(self) -> dict[str, Any]:
        return {"own": queries.own_calendar(self.by)}

    def act(self, form: TitlesForm) -> str:
        own = form.cleaned_data["titles"] == "own"
        actions.choose_titles(person=self.by, own_titles=own, by=self.by, now=self.now)
        messages.success(self.request, _("Your choice is kept. Invitations that were sent before stay as they are."))
        return reverse("training:calendar")


class MakeAddress(_Own, FormPage):
    """A new secret address, shown once."""

    permission = may_keep_calendar
    template = "training/make_address.jinja"
    form_class = PressForm
    secret = ""

    def context(self) -> dict[str, Any]:
        return {"own": queries.own_calendar(self.by)}

    def act(self, form: PressForm) -> str:
        self.secret = actions.make_address(person=self.by, by=self.by, now=self.now)
        return reverse("training:calendar")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().post(request, *args, **kwargs)
        if not self.secret:
            return answer
        # Shown here and nowhere else: an address to be led on to would be kept, and this one is a secret.
        address = settings.BASE_URL + reverse("training:feed", args=[self.secret])
        _scheme, _separator, rest = address.partition("://")
        return self.show(template="training/address.jinja", address=address, webcal=f"webcal://{rest}")


class EndAddress(_Own, FormPage):
    """The address stops working."""

    permission = may_keep_calendar
    template = "training/end_address.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.end_address(person=self.by, by=self.by, now=self.now)
        messages.success(self.request, _("The address no longer works."))
        return reverse("training:calendar")
