"""Every address of the site. A room's own addresses stand in its `web/urls.py`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    "turnabout.home",
    "turnabout.cohorts",
    "turnabout.stories",
    "turnabout.resources",
    "turnabout.applications",
    "turnabout.selection",
    "turnabout.training",
    "turnabout.matching",
    "turnabout.partnerships",
    "turnabout.surveys",
    "turnabout.monitoring",
    "turnabout.reporting",
    "turnabout.foundation.mail",
    "turnabout.foundation.audit",
)


def _has_pages(room: str) -> bool:
    return find_spec(room) is not None and find_spec(f"{room}.web") is not None


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    *(path("", include(f"{room}.web.urls")) for room in ROOMS if _has_pages(room)),
]
if settings.DEMO and find_spec("turnabout.rehearsal") and find_spec("turnabout.rehearsal.demo"):
    urlpatterns.append(path("demo/", include("turnabout.rehearsal.demo.web.urls")))

handler404 = "turnabout.foundation.design.errors.not_here"
handler403 = "turnabout.foundation.design.errors.not_now"
handler500 = "turnabout.foundation.design.errors.our_fault"
