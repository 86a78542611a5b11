"""The pages for "not here", "not now", "too much" and "our fault"."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absent, or not for this account: the same page, so that nobody learns which."""
    return render(request, "design/not_here.jinja", _frame(request), status=404)


def not_now(request: HttpRequest, exception: Exception | None = None, reason: Any = "") -> HttpResponse:
    """Known to the asker, but not allowed (now): the page says why."""
    reason = reason or _("This page is not open to you now.")
    return render(request, "design/not_now.jinja", {"reason": reason, **_frame(request)}, status=403)


def not_taken(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is too large to be read, or cannot be understood; the page says what to do."""
    too_much = isinstance(exception, RequestDataTooBig)
    shown = {"too_much": too_much, "back": request.path if request.resolver_match else "", **_frame(request)}
    return render(request, "design/not_taken.jinja", shown, status=413 if too_much else 400)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Something broke here; what was sent can be sent again."""
    return render(request, "design/our_fault.jinja", _frame(request), status=500)


def _frame(request: HttpRequest) -> dict[str, str]:
    """The frame of the page that was asked for: where that is bare, so is the page that says what went wrong."""
    match = request.resolver_match
    return {"layout": getattr(getattr(match.func, "view_class", None), "layout", "")} if match else {}
