"""The gate in front of every page: a view that declares no permission is not shown to anybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

OTHERS_PAGES = ("allauth.", "django.views.static", "django.contrib.staticfiles")
"""Views of other packages that keep their own door (sign-in must be reachable by somebody who is not signed in)."""


def declared_permission(view: Callable[..., Any]) -> Any:
    """What a view declares as its `permission`, or None."""
    cls = getattr(view, "view_class", None)
    return getattr(cls or view, "permission", None)


def has_own_door(view: Callable[..., Any]) -> bool:
    """Whether the view belongs to a package that keeps its own door."""
    return getattr(view, "__module__", "").startswith(OTHERS_PAGES)


class DenyByDefault:
    """Refuse to run a view of ours that declares no permission."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        match: ResolverMatch | None = request.resolver_match
        if declared_permission(view) is None and not has_own_door(view):
            raise ImproperlyConfigured(
                f"{match.view_name if match else view} declares no permission, so nobody may see it. "
                "Give the view class `permission = may_…` or `permission = PUBLIC`."
            )
