"""Marks that differ after every change: what a form carries, so that nobody acts on a list that has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from turnabout.selection.models import PanelCopy, Settlement, Verdict


def mark_of(verdict: Verdict | None) -> str:
    """A mark that differs after every decision: what a form carries to notice that a colleague decided meanwhile."""
    return "" if verdict is None else f"{verdict.decided_at.isoformat()} {verdict.outcome}"


def mark_of_letter(verdict: Verdict) -> str:
    """A mark that differs after every edit of the letter as well."""
    edited = verdict.letter_edited_at
    return f"{mark_of(verdict)} {edited.isoformat() if edited else 'standard'}"


def mark_of_all(verdicts: Iterable[Verdict]) -> str:
    """A mark of several letters together, in whatever order they are listed."""
    lines = sorted(f"{one.pk} {mark_of_letter(one)}" for one in verdicts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def mark_of_copy(copy: PanelCopy | None) -> str:
    """A mark that differs after every check of an application for the panel."""
    return "" if copy is None else copy.checked_at.isoformat()


def mark_of_settlement(settlement: Settlement | None) -> str:
    """A mark that differs after every settlement of what a panel differs about."""
    return "" if settlement is None else settlement.settled_at.isoformat()
