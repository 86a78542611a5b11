from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision
from turnabout.foundation.mail.models import Message

_keepers: list[Callable[[Any, Message, datetime], Decision]] = []


def kept_by(rule: Callable[[Any, Message, datetime], Decision]) -> None:
    """Let a later room say who keeps the outbox of a scope (this room knows no cohorts)."""
    _keepers[:] = [rule]


def may_change_message(by: Any, message: Message, now: datetime) -> Decision:
    """Whoever keeps the outbox of the message's cohort may hold, cancel or send it again."""
    return _keepers[0](by, message, now) if _keepers else NOT_YOURS


def may_deliver(by: Any, message: Message, now: datetime) -> Decision:
    """Only the outbox itself delivers, and takes back what has lost its cause."""
    return YES if by is CLOCK else NOT_YOURS
