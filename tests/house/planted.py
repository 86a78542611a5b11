"""Crimes against house tests 1 and 8, each a page of a room that does not exist: the site with these pages added."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import include, path
from django.views import View

from turnabout.applications.models import Application
from turnabout.config import urls
from turnabout.foundation.accounts.decisions import NOT_YOURS
from turnabout.foundation.design.pages import PUBLIC, SIGNED_IN, FormPage, Page
from turnabout.foundation.encryption import vault
from turnabout.resources.models import Resource
from turnabout.selection.models import Participation


class Undeclared(View):
    """Names no permission."""

    def get(self, request: Any) -> HttpResponse:
        return HttpResponse("Come in")


class Open(Page):
    """Says that it is for everybody, and is on nobody's list."""

    permission = PUBLIC

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse("Come in")


class Leaking(Page):
    """Shows what everybody wrote to anybody who is signed in."""

    permission = SIGNED_IN

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Application.objects.exclude(why=b"")
        return HttpResponse(vault.unlock_many(rows, "why", by=self.by, purpose="nothing good"))


class Acting(FormPage):
    """Does the deed first and asks afterwards."""

    def permission(by: Any, thing: Any, now: Any) -> Any:
        return NOT_YOURS

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        Resource.objects.all().delete()
        return super().dispatch(request, *args, **kwargs)


class Failing(FormPage):
    """Falls over a form with nothing in it."""

    permission = SIGNED_IN

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse("A form")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(request.POST["answer"])


class Telling(Page):
    """Says of what is somebody else's that it is there."""

    permission = SIGNED_IN

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        theirs = Application.objects.filter(pk=self.kwargs["pk"]).exists()
        return HttpResponse("This is not yours" if theirs else "There is no such thing", status=404)


class Slow(Page):
    """Asks the database once more for each of its rows."""

    permission = SIGNED_IN

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Participation.objects.filter(cohort=self.kwargs["cohort"])
        return HttpResponse(", ".join(one.person.name for one in rows))


class Mixing(Page):
    """Shows the people of every programme."""

    permission = SIGNED_IN

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Participation.objects.select_related("person")
        return HttpResponse(", ".join(one.person.name for one in rows))


CRIMES = [
    path("planted/undeclared/", Undeclared.as_view(), name="undeclared"),
    path("planted/open/", Open.as_view(), name="open"),
    path("planted/leaking/", Leaking.as_view(), name="leaking"),
    path("planted/acting/", Acting.as_view(), name="acting"),
    path("planted/failing/", Failing.as_view(), name="failing"),
    path("planted/slow/<uuid:cohort>/", Slow.as_view(), name="slow"),
    path("planted/mixing/", Mixing.as_view(), name="mixing"),
    path("planted/telling/<uuid:pk>/", Telling.as_view(), name="telling"),
]
urlpatterns = [*urls.urlpatterns, path("", include((CRIMES, "planted")))]
handler404, handler403, handler500 = urls.handler404, urls.handler403, urls.handler500
