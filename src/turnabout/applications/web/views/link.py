"""Where a named leader's link leads. Looking uses nothing up; only pressing the button answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from turnabout.applications import actions, queries
from turnabout.applications.permissions import expired
from turnabout.applications.queries import EXPIRED, OPEN, USED, LeaderLink
from turnabout.applications.web import forms
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page

GONE = 410


class ByLink(FormPage):
    """A page for whoever holds the link. The secret stands in its address, so nothing may remember or pass it on.

    The site's own referrer policy (same origin) keeps the address from every other site; a stricter one would make
    browsers send the form without its origin, and the form would be refused as forged.
    """

    permission = PUBLIC
    thing: LeaderLink | None
    over = "applications/link_over.jinja"
    """What is shown once the link is no longer good."""

    def find(self) -> LeaderLink | None:
        return queries.open_by_token(self.kwargs["token"], self.now)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().get(request, *args, **kwargs) if self._state() == OPEN else self._no_longer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An answer to a link that expired meanwhile is refused by the action, with every word still on the page."""
        if self._state() in (OPEN, EXPIRED):
            return super().post(request, *args, **kwargs)
        return self._no_longer()

    def _state(self) -> str:
        return self.thing.state if self.thing else ""

    def _no_longer(self) -> HttpResponseBase:
        self.template = self.over  # type: ignore[misc]
        if self.thing is None:
            return self.show(status=404)
        why = expired(self.thing.application.cohort) if self.thing.state == EXPIRED else ""
        return self.show(status=200 if self.thing.state == USED else GONE, why=why)


class Confirm(ByLink):
    template = "applications/confirm.jinja"

    def find(self) -> LeaderLink | None:
        link = super().find()
        asked = queries.section(link.application, "leader") if link else None
        self.form_class = forms.section_form(asked) if asked else Form  # type: ignore[misc]
        return link

    def context(self) -> dict[str, Any]:
        return {"application": self.thing.application, "token": self.kwargs["token"]} if self.thing else {}

    def act(self, form: Any) -> str:
        assert self.thing is not None
        actions.confirm(
            application=self.thing.application,
            token=self.kwargs["token"],
            answers=form.given(),
            by=queries.by_link(),
            now=self.now,
        )
        return reverse("applications:leader_thanks")


class SayNo(ByLink):
    template = "applications/say_no.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        return {"application": self.thing.application, "token": self.kwargs["token"]} if self.thing else {}

    def act(self, form: Any) -> str:
        assert self.thing is not None
        actions.turn_down(
            application=self.thing.application, token=self.kwargs["token"], by=queries.by_link(), now=self.now
        )
        return reverse("applications:leader_said_no")


class Thanks(Page):
    """Where an answer by link leads: a page for everybody, whose address holds no secret and which names nobody."""

    permission = PUBLIC
    template = "applications/leader_thanks.jinja"
    takes_part = True


class SaidNo(Thanks):
    takes_part = False
