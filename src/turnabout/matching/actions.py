"""Writes of matching: run a round, publish it, answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.engine.matching import (
    Infeasible,
    Result,
    RoundExplanation,
    Stopped,
    as_data,
    solve_round,
    verify,
)
from turnabout.engine.matching.eligibility import judge_pairs
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.mail.keeping import take_back
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves import apply as moves
from turnabout.matching.forecast import Gathered, gather
from turnabout.matching.freeze import Frozen, freeze
from turnabout.matching.models import HOLDS, Hold, Pair, Round, Unmatched
from turnabout.matching.permissions import may_answer, may_forecast, may_hold, may_let_in, may_match, may_publish
from turnabout.matching.record import judged
from turnabout.matching.silence import explained
from turnabout.matching.statuses import PAIR, ROUND
from turnabout.selection.models import Participation

BOTH = ("mentor__person", "mentee__person")


@action("round.run")
def run_round(*, cohort: Cohort, by: Any, now: datetime) -> Round:
    """Freeze the input, let the engine solve it and the judge agree, and keep pairs and reasons for review.

    Nobody is asked yet. An earlier answer that was not published is discarded. A round that no solver could
    prove is kept as stopped, with what to do. Refused when there is nobody to pair, or when the data contradict
    themselves (two people who manage each other, say).
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_match(by, cohort, now))
    for earlier in Round.objects.filter(cohort=cohort, status="solved").select_related("cohort"):
        _discard(earlier, by, now)
    frozen = freeze(cohort, by=by)
    problem = frozen.problem
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
    note(problem=found.problem_digest, exceptions=len(problem.policy.chain_exceptions))
    outcome = solve_round(problem)
    if not isinstance(outcome, Result):
        return _stopped(found, outcome, by, now)
    found.engine_version, found.result_digest = outcome.engine_version, outcome.digest
    found.pair_count, found.total_fit, found.worst_fit = len(outcome.pairs), outcome.total_fit, outcome.worst_fit
    vault.lock(found, "result", as_data(outcome))
    found.verified = verify(problem, outcome).ok
    found.save(force_insert=True)
    _keep(found, outcome, explained(problem, outcome, frozen.silent), frozen)
    moves.apply(ROUND, found, "solve", by=by, now=now)
    note(pairs=found.pair_count, verified=found.verified)
    return found


@action("round.published", about="found")
def publish(*, found: Round, by: Any, now: datetime) -> Round:
    """Ask the reverse mentors of every pair that still stands. Nobody hears of a pair before.

    Refused unless the judge, asked again from the record, agrees, and once only. A pair that the rules no longer
    permit (somebody left, took a consent back, was found not to have been trained) is set aside, and those two
    wait for another round. Refused when no pair is left.
    """
    found = Round.objects.select_for_update().select_related("cohort").get(pk=found.pk)
    require(may_publish(by, found, now))
    judged(found, by)
    permitted = freeze(found.cohort, by=by, but=found).problem
    rules = judge_pairs(permitted).rules_against
    drafted = list(found.pairs.filter(status="drafted").select_related("round__cohort", *BOTH))
    here = permitted.mentor_index.keys() | permitted.mentee_index.keys()
    standing = [
        pair
        for pair in drafted
        if {str(pair.mentor_id), str(pair.mentee_id)} <= here and not rules(str(pair.mentor_id), str(pair.mentee_id))
    ]
    if not standing:
        raise Refused(_("None of these pairs is possible any more, so nobody was asked. Run another round."))
    moves.apply(ROUND, found, "publish", by=by, now=now)
    for pair in drafted:
        moves.apply(PAIR, pair, "ask" if pair in standing else "set_aside", by=by, now=now)
    note(asked=len(standing), set_aside=found.pair_count - len(standing))
    return found


@action("forecast.looked_at", about="cohort")
def look_ahead(*, cohort: Cohort, group: str, by: Any, now: datetime) -> Gathered:
    """Read for a co-ordinator what decides how many pairs today's applicants allow; who read it is all that is kept.

    `group` is one of `candidates.GROUPS`; `KeyError` for another.
    """
    require(may_forecast(by, cohort, now))
    given = gather(cohort, group, by=by, now=now)
    note(group=group, people=given.too_many or len(given.people))
    return given


@action("round.discarded", about="found")
def discard(*, found: Round, by: Any, now: datetime) -> Round:
    """Put an answer aside that nobody was asked about."""
    _discard(found, by, now)
    return found


