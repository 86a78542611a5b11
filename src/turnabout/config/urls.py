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
    "turnabout.importing",
    "turnabout.selection",
    "turnabout.training",
    "turnabout.matching",
    "turnabout.partnerships",
    "turnabout.surveys",
    "turnabout.monitoring",
    "turnabout.reporting",
    "turnabout.rehearsal.dress",
    "turnabout.foundation.mail",
    "turnabout.foundation.audit",
)


def _has_pages(room: str) -> bool:
    parts = f"{room}.web.urls".split(".")
    return all(find_spec(".".join(parts[:deep])) is not None for deep in range(2, len(parts) + 1))


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("turnabout.foundation.design.web.urls")),
    *(path("", include(f"{room}.web.urls")) for room in ROOMS if _has_pages(room)),
]
if settings.DEMO and _has_pages("turnabout.rehearsal.demo"):
    urlpatterns.append(path("demo/", include("turnabout.rehearsal.demo.web.urls")))

handler400 = "turnabout.foundation.design.errors.not_taken"
handler404 = "turnabout.foundation.design.errors.not_here"
handler403 = "turnabout.foundation.design.errors.not_now"
handler500 = "turnabout.foundation.design.errors.our_fault"
