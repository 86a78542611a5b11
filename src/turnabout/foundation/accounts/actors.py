"""Who can be named as the author of a write besides a person who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outside:
    """An author without an account here: the clock, a visitor, or the holder of a one-time link."""

    label: str
    id: UUID | None = None
    is_authenticated: bool = False


CLOCK = Outside("the clock")
VISITOR = Outside("a visitor")
OPERATOR = Outside("the operator, on the command line")


def link_holder(what: str) -> Outside:
    """The holder of a one-time link, named for what the link is for ("the line manager's link")."""
    return Outside(what)
