"""Kinds of message, as data: who gets it, and its words. A room's `messages.py` registers its own.

`label` and `whom` say to whoever keeps the outbox what it is and who gets it.

`audience(thing)` returns the people to write to: `Person`s, or `Address`es for people without an account.
`variables(thing, recipient)` returns what the words may use. Words are Markdown with `{name}` places; paragraphs
are separated by an empty line. No subject or body may carry a strand, "reverse mentor", an adjustment or a
partner's details beyond what its recipient may see.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from turnabout.foundation.mail import wording

log = logging.getLogger(__name__)


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

    One that is `confidential` is read by its recipient alone: whoever keeps the outbox sees that it exists, not its
    words. In `office_hours` alone goes what somebody else or the clock causes; what follows a person's own press goes
    at once. An `optional` one ends with a link that stops such messages. What may still reach somebody who has left, or
    has nothing to do with taking part, is marked `after_leaving`.
    """

    kind: str
    label: Any
    whom: Any
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
    confidential: bool = False
    office_hours: bool = False
    optional: bool = False
    after_leaving: bool = False

    def standard(self) -> tuple[str, str]:
        """Subject and body with their places still open, as the program words them."""
        with translation.override("en-gb"):
            return str(self.subject), str(self.body)

    def words(self, thing: Any, to: Any, **more: Any) -> tuple[str, str]:
        """Subject and body as `to` will read them: what is sent, and what a preview shows.

        In the cohort's own wording, where it has one.
        """
        own = wording.in_effect(self.kind, self.scope(thing))
        return self.filled(*((own.subject, own.body) if own and own.body else self.standard()), thing, to, **more)

    def filled(self, subject: str, body: str, thing: Any, to: Any, **more: Any) -> tuple[str, str]:
        """`subject` and `body` with their places filled in for `to`."""
        with translation.override("en-gb"):
            known = {**self.variables(thing, to), **more, "name": to.name}
            try:
                return subject.format(**known), body.format(**known)
            except (LookupError, ValueError, AttributeError):
                # A wording that was right when it was written must not stop a message that was renamed since.
                log.exception("The cohort's own wording of %s no longer fits; the standard one is used.", self.kind)
                subject, body = self.standard()
                return subject.format(**known), body.format(**known)


KINDS: dict[str, MessageType] = {}


def message(kind: str, **words: Any) -> MessageType:
    """Register a kind of message under the name `kind` ("selection.accepted")."""
    KINDS[kind] = MessageType(kind=kind, **words)
    return KINDS[kind]
