"""Whose name, logo and colour stand over a page. Rooms say it, in `AppConfig.ready`, for the things that they know.

brands.add(lambda thing: Brand("Fenwick Council", url(…), "#0f5257") if … else None)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Brand:
    """A name over pages, the stylesheet and the colour that go with it ("" for ours), and one logo, or ours.

    That one is the NHS logo, or else the picture at the address `logo`.
    """

    name: str
    stylesheet: str = ""
    colour: str = ""
    nhs_logo: bool = False
    logo: str = ""


Source = Callable[[Any], Brand | None]
_sources: list[Source] = []


def add(source: Source) -> Source:
    """Have `source(thing)` asked whose brand stands over a page about `thing`."""
    if source not in _sources:
        _sources.append(source)
    return source


def over(thing: Any) -> Brand | None:
    """The brand over a page about `thing`; None for the neutral one."""
    if thing is None:
        return None
    return next((brand for source in _sources if (brand := source(thing)) is not None), None)
