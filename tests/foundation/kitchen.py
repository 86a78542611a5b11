"""The product's gallery of components and its pages for signing in, at addresses of the tests' own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import include, path

from turnabout.foundation.design.pages import PUBLIC
from turnabout.foundation.design.web.gallery import Gallery


def fault(request: Any) -> HttpResponse:
    raise RuntimeError("planted")


fault.permission = PUBLIC  # type: ignore[attr-defined]

urlpatterns = [
    path("account/", include("turnabout.foundation.design.web.urls")),
    path("kitchen/", Gallery.as_view(), name="kitchen"),
    path("fault/", fault),
]
handler404 = "turnabout.foundation.design.errors.not_here"
handler403 = "turnabout.foundation.design.errors.not_now"
handler500 = "turnabout.foundation.design.errors.our_fault"
