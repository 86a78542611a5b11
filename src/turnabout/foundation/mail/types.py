"""Kinds of message, as data: who gets it, and its words. A room's `messages.py` registers its own.

`label` and `whom` say to whoever keeps the outbox what it is and who gets it.

`audience(thing)` returns the people to write to: `Person`s, or `Address`es for people without an account.
`variables(thing, recipient)` returns what the words may use. Words are Markdown with `{name}` places; paragraphs
are separated by an empty line. No subject or body may carry a strand, "reverse mentor", an adjustment or a
partner's details beyond what its recipient may see.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.foundation.mail import wording

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody to write to who has no account here (a line manager, a contact)."""

    name: str
    email: str
    id: None = None


@dataclass(frozen=True, slots=True)
class When:
    """When a kind of message goes, as a rule that people can read and a program can follow.

    `step` is the date of the cohort's chain that it counts from; of two the first that the cohort has. `days` are
    counted from there, in working days unless `every_day`, a negative number before it; a kind with several numbers
    goes as often. A cohort may choose others from `least` to `most`. `upon` says in words what makes it go ("somebody
    books a session"), which can happen from the step `first` to the last of the steps `last`. `until` says when it
    stops.
    """

    step: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    every_day: bool = False
    least: int = 0
    most: int = 0
    upon: Any = ""
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    until: Any = ""

    def fault(self, days: Sequence[int]) -> str:
        """Why a cohort cannot choose `days`, as a sentence; "" when it can. None at all are the rule's own."""
        if not days:
            return ""
        if len(days) != len(self.days):
            return ngettext("Choose %(n)d day.", "Choose %(n)d days.", len(self.days)) % {"n": len(self.days)}
        if list(days) != sorted(set(days)):
            return _("Choose a later day for each reminder than for the one before it.")
        if not all(self.least <= day <= self.most for day in days):
            least, most = sorted((abs(self.least), abs(self.most)))
            return _("Choose from %(least)d to %(most)d days.") % {"least": least, "most": most}
        return ""


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
    when: When = When()
    calendar: Callable[[Any, Any], tuple[str, str]] | None = None
    secret_link: bool = False
    unnamed: bool = False
    forgets: bool = False
    confidential: bool = False
    office_hours: bool = False
    optional: bool = False
    after_leaving: bool = False

    def days(self, scope: Any) -> tuple[int, ...]:
        """On how many days after what it counts from a cohort wants this reminder, as it chose or as the rule says."""
        own = wording.in_effect(self.kind, scope)
        return tuple(own.days) if own is not None and own.days else self.when.days

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
