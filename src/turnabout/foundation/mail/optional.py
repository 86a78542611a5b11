"""Messages that somebody can do without, and the link at their end that stops them (RFC 8058)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from turnabout.foundation.mail.models import Message, Stopped
from turnabout.foundation.mail.types import KINDS, MessageType

SALT = "turnabout.foundation.mail.optional"
_page: list[Callable[[str], str]] = []


def page_is(address: Callable[[str], str]) -> None:
    """Let a later room say where the page is on which a token stops messages."""
    _page[:] = [address]


def wanted(sort: MessageType, scope: UUID | None, people: Iterable[Any]) -> list[Any]:
    """Those of `people` who have an address and have not stopped messages like this one."""
    reachable = [one for one in people if one.email]
    if not sort.optional or scope is None:
        return reachable
    stopped = set(Stopped.objects.filter(scope=scope).values_list("person_id", flat=True))
    return [one for one in reachable if one.id not in stopped]


def token_of(message: Message) -> str:
    """What stands for the message's recipient and cohort in an address; only this site can make one."""
    return signing.dumps([str(message.to_person_id), str(message.scope)], salt=SALT)


def read(token: str) -> tuple[UUID, UUID] | None:
    """The person and the cohort that a token stands for; None for one that this site did not make."""
    try:
        person, scope = signing.loads(token, salt=SALT)
        return UUID(person), UUID(scope)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address(message: Message) -> str:
    """Where the recipient stops messages like this one; "" where they cannot, because it is not optional."""
    sort = KINDS.get(message.kind)
    if sort is None or not sort.optional or message.to_person_id is None or message.scope is None or not _page:
        return ""
    return settings.BASE_URL + _page[0](token_of(message))


def with_way_out(message: Message) -> str:
    """The words of the message, with the way to stop such messages below them where there is one."""
    if not (stop := address(message)):
        return message.body
    return f"{message.body}\n\n{_('You can do without messages like this one.')} [{_('Stop them')}]({stop})"


def headers(message: Message) -> dict[str, str]:
    """What lets a mail program offer the same in one press."""
    if not (stop := address(message)):
        return {}
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
