"""A cohort's own words for a kind of message: which are in force, and what they must keep."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from turnabout.foundation.mail.models import Wording

LONGEST = 5000
"""Characters of a message: several pages, which nobody needs."""
NEEDED = frozenset({"link", "page", "ask", "contact", "contact_email"})
"""Places that a message must keep if its standard words have them: where to go, and whom to ask."""


class Sort(Protocol):
    """What is asked of a kind of message here: its standard subject and body, places open."""

    def standard(self) -> tuple[str, str]: ...


Check = Callable[[UUID, str], Iterable[str]]
_checks: list[Check] = []
Moved = Callable[[UUID, str, datetime], None]
_moved: list[Moved] = []
_read: ContextVar[dict[UUID, dict[str, Wording]] | None] = ContextVar("wordings read", default=None)


def checked_by(check: Check) -> None:
    """Let a later room say what must not stand in a message of a scope: it yields each fault as a sentence."""
    if check not in _checks:
        _checks.append(check)


def on_moved(listener: Moved | None = None) -> list[Moved]:
    """Have a later room called when a cohort moves a kind of reminder, so that what is planned moves along."""
    if listener is not None and listener not in _moved:
        _moved.append(listener)
    return list(_moved)


def forget(scope: UUID) -> None:
    """Ask the database anew for what a cohort wants: it has just been changed."""
    if (known := _read.get()) is not None:
        known.pop(scope, None)


@contextmanager
def remembered() -> Iterator[None]:
    """Ask the database once for each cohort's wordings inside the block."""
    reset = _read.set({} if (known := _read.get()) is None else known)
    try:
        yield
    finally:
        _read.reset(reset)


def in_effect(kind: str, scope: UUID | None) -> Wording | None:
    """How the cohort `scope` wants messages of `kind`; None where it has said nothing."""
    if scope is None:
        return None
    known = _read.get()
    if known is not None and scope in known:
        return known[scope].get(kind)
    found = {one.kind: one for one in Wording.objects.filter(scope=scope)}
    if known is not None:
        known[scope] = found
    return found.get(kind)


def places(text: str) -> set[str]:
    """The names of the places to fill in: `{name}` has one. Raises `ValueError` for braces that do not close."""
    found = set()
    for _before, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            found.add(name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else ""))
    return found


def known_places(sort: Sort) -> list[str]:
    """The places that the words of a kind may use, in the order in which its standard words do."""
    subject, body = sort.standard()
    names = [name for _before, name, *_more in string.Formatter().parse(f"{subject} {body}") if name]
    return list(dict.fromkeys(["name", *names]))


def faults(sort: Sort, scope: UUID, subject: str, body: str) -> Iterator[str]:
    """Why these words cannot stand for a kind of message in a cohort, each as a sentence; none when they can."""
    if not subject.strip() or not body.strip():
        yield _("A message needs a subject and words. Write them, or go back to the standard words.")
        return
    yield from too_long(body)
    known = known_places(sort)
    try:
        used = places(subject) | places(body)
    except ValueError:
        yield _("There is a { or } that stands alone. Write each place to fill in like this: {name}.")
        return
    for name in sorted(used - set(known)):
        yield _("There is no place called {%(wrong)s}. You can use %(right)s.") % {
            "wrong": name,
            "right": listed(known),
        }
    _subject, standard = sort.standard()
    for name in sorted((places(standard) & NEEDED) - places(body)):
        yield _("Keep {%(name)s} in the message: without it nobody knows where to go or whom to ask.") % {"name": name}
    yield from said_badly(scope, f"{subject}\n{body}")


def too_long(body: str) -> Iterator[str]:
    """That `body` is longer than a message can be, as a sentence."""
    if (over := len(body) - LONGEST) > 0:
        yield _("Take out %(over)d characters: a message can have up to %(limit)d.") % {"over": over, "limit": LONGEST}


def said_badly(scope: UUID, text: str) -> Iterator[str]:
    """What later rooms say must not stand in a message of the cohort, each as a sentence."""
    for check in _checks:
        yield from check(scope, text)


def listed(names: Iterable[Any]) -> str:
    """Places as a sentence lists them: {name}, {programme}."""
    return ", ".join(f"{{{name}}}" for name in names)
