"""A page with a button for each of the cast."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import Http404
from django.urls import reverse

from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page
from turnabout.rehearsal.cast import BY_KEY, CAST
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
        return {"players": [player for player in CAST if player.email in known]}


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
