"""Which groups a report shows: decided by the plan, the head-counts and what is already in print.

Nothing here ever sees an answer, so a figure that is missing says nothing (policy D6). A group is shown only
if every report that any answers could produce would withstand the attacker: then the audit before print
cannot fail for some answers and not for others.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from turnabout.engine.disclosure.attack import AttackUnfinished, Contradiction, Printed, Unreadable, audit
from turnabout.engine.disclosure.bands import bands
from turnabout.engine.disclosure.ledger import Entry, Ledger
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.statements import Reason
from turnabout.engine.disclosure.wording import say

REPORTS_AT_MOST = 125  # three groups of fifths; beyond that the total alone is shown
SALT_BYTES = 16

Members = frozenset[str]


class PlanFault(ValueError):
    """The plan or the head-counts contradict themselves; the message says where."""


@dataclass(frozen=True, slots=True)
class Question:
    """One sealed question and the groups it is to be reported for, most wanted first.

    `key` names one answer of each person for ever: the same cohort, instrument and item have the same key in
    every release.
    """

    key: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be published: questions by groups, fixed before the questionnaire opens (policy D7)."""

    questions: tuple[Question, ...]
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        keys = [question.key for question in self.questions]
        if len(set(keys)) != len(keys):
            raise PlanFault("A question stands twice in the plan. Give each question once, with all its groups.")
        for question in self.questions:
            if not question.groups or len(set(question.groups)) != len(question.groups):
                raise PlanFault(f"“{question.key}” needs at least one group, and each group once.")

    @property
    def digest(self) -> str:
        """The plan's fingerprint, policy included (64 hexadecimal digits)."""
        content = [self.policy.digest, *([question.key, *question.groups] for question in self.questions)]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """People whose entries are in the box, by any stable reference, and how many were invited."""

    key: str
    members: Members
    invited: int

    def __post_init__(self) -> None:
        if self.invited < len(self.members):
            raise PlanFault(f"More people of “{self.key}” answered than were invited. Count both again.")


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One planned statement: shown when there is no reason against it."""

    question: str
    group: Group
    reason: Reason | None

    @property
    def shown(self) -> bool:
        """Whether a banded sentence is printed for it."""
        return self.reason is None


@dataclass(frozen=True, slots=True, repr=False)
class SettledPlan:
    """The plan after closing: every line with its group as it turned out, and whether it is shown."""

    plan: Plan
    lines: tuple[Line, ...]
    ledger: Ledger
    groups: tuple[Group, ...]
    salt: bytes

    @property
    def wanted(self) -> tuple[tuple[str, str], ...]:
        """The (question, group) keys whose count is needed, and the only ones that may be counted."""
        return tuple((line.question, line.group.key) for line in self.lines if line.shown)

    def contributors(self, line: Line) -> str:
        """The salted fingerprint of the people behind a line; without the salt nobody can match it with people."""
        names = json.dumps([line.question, *sorted(line.group.members)]).encode()
        return hmac.new(self.salt, names, hashlib.sha256).hexdigest()


def settle(plan: Plan, answered: Iterable[Group], *, salt: bytes, ledger: Ledger | None = None) -> SettledPlan:
    """Decide which planned groups are shown, from head-counts and earlier releases alone (policy D1, D6, D8).

    `answered` are the groups as they stand in the closed box: all that the plan names, and any other that
    readers know of, which are then protected too. Everybody in a group counts, whatever they answered.
    `salt` is at least 16 random bytes, kept with the ledger. Raises `PlanFault` if a planned group is missing
    or given twice, or the salt is short.
    """
    given = list(answered)
    groups = {group.key: group for group in given}
    if len(groups) != len(given):
        raise PlanFault("A group is given twice. Give each group once, with everybody in it who answered.")
    if len(salt) < SALT_BYTES:
        raise PlanFault(f"The salt has {len(salt)} bytes. Use at least {SALT_BYTES} random bytes.")
    printed = ledger or Ledger()
    lines: list[Line] = []
    for question in plan.questions:
        shown: list[Members] = []
        for key in question.groups:
            if key not in groups:
                raise PlanFault(f"The plan wants “{question.key}” for “{key}”, but that group was not given.")
            group = groups[key]
            hidden = [other.members for other in given]
            reason = _why_not(group.members, shown, printed.about(question.key), hidden, plan.policy)
            lines.append(Line(question.key, group, reason))
            if reason is None:
                shown.append(group.members)
    return SettledPlan(plan, tuple(lines), printed, tuple(given), salt)


def _why_not(
    members: Members,
    shown: Sequence[Members],
    earlier: Sequence[Entry],
    hidden: Sequence[Members],
    policy: Policy,
) -> Reason | None:
    """The first rule that stands against showing one more group of one question, or None."""
    if not bands(len(members), policy):
        return Reason.FEW
    if not _remainders_are_large([*shown, members], policy):
        return Reason.REMAINDER
    if not _remainders_are_large([*shown, members, *(entry.members for entry in earlier)], policy):
        return Reason.CHANGE
    return None if _proved([*shown, members], earlier, hidden, policy) else Reason.UNPROVEN


def _remainders_are_large(groups: Sequence[Members], policy: Policy) -> bool:
    """Whether every kind of people that the groups tell apart is empty or has enough people (policy D1, D8)."""
    kinds: dict[tuple[bool, ...], int] = {}
    for person in frozenset().union(*groups):
        kind = tuple(person in group for group in groups)
        kinds[kind] = kinds.get(kind, 0) + 1
    return min(kinds.values()) >= policy.fewest


def _proved(groups: Sequence[Members], earlier: Sequence[Entry], hidden: Sequence[Members], policy: Policy) -> bool:
    """Whether every report that any answers could produce for these groups withstands the attacker."""
    choices = [bands(len(group), policy) for group in groups]
    if prod(map(len, choices)) > REPORTS_AT_MOST:
        return False
    before = [Printed("", entry.members, entry.printed.sentence, entry.low, entry.high) for entry in earlier]
    for report in product(*choices):
        printed = [
            Printed("", group, say(f"agreed.{band.of}.{band.index}").text, band.low, band.high)
            for group, band in zip(groups, report, strict=True)
        ]
        try:
            if not audit(printed, before, protected=hidden, thorough=False).passed:
                return False
        except Contradiction:  # no answers could produce this report
            continue
        except (AttackUnfinished, Unreadable):
            return False
    return True
