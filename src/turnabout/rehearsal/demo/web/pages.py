"""A page with a button for each of the cast, and a way in for the one who has no account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from turnabout.applications import actions
from turnabout.applications import queries as applications
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page
from turnabout.rehearsal.cast import BY_KEY, CAST, LINE_MANAGER
from turnabout.rehearsal.demo.guard import only_in_the_demo

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Cast(Page):
    """Everybody one can sign in as."""

    permission = PUBLIC
    template = "demo/cast.jinja"

    def find(self) -> Any:
        only_in_the_demo()
        return CAST

    def context(self) -> dict[str, Any]:
        known = set(Person.objects.values_list("email", flat=True))
        waiting = applications.waiting_for_managers_unscoped(self.now)
        return {
            "players": [player for player in CAST if player.email in known],
            "line_manager": LINE_MANAGER,
            "waiting": waiting[0] if waiting else None,
        }


class SignIn(FormPage):
    """Sign in as one of the cast, by a press."""

    permission = PUBLIC
    template = "demo/sign_in.jinja"

    def find(self) -> Any:
        only_in_the_demo()
        player = BY_KEY.get(self.kwargs["key"])
        person = Person.objects.filter(email=player.email).first() if player else None
        if person is None:
            raise Http404
        return person

    def context(self) -> dict[str, Any]:
        return {"player": BY_KEY[self.kwargs["key"]]}

    def act(self, form: Any) -> str:
        login(self.request, self.thing, backend=BACKEND)
        return reverse("home:start")


class OpenLink(Page):
    """Open the link of a manager whose answer is waited for, as if it had come by email.

    Secrets of links are stored nowhere, so the letter is sent once more and its link followed. No form page: those
    keep the address to which they lead, and this one holds the secret.
    """

    permission = PUBLIC
    template = "demo/line_manager.jinja"

    def find(self) -> Any:
        only_in_the_demo()
        waiting = applications.waiting_for_managers_unscoped(self.now)
        return waiting[0] if waiting else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing is None:
            return self.show(status=409)
        try:
            token = actions.send_letter_again(
                release=self.thing, by=Person.objects.get(email=BY_KEY["coordinator"].email), now=self.now
            )
        except Refused as refusal:
            return self.show(status=409, reason=refusal.reason)
        return HttpResponseRedirect(reverse("applications:manager", args=[token]))
