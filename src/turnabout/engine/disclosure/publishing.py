"""From a settled plan and sealed counts to a release, or to nothing at all: every fault fails closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from turnabout.engine.disclosure.attack import audit
from turnabout.engine.disclosure.bands import band_of, lower_edge, upper_edge
from turnabout.engine.disclosure.ledger import Entry, Ledger
from turnabout.engine.disclosure.planning import SettledPlan
from turnabout.engine.disclosure.release import Release
from turnabout.engine.disclosure.statements import Banded, NotForPrint, Respondents, Statement, Withheld


class PublicationRefused(RuntimeError):
    """Nothing is printed; `reasons` say why, without any count or answer."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(("Nothing has been printed.", *reasons)))


class Counts:
    """How many agreed, by (question, group): goes into `publish` and nowhere else.

    It does not show, pickle or compare what it holds.
    """

    __slots__ = ("_agreed",)

    def __init__(self, agreed: Mapping[tuple[str, str], int]) -> None:
        self._agreed = dict(agreed)

    def __repr__(self) -> str:
        return "<Counts: sealed>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Counts of sealed answers are not stored or sent anywhere.")


def count_agreed(plan: SettledPlan, answers: Mapping[str, Mapping[str, bool]]) -> Counts:
    """Count, for every line that is shown, who agreed: `answers[question][person]` is True if they did.

    Somebody in the group who gave no answer, or would rather not say, counts as not agreeing, so that the
    size of the group never depends on answers (policy D2). Raises `NotForPrint` if there is an answer from
    somebody who is in none of the groups.
    """
    known = frozenset().union(*(group.members for group in plan.groups))
    if any(person not in known for given in answers.values() for person in given):
        raise NotForPrint("There is an answer from somebody who is in none of the groups of the plan.")
    agreed: dict[tuple[str, str], int] = {}
    for line in plan.lines:
        if line.shown:
            given = answers.get(line.question, {})
            agreed[line.question, line.group.key] = sum(given.get(who) is True for who in line.group.members)
    return Counts(agreed)


def publish(plan: SettledPlan, counts: Counts, ledger: Ledger, *, code: str) -> Release:
    """The release for a settled plan, if the attacker fails on it with all that was ever printed of its questions.

    `counts` must hold exactly the lines that the plan shows, `ledger` be the one it was settled with, `code`
    the version of the program. Any doubt, fault or unfinished attack raises `PublicationRefused`, which
    carries no count and no traceback into the counting (policy D10).
    """
    try:
        return _published(plan, counts, ledger, code)
    except PublicationRefused as refusal:
        reasons = refusal.reasons
    except Exception as fault:
        reasons = (f"The check that protects people's answers could not be finished ({type(fault).__name__}).",)
    raise PublicationRefused(*reasons)  # outside the handlers: no frame that holds a count hangs on it


def entries(plan: SettledPlan, statements: Iterable[Statement]) -> tuple[Entry, ...]:
    """What goes into the ledger when these statements are printed (policy D9).

    Raises `NotForPrint` if a banded statement was not made from this plan.
    """
    lines = {(line.question, line.group.key): line for line in plan.lines}
    made = []
    for said in statements:
        if isinstance(said, Banded):
            line = lines.get((said.question, said.group))
            if line is None or plan.contributors(line) != said.contributors:
                raise NotForPrint("The statement was not made from this plan.")
            people = len(line.group.members)
            low, high = lower_edge(people, said.index, said.of), upper_edge(people, said.index, said.of)
            made.append(Entry(said.question, line.group.members, said.sentence.key, low, high))
    return tuple(made)


def _published(plan: SettledPlan, counts: Counts, ledger: Ledger, code: str) -> Release:
    if set(counts._agreed) != set(plan.wanted):
        raise PublicationRefused("Exactly the lines that the plan shows may be counted, and all of them.")
    if ledger != plan.ledger:
        raise PublicationRefused("Something else was printed since the plan was settled. Settle it again.")
    statements = tuple(_statements(plan, counts))
    verdict = audit(
        [entry.printed for entry in entries(plan, statements)],
        [entry.printed for question in plan.plan.questions for entry in ledger.about(question.key)],
        protected=[group.members for group in plan.groups],
    )
    if not verdict.passed:
        raise PublicationRefused("The attacker succeeded.", *verdict.reasons)
    return Release(statements, plan.plan.policy.digest, plan.plan.digest, code, verdict)


def _statements(plan: SettledPlan, counts: Counts) -> Iterable[Statement]:
    """The statements line by line; how many answered stands before the first figure about a group."""
    policy, told = plan.plan.policy, set()
    for line in plan.lines:
        question, group = line.question, line.group.key
        if line.reason is not None:
            yield Withheld(question=question, group=group, reason=line.reason, fewest=policy.fewest)
            continue
        people = len(line.group.members)
        band = band_of(counts._agreed[question, group], people, policy)
        if band is None:
            raise PublicationRefused("A line is shown for a group too small to say anything of.")
        if group not in told:
            told.add(group)
            yield Respondents.rounded(group, answered=people, invited=line.group.invited, policy=policy)
        made_by = plan.contributors(line)
        yield Banded(question=question, group=group, index=band.index, of=band.of, contributors=made_by)