@action("pair.answered", about="pair")
def answer(*, pair: Pair, yes: bool, by: Any, now: datetime) -> Pair:
    """Say yes or no, the reverse mentor first. A no has no reason, and nobody is told whose it was."""
    require(may_answer(by, pair, now))
    role = "mentor" if by.id == pair.mentor.person_id else "mentee"
    if not yes:
        _ask_no_more(pair, now)
    moves.apply(PAIR, pair, f"{role}_{'yes' if yes else 'no'}", by=by, now=now)
    return pair


@action("pair.closed", about="pair")
def close(*, pair: Pair, by: Any, now: datetime) -> Pair:
    """Stop waiting for an answer: both go back, and whoever was asked is told in the words for any other end."""
    moves.apply(PAIR, pair, "close", by=by, now=now)
    _ask_no_more(pair, now)
    return pair


@action("pair.parted")
def part(*, mentor: Participation, mentee: Participation, by: Any, now: datetime) -> Pair | None:
    """Free the places that a pair took up, once it no longer meets. Called by the room above when that happens."""
    pair = Pair.objects.filter(mentor=mentor, mentee=mentee, status="agreed").select_related("round__cohort").first()
    if pair is not None:
        moves.apply(PAIR, pair, "part", by=by, now=now)
    return pair


@action("participation.held_back", about="participation")
def hold_back(*, participation: Participation, kind: str, by: Any, now: datetime) -> Hold:
    """Keep somebody out of rounds until Human Resources, or an adjustment, is settled; asked once for each.

    `kind` is from the fixed list; nothing of the matter itself is asked or kept. Pairs that people were asked
    about already are not touched.
    """
    require(may_hold(by, participation, now))
    if kind not in dict(HOLDS):
        raise Refused(_("Choose what this person waits for."))
    if Hold.objects.filter(participation=participation, kind=kind, lifted_at=None).exists():
        raise Refused(_("This person is kept waiting for that already."))
    return Hold.objects.create(participation=participation, kind=kind, placed_at=now, placed_by=by.id)


@action("participation.let_in", about="participation")
def let_in(*, participation: Participation, kind: str, by: Any, now: datetime) -> Hold:
    """One thing that somebody waited for is settled; when it was the last, they are in rounds again."""
    require(may_let_in(by, participation, now))
    hold = Hold.objects.select_for_update().filter(participation=participation, kind=kind, lifted_at=None).first()
    if hold is None:
        raise Refused(_("Choose what is settled."))
    hold.lifted_at, hold.lifted_by = now, by.id
    hold.save(update_fields=["lifted_at", "lifted_by"])
    return hold


def _stopped(found: Round, outcome: Infeasible | Stopped, by: Any, now: datetime) -> Round:
    found.trouble = outcome.explanation if isinstance(outcome, Stopped) else _("The settled pairs break a rule.")
    found.save(force_insert=True)
    moves.apply(ROUND, found, "stop", by=by, now=now)
    return found


def _discard(found: Round, by: Any, now: datetime) -> None:
    moves.apply(ROUND, found, "discard", by=by, now=now)
    for pair in found.pairs.filter(status="drafted").select_related("round__cohort", *BOTH):
        moves.apply(PAIR, pair, "set_aside", by=by, now=now)


def _keep(found: Round, result: Result, why: RoundExplanation, frozen: Frozen) -> None:
    people = {str(person.pk): person for person in frozen.people}
    reasons = {(one.mentor, one.mentee): as_data(one) for one in why.pairs}
    for made in result.pairs:
        pair = Pair(id=new_id(), round=found, mentor=people[made.mentor], mentee=people[made.mentee], fit=made.fit)
        components = {} if made.mentor in frozen.silent else {"components": dict(made.components)}
        vault.lock(pair, "reasons", {**reasons[made.couple], **components})
        pair.save(force_insert=True)
    for one in why.unmatched:
        left = Unmatched(id=new_id(), round=found, participation=people[one.ref])
        vault.lock(left, "reasons", as_data(one))
        left.save(force_insert=True)


def _ask_no_more(pair: Pair, now: datetime) -> None:
    """A question that has not gone yet does not go any more."""
    waiting = Message.objects.filter(about=pair.pk, kind__in=("matching.mentor_asked", "matching.mentee_asked"))
    take_back(waiting, now=now)
