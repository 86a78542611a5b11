"""Whether a message that a cohort keeps back could ever be let go: one that nobody keeps would wait for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from turnabout.foundation.mail.models import Message

Rule = Callable[[Message, datetime], bool]
_rules: list[Rule] = []


def kept_by_somebody(rule: Rule) -> None:
    """Let a later room say whether anybody may let a message go."""
    _rules[:] = [rule]


def can_be_let_go(message: Message, now: datetime) -> bool:
    """Whether somebody may let the message go, were it held."""
    return all(rule(message, now) for rule in _rules)
