"""The links across the top of every page. Rooms add their own in `AppConfig.ready`.

navigation.add(lambda person, now: [Link(_("My mentoring"), "partnerships:mine")] if … else [])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its words and the name (and arguments) of the page it leads to; a smaller `place` stands earlier."""

    words: Any
    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    place: int = 50


Source = Callable[[Any, Any], Iterable[Link]]
_sources: list[Source] = []


def add(source: Source) -> Source:
    """Have `source(person, now)` asked for links on every page of somebody who is signed in."""
    if source not in _sources:
        _sources.append(source)
    return source


def links_of(request: HttpRequest | None) -> list[dict[str, Any]]:
    """The links for whoever is signed in, as the header component takes them; the page one is on is marked."""
    person = getattr(request, "user", None)
    if request is None or person is None or not person.is_authenticated:
        return []
    now = request.now  # type: ignore[attr-defined]
    links = sorted((link for source in _sources for link in source(person, now)), key=lambda link: link.place)
    found = [(str(link.words), reverse(link.name, kwargs=link.arguments)) for link in links]
    return [{"text": words, "href": href, "current": href == request.path} for words, href in found]
