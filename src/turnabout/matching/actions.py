"""Writes of matching: run a round, publish it, answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.engine.matching import (
    Infeasible,
    Problem,
    ProblemRefused,
    Result,
    RoundExplanation,
    Stopped,
    as_data,
    explain_round,
    problem_from_data,
    result_from_data,
    solve_round,
    verify,
)
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves import apply as moves
from turnabout.matching.freeze import LIVE, freeze, places_taken
from turnabout.matching.models import Pair, Round, Unmatched
from turnabout.matching.permissions import may_match
from turnabout.matching.statuses import PAIR, ROUND


@action("round.run")
def run_round(*, cohort: Cohort, by: Any, now: datetime) -> Round:
    """Freeze the input, let the engine solve it and the judge agree, and keep pairs and reasons for review.

    Nobody is asked yet. An earlier answer that was not published is discarded. A round that no solver could
    prove is kept as stopped, with what to do. Refused when there is nobody to pair, or when the data contradict
    themselves (two people who manage each other, say).
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_match(by, cohort, now))
    for earlier in Round.objects.filter(cohort=cohort, status="solved"):
        _discard(earlier, by, now)
    live = Pair.objects.filter(round__cohort=cohort, status__in=LIVE)
    try:
        problem, people = freeze(cohort, by=by, places_taken=places_taken(live))
    except ProblemRefused as fault:
        raise Refused(str(fault)) from fault
    if not problem.mentors or not problem.mentees:
        raise Refused(_("There is nobody to pair yet: trained people of both roles who still have a place."))
    found = Round(
        id=new_id(),
        cohort=cohort,
        number=cohort.rounds.count() + 1,
        problem_digest=problem.digest(),
        policy_digest=problem.policy.digest(),
        mentors=len(problem.mentors),
        mentees=len(problem.mentees),
        run_at=now,
        run_by=by.id,
    )
    vault.lock(found, "problem", as_data(problem))
    outcome = solve_round(problem)
    if not isinstance(outcome, Result):
        return _stopped(found, outcome, by, now)
    found.engine_version, found.result_digest = outcome.engine_version, outcome.digest
    found.pair_count, found.total_fit, found.worst_fit = len(outcome.pairs), outcome.total_fit, outcome.worst_fit
    vault.lock(found, "result", as_data(outcome))
    found.verified = verify(problem, outcome).ok
    found.save(force_insert=True)
    _keep(found, outcome, explain_round(problem, outcome), {str(person.pk): person for person in people})
    moves.apply(ROUND, found, "solve", by=by, now=now)
    note(pairs=found.pair_count, verified=found.verified, problem=found.problem_digest)
    return found


@action("round.published", about="found")
def publish(*, found: Round, by: Any, now: datetime) -> Round:
    """Ask the reverse mentors of every pair. Refused unless the judge, asked again from the record, agrees."""
    found = Round.objects.select_for_update().select_related("cohort").get(pk=found.pk)
    problem, result = record_of(found, by)
    verdict = verify(problem, result)
    if not verdict.ok or result.digest != found.result_digest:
        raise Refused(_("The independent check does not agree with the stored answer, so nobody was asked."))
    if _unexplained(found):
        raise Refused(_("Somebody in this answer has no explanation, so nobody was asked. Run it again."))
    moves.apply(ROUND, found, "publish", by=by, now=now)
    for pair in found.pairs.select_related("round__cohort", "mentor__person", "mentee__person"):
        moves.apply(PAIR, pair, "ask", by=by, now=now)
    note(pairs=found.pair_count)
    return found


@action("round.discarded", about="found")
def discard(*, found: Round, by: Any, now: datetime) -> Round:
    """Put an answer aside that nobody was asked about."""
    _discard(found, by, now)
    return found


@action("pair.answered", about="pair")
def answer(*, pair: Pair, yes: bool, by: Any, now: datetime) -> Pair:
    """Say yes or no, the reverse mentor first. A no has no reason, and nobody is told whose it was."""
    role = "mentor" if by.id == pair.mentor.person_id else "mentee"
    moves.apply(PAIR, pair, f"{role}_{'yes' if yes else 'no'}", by=by, now=now)
    return pair


def record_of(found: Round, by: Any) -> tuple[Problem, Result]:
    """The round's stored input and answer, as the engine's own values; part of the caller's action."""
    problem = problem_from_data(vault.unlock(found, "problem", by=by, purpose="judging the round"))
    return problem, result_from_data(vault.unlock(found, "result", by=by, purpose="judging the round"))


def _stopped(found: Round, outcome: Infeasible | Stopped, by: Any, now: datetime) -> Round:
    found.trouble = outcome.explanation if isinstance(outcome, Stopped) else _("The settled pairs break a rule.")
    found.save(force_insert=True)
    moves.apply(ROUND, found, "stop", by=by, now=now)
    return found


def _discard(found: Round, by: Any, now: datetime) -> None:
    moves.apply(ROUND, found, "discard", by=by, now=now)
    for pair in found.pairs.filter(status="drafted").select_related("round__cohort", "mentor", "mentee"):
        moves.apply(PAIR, pair, "drop", by=by, now=now)


def _keep(found: Round, result: Result, why: RoundExplanation, people: dict[str, Any]) -> None:
    reasons = {(one.mentor, one.mentee): as_data(one) for one in why.pairs}
    for made in result.pairs:
        pair = Pair(id=new_id(), round=found, mentor=people[made.mentor], mentee=people[made.mentee], fit=made.fit)
        vault.lock(pair, "reasons", {**reasons[made.couple], "components": dict(made.components)})
        pair.save(force_insert=True)
    for one in why.unmatched:
        left = Unmatched(id=new_id(), round=found, participation=people[one.ref])
        vault.lock(left, "reasons", as_data(one))
        left.save(force_insert=True)


def _unexplained(found: Round) -> int:
    empty = sum(not bytes(row.reasons) for row in (*found.pairs.all(), *found.unmatched.all()))
    told = 2 * found.pairs.count() + found.unmatched.count()
    people = {one for pair in found.pairs.all() for one in (pair.mentor_id, pair.mentee_id)}
    return empty or (found.mentors + found.mentees > len(people) + found.unmatched.count()) or told == 0
