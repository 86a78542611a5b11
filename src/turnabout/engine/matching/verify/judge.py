"""Whether an answer to a round may be believed."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.record import digest_of
from turnabout.engine.matching.result import (
    ENGINE_VERSION,
    Infeasible,
    LockBreaksRules,
    MatchedPair,
    Result,
)
from turnabout.engine.matching.verify.proof import Ints, Proof, Stake
from turnabout.engine.matching.verify.rescore import Rescorer, Row


@dataclass(frozen=True)
class Verdict:
    """`ok` only if there is no failure; each failure is a sentence about what is wrong with the answer."""

    ok: bool
    failures: tuple[str, ...] = ()


def verify(problem: Problem, answer: Result | Infeasible) -> Verdict:
    """Judge an answer from the problem alone: record, rules, scores, places, and the proof of every good.

    Reads the rules and scores every pair itself, then checks the certificate by adding up; solves nothing.
    Never raises for a wrong answer, however it is wrong.
    """
    judged = _Infeasibility(problem, answer) if isinstance(answer, Infeasible) else _Judgement(problem, answer)
    failures = judged.failures()
    return Verdict(not failures, failures)


class _Judgement:
    def __init__(self, problem: Problem, result: Result) -> None:
        self.problem, self.result = problem, result
        rescorer = Rescorer(problem)
        self.rows = {mentor.ref: rescorer.row(mentor) for mentor in problem.mentors}
        self.column = rescorer.column
        self.couples = [(pair.mentor, pair.mentee) for pair in result.pairs]

    def failures(self) -> tuple[str, ...]:
        failures = self._record()
        if strangers := self._strangers():
            return (*failures, *strangers)
        failures += self._order() + self._places()
        for pair in self.result.pairs:
            failures += self._pair(pair)
        # A proof is about an answer that could be given at all.
        return tuple(failures or self._proofs())

    def _record(self) -> list[str]:
        result, failures = self.result, []
        if result.problem_digest != self.problem.digest():
            failures.append("The answer belongs to another problem: the digests differ.")
        if result.policy_digest != self.problem.policy.digest():
            failures.append("The answer was scored by another policy: the digests differ.")
        if result.engine_version != ENGINE_VERSION:
            failures.append(f"The answer was found by version {result.engine_version!r} of the engine.")
        try:
            digest = digest_of(replace(result, digest=""))
        except TypeError:
            failures.append("The answer holds something that has no place in one.")
        else:
            if result.digest != digest:
                failures.append("The answer was changed after it was sealed: its digest does not fit.")
        return failures

    def _strangers(self) -> list[str]:
        return [
            f"{mentor!r} with {mentee!r} is not a mentor and a mentee of this round."
            for mentor, mentee in self.couples
            if mentor not in self.rows or mentee not in self.column
        ]

    def _order(self) -> list[str]:
        failures = []
        if any(count > 1 for count in Counter(self.couples).values()):
            failures.append("The same two people are paired twice.")
        if self.couples != sorted(self.couples):
            failures.append("The pairs are not in order of reference.")
        matched = {ref for couple in self.couples for ref in couple}
        mentors = tuple(person.ref for person in self.problem.mentors if person.ref not in matched)
        mentees = tuple(person.ref for person in self.problem.mentees if person.ref not in matched)
        if (mentors, mentees) != (self.result.unmatched_mentors, self.result.unmatched_mentees):
            failures.append("The lists of unmatched people are not those left over by the pairs.")
        return failures

    def _places(self) -> list[str]:
        taken = Counter(ref for couple in self.couples for ref in couple)
        failures = [
            f"{person.ref!r} has {taken[person.ref]} partners but takes at most {person.capacity}."
            for person in (*self.problem.mentors, *self.problem.mentees)
            if taken[person.ref] > person.capacity
        ]
        missing = sorted(self.problem.locked - set(self.couples))
        return failures + [f"The locked pair {one!r} with {other!r} is missing." for one, other in missing]

    def _pair(self, pair: MatchedPair) -> list[str]:
        row, column = self.rows[pair.mentor], self.column[pair.mentee]
        named = f"{pair.mentor!r} with {pair.mentee!r}"
        failures = []
        if not row.lawful[column]:
            failures.append(f"{named} breaks a hard rule.")
        parts = row.parts_at(column)
        if pair.components != parts or pair.fit != sum(points for _, points in parts):
            failures.append(f"{named} is given a fit of {pair.fit}; it is {sum(points for _, points in parts)}.")
        couple = (pair.mentor, pair.mentee)
        if (pair.locked, pair.kept) != (couple in self.problem.locked, couple in self.problem.previous):
            failures.append(f"{named} is wrongly marked as locked or kept.")
        return failures

    def _proofs(self) -> list[str]:
        stake, certificate = _stake(self.problem, self.rows, self.couples), self.result.certificate
        proof = Proof(stake)
        failure = proof.check("the number of pairs", np.ones_like(stake.fit), certificate.most)
        failure = failure or self._worst_off(stake, proof)
        if failure:
            return [failure]
        previous = [couple in self.problem.previous for couple in _couples(stake)]
        failure = proof.check("the pairs kept", np.array(previous, dtype=np.int64), certificate.kept)
        failure = failure or proof.check("the total fit", stake.fit, certificate.total)
        failure = failure or proof.check("the tie-break", _tie_break(self.problem, stake, proof), certificate.tie)
        return [failure] if failure else []

    def _worst_off(self, stake: Stake, proof: Proof) -> str | None:
        claimed, most = self.result.certificate.worst_off, int(stake.taken.sum())
        if not most:
            return "There is a worst-off pair although no pair is at stake." if claimed else None
        worst = int(stake.fit[stake.taken].min())
        if claimed is None or claimed.fit != worst:
            return f"The worst-off pair at stake has a fit of {worst}, not what the certificate says."
        return proof.check_fewer(worst, most, claimed.cover) or proof.leave_out(stake.fit < worst)


def _stake(problem: Problem, rows: dict[str, Row], couples: list[tuple[str, str]]) -> Stake:
    """Collect the pairs at stake: lawful, not locked, and both with a place beside their locked pairs."""
    locks = Counter(ref for couple in problem.locked for ref in couple)
    mentor_places = tuple(person.capacity - locks[person.ref] for person in problem.mentors)
    mentee_places = tuple(person.capacity - locks[person.ref] for person in problem.mentees)
    has_place = np.array(mentee_places, dtype=np.int64) > 0
    column = {mentee.ref: position for position, mentee in enumerate(problem.mentees)}
    answer = set(couples)
    mentors, mentees, fits = [], [], []
    for position, mentor in enumerate(problem.mentors):
        at_stake = rows[mentor.ref].lawful & has_place & (mentor_places[position] > 0)
        at_stake[[column[other] for one, other in problem.locked if one == mentor.ref]] = False
        columns = np.flatnonzero(at_stake)
        mentors.append(np.full(len(columns), position, dtype=np.int64))
        mentees.append(columns.astype(np.int64))
        fits.append(rows[mentor.ref].fit[columns])
    nothing = [np.zeros(0, dtype=np.int64)]
    stake = Stake(
        mentor_refs=tuple(mentor.ref for mentor in problem.mentors),
        mentee_refs=tuple(mentee.ref for mentee in problem.mentees),
        mentor=np.concatenate(mentors or nothing),
        mentee=np.concatenate(mentees or nothing),
        fit=np.concatenate(fits or nothing),
        taken=np.zeros(sum(map(len, fits)), dtype=bool),
        mentor_places=mentor_places,
        mentee_places=mentee_places,
    )
    return replace(stake, taken=np.array([couple in answer for couple in _couples(stake)], dtype=bool))


def _couples(stake: Stake) -> list[tuple[str, str]]:
    ends = zip(stake.mentor.tolist(), stake.mentee.tolist(), strict=True)
    return [(stake.mentor_refs[mentor], stake.mentee_refs[mentee]) for mentor, mentee in ends]


def _tie_break(problem: Problem, stake: Stake, proof: Proof) -> Ints:
    weights = np.zeros_like(stake.fit)
    for edge in np.flatnonzero(proof.free).tolist():
        couple = [stake.mentor_refs[stake.mentor[edge]], stake.mentee_refs[stake.mentee[edge]]]
        digest = hashlib.sha256(json.dumps([problem.policy.seed, *couple]).encode()).hexdigest()
        weights[edge] = int(digest[:8], 16) // 2
    return weights


class _Infeasibility:
    def __init__(self, problem: Problem, answer: Infeasible) -> None:
        self.problem, self.answer = problem, answer

    def failures(self) -> tuple[str, ...]:
        failures = []
        if self.answer.problem_digest != self.problem.digest():
            failures.append("The answer belongs to another problem: the digests differ.")
        if not self.answer.reasons:
            failures.append("The answer is that there is none, without a reason.")
        rescorer = Rescorer(self.problem)
        people = {person.ref: person for person in (*self.problem.mentors, *self.problem.mentees)}
        locks = Counter(ref for couple in self.problem.locked for ref in couple)
        for reason in self.answer.reasons:
            if isinstance(reason, LockBreaksRules):
                holds = (reason.mentor, reason.mentee) in self.problem.locked and not self._lawful(rescorer, reason)
            else:
                person = people.get(reason.ref)
                holds = person is not None and locks[reason.ref] == reason.locked > person.capacity
            if not holds:
                failures.append(f"The reason {reason} does not hold.")
        return tuple(failures)

    def _lawful(self, rescorer: Rescorer, reason: LockBreaksRules) -> bool:
        mentor = self.problem.mentors[self.problem.mentor_index[reason.mentor]]
        return bool(rescorer.row(mentor).lawful[rescorer.column[reason.mentee]])
