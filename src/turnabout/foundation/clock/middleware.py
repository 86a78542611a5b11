"""The time of arrival of a request, taken before its body is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from turnabout.foundation.clock import arrival


class ArrivalTime:
    """Set `request.now`: a slow upload, or a wait in the queue, that was begun before a deadline counts as in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = arrival.moment()  # type: ignore[attr-defined]
        return self.get_response(request)
