from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision
from turnabout.foundation.mail.models import Message, Wording

Rule = Callable[[Any, Any, datetime], Decision]
"""What answers for a `Message` or for a `Wording` of a scope."""
_keepers: list[Rule] = []


def kept_by(rule: Rule) -> None:
    """Let a later room say who keeps the outbox of a scope (this room knows no cohorts); every room must agree."""
    if rule not in _keepers:
        _keepers.append(rule)


def may_change_message(by: Any, message: Message, now: datetime) -> Decision:
    """Whoever keeps the outbox of the message's cohort may hold, change, cancel or send it again."""
    return _agreed(by, message, now)


def may_word(by: Any, wording: Wording, now: datetime) -> Decision:
    """Whoever keeps the outbox of a cohort says how its messages are worded."""
    return _agreed(by, wording, now)


def may_stop(by: Any, person: Any, now: datetime) -> Decision:
    """Everybody stops optional messages for themselves."""
    return YES if by.id is not None and by.id == person.id else NOT_YOURS


def may_deliver(by: Any, message: Message, now: datetime) -> Decision:
    """Only the outbox itself delivers, and takes back what has lost its cause."""
    return YES if by is CLOCK else NOT_YOURS


def _agreed(by: Any, thing: Any, now: datetime) -> Decision:
    decision = NOT_YOURS
    for rule in _keepers:
        if not (decision := rule(by, thing, now)):
            return decision
    return decision
