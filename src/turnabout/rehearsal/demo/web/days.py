"""Another day of the demo, and starting again: pages that ask for it, and one that says how far it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.clock import LONDON
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page
from turnabout.rehearsal import demo
from turnabout.rehearsal.demo import errand
from turnabout.rehearsal.demo.days import days
from turnabout.rehearsal.demo.errand import Errand
from turnabout.rehearsal.demo.guard import only_in_the_demo
from turnabout.rehearsal.demo.web.forms import DayForm


def home() -> Path:
    """Where this site keeps what it has, and where its pages ask for another day."""
    return Path(settings.TURNABOUT_HOME)


class Asking(FormPage):
    """A page that asks for a day; while another is asked for it shows how far that is instead."""

    permission = PUBLIC

    def find(self) -> Any:
        only_in_the_demo()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if errand.under_way(home()):
            return HttpResponseRedirect(reverse("demo:moving"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if report := errand.under_way(home()):
                return self.too_late(report)
            return super().post(request, *args, **kwargs)
        except errand.AlreadyAsked:
            return self.too_late(errand.under_way(home()))

    def too_late(self, report: errand.Report | None) -> HttpResponseBase:
        """Say that somebody asked before, and how far that is."""
        if report is None:  # it was done at this moment
            return HttpResponseRedirect(reverse("demo:moving"))
        return self.show(status=409, template="demo/moving.jinja", report=report, again=True, too_late=True)

    def ask(self, day: date, *, anew: bool) -> str:
        """Ask for `day`, and lead to the page that says how far it is."""
        if not errand.attended(home()):
            raise Refused(_("This works only while the site was started with “make run” or “turnabout run”."))
        if anew and connection.vendor != "sqlite":
            raise Refused(
                _("This demo is kept in %(database)s, where it cannot begin again. You can move the clock on")
                % {"database": connection.display_name}
            )
        errand.ask(home(), Errand(day, anew))
        return reverse("demo:moving")


class AnotherDay(Asking):
    """Choose a day of the programme, and the way there."""

    template = "demo/day.jinja"
    form_class = DayForm

    def form_arguments(self) -> dict[str, Any]:
        return {"days": days(self.now), "today": self.now.astimezone(LONDON).date()}

    def context(self) -> dict[str, Any]:
        return {"usual": demo.TODAY}

    def act(self, form: Any) -> str:
        return self.ask(form.cleaned_data["day"], anew=form.cleaned_data["anew"])


class StartAgain(Asking):
    """The demo as it was on its first day."""

    template = "demo/start_again.jinja"

    def context(self) -> dict[str, Any]:
        return {"usual": demo.TODAY}

    def act(self, form: Any) -> str:
        return self.ask(demo.TODAY, anew=True)


class Moving(Page):
    """How far it is, or what came of it. It looks again by itself, unless one would rather it did not (`?still`)."""

    permission = PUBLIC
    template = "demo/moving.jinja"

    def find(self) -> Any:
        only_in_the_demo()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = self.show()
        response.headers["Cache-Control"] = "no-store"
        return response

    def context(self) -> dict[str, Any]:
        report = errand.under_way(home())
        return {
            "report": report or (None if errand.asked(home()) else self._last()),
            "again": report is not None,
            "still": "still" in self.request.GET,
        }

    def _last(self) -> errand.Report | None:
        """What came of the last errand, as long as it is still that day here."""
        last = errand.told(home())
        stands = last is not None and last.errand.day == self.now.astimezone(LONDON).date()
        return last if last is not None and (stands or last.state != errand.DONE) else None
