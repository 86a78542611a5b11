"""Find the one best answer to a round, good by good, with the proof of each."""

import hashlib
import json
from collections import Counter

import numpy as np

from turnabout.engine.matching.eligibility import Eligibility, judge_pairs, places_left
from turnabout.engine.matching.flow import Adapter, AdapterFailed, Bools, Ints
from turnabout.engine.matching.goods import Edges, Face, Step, enlarge, raise_the_floor, whole_face, without
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.result import (
    ENGINE_VERSION,
    Certificate,
    Infeasible,
    LockBreaksRules,
    LockedBeyondCapacity,
    MatchedPair,
    Prices,
    Result,
    WorstOff,
    sealed,
)
from turnabout.engine.matching.scoring import Scores, score_pairs


def solve(problem: Problem, adapter: Adapter) -> Result | Infeasible:
    """Solve a round with one adapter, or say why its locked pairs cannot all be kept.

    Order of goods: locked pairs; most pairs; the worst-off pair as well off as possible; previous pairs kept;
    greatest total fit; a hash of the two references. Raises AdapterFailed if the adapter's answer is
    unusable.
    """
    eligibility = judge_pairs(problem)
    if reasons := _contradictions(problem, eligibility):
        return Infeasible(reasons=reasons, problem_digest=problem.digest())
    scores = score_pairs(problem)
    edges = _edges_at_stake(problem, eligibility, scores)
    try:
        chosen, certificate = _by_goods(problem, edges, adapter)
    except AdapterFailed as error:
        raise AdapterFailed(f"{adapter.name}: {error}") from error
    return _result(problem, scores, edges, chosen, certificate, adapter.name)


def _contradictions(problem: Problem, eligibility: Eligibility) -> tuple[LockBreaksRules | LockedBeyondCapacity, ...]:
    reasons: list[LockBreaksRules | LockedBeyondCapacity] = []
    for mentor, mentee in sorted(problem.locked):
        if rules := eligibility.rules_against(mentor, mentee):
            reasons.append(LockBreaksRules(mentor=mentor, mentee=mentee, rules=tuple(str(rule) for rule in rules)))
    locks = Counter(ref for couple in problem.locked for ref in couple)
    for person in (*problem.mentors, *problem.mentees):
        if locks[person.ref] > person.capacity:
            over = LockedBeyondCapacity(ref=person.ref, locked=locks[person.ref], capacity=person.capacity)
            reasons.append(over)
    return tuple(reasons)


def _edges_at_stake(problem: Problem, eligibility: Eligibility, scores: Scores) -> Edges:
    at_stake = eligibility.permitted.copy()
    for mentor, mentee in problem.locked:
        at_stake[problem.mentor_index[mentor], problem.mentee_index[mentee]] = False
    rows, columns = np.nonzero(at_stake)
    mentor_places, mentee_places = places_left(problem)
    return Edges(
        rows.astype(np.int64),
        columns.astype(np.int64),
        scores.fit[rows, columns],
        mentor_places,
        mentee_places,
    )


def _by_goods(problem: Problem, edges: Edges, adapter: Adapter) -> tuple[Bools, Certificate]:
    most = enlarge(whole_face(edges), np.ones_like(edges.fit), adapter)
    face, worst_off = most.face, None
    if most.bound:
        floor, proof = raise_the_floor(edges, most.bound, adapter)
        face = without(face, edges.fit < floor)
        worst_off = WorstOff(fit=floor, cover=_named(problem, proof))
    kept = enlarge(face, _was_paired(problem, edges), adapter)
    total = enlarge(kept.face, edges.fit, adapter)
    tie = enlarge(total.face, _hashes(problem, total.face), adapter)
    proofs = (_named(problem, step) for step in (most, kept, total, tie))
    return tie.chosen, Certificate(
        most=next(proofs), worst_off=worst_off, kept=next(proofs), total=next(proofs), tie=next(proofs)
    )


def _was_paired(problem: Problem, edges: Edges) -> Ints:
    was = np.zeros((len(problem.mentors), len(problem.mentees)), dtype=np.int64)
    for mentor, mentee in problem.previous:
        if mentor in problem.mentor_index and mentee in problem.mentee_index:
            was[problem.mentor_index[mentor], problem.mentee_index[mentee]] = 1
    return was[edges.mentor, edges.mentee]


def _hashes(problem: Problem, face: Face) -> Ints:
    """Return 31 bits for each pair that is still undecided, 0 for the others.

    They cannot change the choice.
    """
    hashes = np.zeros_like(face.edges.fit)
    mentors = [json.dumps(mentor.ref) for mentor in problem.mentors]
    mentees = [json.dumps(mentee.ref) for mentee in problem.mentees]
    for edge in np.flatnonzero(face.free).tolist():
        mentor, mentee = mentors[face.edges.mentor[edge]], mentees[face.edges.mentee[edge]]
        spelled = f"[{problem.policy.seed}, {mentor}, {mentee}]".encode("ascii")
        hashes[edge] = int.from_bytes(hashlib.sha256(spelled).digest()[:4], "big") >> 1
    return hashes


def _named(problem: Problem, step: Step) -> Prices:
    mentors = zip(problem.mentors, step.mentor_prices.tolist(), strict=True)
    mentees = zip(problem.mentees, step.mentee_prices.tolist(), strict=True)
    return Prices(
        bound=step.bound,
        mentors=tuple((mentor.ref, price) for mentor, price in mentors if price),
        mentees=tuple((mentee.ref, price) for mentee, price in mentees if price),
    )


def _result(
    problem: Problem, scores: Scores, edges: Edges, chosen: Bools, certificate: Certificate, adapter: str
) -> Result:
    cells = {(problem.mentor_index[mentor], problem.mentee_index[mentee]) for mentor, mentee in problem.locked}
    cells |= set(zip(edges.mentor[chosen].tolist(), edges.mentee[chosen].tolist(), strict=True))
    pairs = []
    for row, column in sorted(cells):
        couple = (problem.mentors[row].ref, problem.mentees[column].ref)
        pair = MatchedPair(
            mentor=couple[0],
            mentee=couple[1],
            fit=int(scores.fit[row, column]),
            components=scores.of(row, column),
            locked=couple in problem.locked,
            kept=couple in problem.previous,
        )
        pairs.append(pair)
    matched = {ref for pair in pairs for ref in pair.couple}
    result = Result(
        pairs=tuple(pairs),
        unmatched_mentors=tuple(mentor.ref for mentor in problem.mentors if mentor.ref not in matched),
        unmatched_mentees=tuple(mentee.ref for mentee in problem.mentees if mentee.ref not in matched),
        certificate=certificate,
        problem_digest=problem.digest(),
        policy_digest=problem.policy.digest(),
        engine_version=ENGINE_VERSION,
        solved_by=adapter,
    )
    return sealed(result)
