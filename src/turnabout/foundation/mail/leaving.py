"""Nothing more is sent to somebody who has left, but what says that they have."""

from __future__ import annotations

from collections.abc import Callable

from turnabout.foundation.mail.models import Message, Stopped
from turnabout.foundation.mail.types import KINDS

Rule = Callable[[Message], bool]
_rules: list[Rule] = []


def has_left(rule: Rule) -> Rule:
    """Let a later room say whether the recipient of a message has left what it is about."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def goes_nowhere(message: Message) -> bool:
    """Whether the message must not go any more: its recipient has left, or wants no more messages like it."""
    sort = KINDS.get(message.kind)
    if sort is None or message.scope is None:
        return False
    if sort.optional and Stopped.objects.filter(scope=message.scope, person=message.to_person_id).exists():
        return True
    return not sort.after_leaving and any(rule(message) for rule in _rules)
