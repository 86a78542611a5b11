"""Why these two, and why nobody for her: every pair and every unmatched person has an explanation."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from turnabout.engine.matching.competition import Competition, Rivals
from turnabout.engine.matching.eligibility import BIT, Rule, is_ready, judge_pairs, lines_upward
from turnabout.engine.matching.people import Mentee, Mentor, Participant
from turnabout.engine.matching.phrases import Phrase, about_score, for_partner, notes
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.result import MatchedPair, Result


@dataclass(frozen=True, kw_only=True)
class PairExplanation:
    """Why two people are paired. Only the co-ordinator may read `to_coordinator`."""

    mentor: str
    mentee: str
    fit: int
    to_coordinator: tuple[Phrase, ...]
    to_mentor: tuple[Phrase, ...]
    to_mentee: tuple[Phrase, ...]


class UnmatchedReason(StrEnum):
    """Why somebody has no partner: the first that applies."""

    NOT_READY = "not_ready"  # their own training, consent, adjustments or an open matter stand in the way
    NOBODY_THERE = "nobody_there"  # the other side is empty
    NOBODY_PERMITTED = "nobody_permitted"  # the rules leave nobody
    OUTNUMBERED = "outnumbered"  # there are partners, but too few places for all who could take them


@dataclass(frozen=True, kw_only=True)
class TopicSupply:
    """How many ready mentors offer a topic and how many ready mentees want it."""

    topic: str
    offering: int
    wanting: int


@dataclass(frozen=True, kw_only=True)
class UnmatchedExplanation:
    """Why one person has no partner.

    `removed` counts for each rule, in funnel order, the partners that it was the first to forbid: with
    `partners_left` they add up to `partners_before_rules`. If outnumbered, `competitors` people (this one
    among them) ask for `places_wanted` places of the same partners, who have only `places`. `scarcity` has
    the topics that this person wants or offers. Only the co-ordinator may read any of this: it tells who is
    avoided. `to_person` is the same whatever the reason, so that a veto stays invisible.
    """

    ref: str
    role: str
    reason: UnmatchedReason
    partners_before_rules: int
    removed: tuple[tuple[Rule, int], ...]
    partners_left: int
    competitors: int
    places_wanted: int
    places: int
    scarcity: tuple[TopicSupply, ...]
    to_coordinator: tuple[Phrase, ...]
    to_person: tuple[Phrase, ...] = (Phrase("unmatched.this_round"),)


@dataclass(frozen=True, kw_only=True)
class RoundExplanation:
    """An explanation for every pair and for every unmatched person, in the order of the result."""

    pairs: tuple[PairExplanation, ...]
    unmatched: tuple[UnmatchedExplanation, ...]


def explain_round(problem: Problem, result: Result) -> RoundExplanation:
    """Explain every pair and every unmatched person of a result of this problem."""
    reader = _Reader(problem, result)
    return RoundExplanation(
        pairs=tuple(reader.pair(pair) for pair in result.pairs),
        unmatched=tuple(reader.unmatched(ref) for ref in (*result.unmatched_mentors, *result.unmatched_mentees)),
    )


def explain_pair(problem: Problem, result: Result, mentor: str, mentee: str) -> PairExplanation:
    """Explain one pair of the result. KeyError if these two are not paired."""
    for pair in result.pairs:
        if pair.couple == (mentor, mentee):
            return _Reader(problem, result).pair(pair)
    raise KeyError(f"{mentor!r} and {mentee!r} are not paired in this result")


def explain_unmatched(problem: Problem, result: Result, ref: str) -> UnmatchedExplanation:
    """Explain why this mentor or mentee has no partner. KeyError if they have one or are not in the round."""
    if ref not in result.unmatched_mentors and ref not in result.unmatched_mentees:
        raise KeyError(f"{ref!r} is not an unmatched person of this result")
    return _Reader(problem, result).unmatched(ref)


class _Reader:
    """Reads a round once, then explains any number of its people."""

    def __init__(self, problem: Problem, result: Result) -> None:
        self.problem, self.result = problem, result
        self.eligibility = judge_pairs(problem)
        self.lines = lines_upward(problem)
        self.competition = Competition(problem, result, self.eligibility.permitted)
        self.offered = Counter(topic for mentor in problem.mentors if is_ready(mentor) for topic in mentor.offers)
        self.wanted = Counter(topic for mentee in problem.mentees if is_ready(mentee) for topic in mentee.wants)

    def pair(self, pair: MatchedPair) -> PairExplanation:
        mentor = self.problem.mentors[self.problem.mentor_index[pair.mentor]]
        mentee = self.problem.mentees[self.problem.mentee_index[pair.mentee]]
        told = for_partner(mentor, mentee)
        return PairExplanation(
            mentor=pair.mentor,
            mentee=pair.mentee,
            fit=pair.fit,
            to_coordinator=about_score(self.problem, mentor, mentee, pair) + notes(pair, self.lines),
            to_mentor=told,
            to_mentee=told,
        )

    def unmatched(self, ref: str) -> UnmatchedExplanation:
        person = self._person(ref)
        removed, left = self._funnel(person)
        before = left + sum(count for _, count in removed)
        reason = _reason(person, before, left)
        rivals = self.competition.over(person) if reason is UnmatchedReason.OUTNUMBERED else Rivals()
        scarcity = tuple(
            TopicSupply(topic=topic, offering=self.offered[topic], wanting=self.wanted[topic])
            for topic in sorted(_topics(person))
        )
        return UnmatchedExplanation(
            ref=ref,
            role="mentor" if isinstance(person, Mentor) else "mentee",
            reason=reason,
            partners_before_rules=before,
            removed=removed,
            partners_left=left,
            competitors=rivals.people,
            places_wanted=rivals.places_wanted,
            places=rivals.places,
            scarcity=scarcity,
            to_coordinator=_in_phrases(person, reason, before, removed, rivals, scarcity),
        )

    def _person(self, ref: str) -> Mentor | Mentee:
        if ref in self.problem.mentor_index:
            return self.problem.mentors[self.problem.mentor_index[ref]]
        return self.problem.mentees[self.problem.mentee_index[ref]]

    def _funnel(self, person: Participant) -> tuple[tuple[tuple[Rule, int], ...], int]:
        if isinstance(person, Mentor):
            bits = self.eligibility.broken[self.problem.mentor_index[person.ref], :]
        else:
            bits = self.eligibility.broken[:, self.problem.mentee_index[person.ref]]
        removed = []
        for rule in Rule:
            stopped = (bits & BIT[rule]) != 0
            removed.append((rule, int(stopped.sum())))
            bits = bits[~stopped]
        return tuple(removed), len(bits)


def _topics(person: Mentor | Mentee) -> frozenset[str]:
    return person.offers if isinstance(person, Mentor) else person.wants


def _hindrances(person: Participant) -> tuple[str, ...]:
    stands = {
        "untrained": not person.trained,
        "no_consent": not person.consented,
        "inactive": not person.active,
        "hr": not person.hr_clear,
        "adjustments": not person.adjustments_feasible,
    }
    return tuple(name for name, in_the_way in stands.items() if in_the_way)


def _reason(person: Participant, before: int, left: int) -> UnmatchedReason:
    if _hindrances(person):
        return UnmatchedReason.NOT_READY
    if not before:
        return UnmatchedReason.NOBODY_THERE
    return UnmatchedReason.OUTNUMBERED if left else UnmatchedReason.NOBODY_PERMITTED


def _in_phrases(
    person: Participant,
    reason: UnmatchedReason,
    before: int,
    removed: tuple[tuple[Rule, int], ...],
    rivals: Rivals,
    scarcity: tuple[TopicSupply, ...],
) -> tuple[Phrase, ...]:
    phrases = [Phrase(f"unmatched.{reason}", (("partners_before_rules", before),))]
    phrases += [Phrase(f"hindrance.{name}") for name in _hindrances(person)]
    phrases += [Phrase(f"removed.{rule}", (("partners", count),)) for rule, count in removed if count]
    if reason is UnmatchedReason.OUTNUMBERED:
        wanted = (
            ("people", rivals.people),
            ("places_wanted", rivals.places_wanted),
            ("places", rivals.places),
        )
        phrases.append(Phrase("unmatched.competition", wanted))
    if rivals.with_two:
        phrases.append(Phrase("unmatched.others_have_two", (("people", rivals.with_two),)))
    for supply in scarcity:
        counts = (("topic", supply.topic), ("offering", supply.offering), ("wanting", supply.wanting))
        phrases.append(Phrase("scarcity.topic", counts))
    return tuple(phrases)
