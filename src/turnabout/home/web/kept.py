"""Pages for everybody that are drawn once and handed out until something is written.

Every write leaves a line in the audit trail, so as long as its last line is the same, so is everything that a page
could show. What remains is the clock: a page says until when it holds.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from turnabout.cohorts.permissions import day_of
from turnabout.foundation import clock
from turnabout.foundation.audit import trail
from turnabout.foundation.design.pages import Page

MOST = 64


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it was drawn: under which last line of the trail, and from when until when it holds."""

    content: bytes
    line: str
    since: datetime
    until: datetime


_shelf: OrderedDict[tuple[str, str], Drawn] = OrderedDict()
_lock = threading.Lock()


class Kept(Page):
    """A page that is the same for every stranger. Whoever is signed in, or was told something, gets a fresh one."""

    def holds_until(self) -> datetime:
        """The next instant at which the clock alone changes the page: at the latest London's next midnight."""
        return clock.london(day_of(self.now) + timedelta(days=1), time(0))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "GET" or not is_stranger(request):
            return super().dispatch(request, *args, **kwargs)
        now: datetime = request.now  # type: ignore[attr-defined]
        place, line = (request.path, get_language() or ""), trail.last_link()
        found = _shelf.get(place)
        if found is not None and found.line == line and found.since <= now < found.until:
            return as_new(found.content)
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and is_for_all(request, response):
            with _lock:
                _shelf[place] = Drawn(response.content, line, now, self.holds_until())
                _shelf.move_to_end(place)
                while len(_shelf) > MOST:
                    _shelf.popitem(last=False)
        return response


def is_stranger(request: HttpRequest) -> bool:
    """Whether the request brings nothing by which somebody could be known or have been told something."""
    return not {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)


def is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a page, and one that holds no token and sets no cookie for one reader alone."""
    page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
    return page and not response.cookies and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META


def as_new(content: bytes) -> HttpResponse:
    """The kept page as an answer of its own; between here and the reader it is still one for strangers alone."""
    response = HttpResponse(content)
    patch_vary_headers(response, ["Cookie"])
    return response
