"""Kinds of message, as data: who gets it, and its words. A room's `messages.py` registers its own.

`audience(thing)` returns the people to write to: `Person`s, or `Address`es for people without an account.
`variables(thing, recipient)` returns what the words may use. Words are Markdown with `{name}` places; paragraphs
are separated by an empty line. No subject or body may carry a strand, "reverse mentor", an adjustment or a
partner's details beyond what its recipient may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody to write to who has no account here (a line manager, a contact)."""

    name: str
    email: str
    id: None = None


@dataclass(frozen=True, slots=True)
class MessageType:
    """One kind of message. `scope(thing)` is the id of the cohort it belongs to, or None.

    `about(thing)` is the id by which the messages about it are found when it is forgotten; None for most kinds.
    Of an `unnamed` one nobody but its recipients may learn who they are (people who have not sent their form yet).
    One that `forgets` keeps no address once it has gone, or cannot go (an address that was left for this one message).
    """

    kind: str
    subject: Any
    body: Any
    audience: Callable[[Any], Iterable[Any]]
    variables: Callable[[Any, Any], Mapping[str, Any]]
    scope: Callable[[Any], Any] = lambda thing: getattr(thing, "cohort_id", None)
    about: Callable[[Any], Any] = lambda thing: None
    calendar: Callable[[Any, Any], tuple[str, str]] | None = None
    secret_link: bool = False
    unnamed: bool = False
    forgets: bool = False

    def words(self, thing: Any, to: Any, **more: Any) -> tuple[str, str]:
        """Subject and body as `to` will read them: what is sent, and what a preview shows."""
        with translation.override("en-gb"):
            known = {**self.variables(thing, to), **more, "name": to.name}
            return str(self.subject).format(**known), str(self.body).format(**known)


KINDS: dict[str, MessageType] = {}


def message(kind: str, **words: Any) -> MessageType:
    """Register a kind of message under the name `kind` ("selection.accepted")."""
    KINDS[kind] = MessageType(kind=kind, **words)
    return KINDS[kind]
