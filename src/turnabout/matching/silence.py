"""Reasons that give nothing away of what somebody offers and tells to nobody.

Whoever offers in silence is paired by it, and the total says so; nothing else may. Not their own reasons: of a pair of
theirs only the total is kept. And not the reasons of others, whose counts would be one too many: an unmatched person is
explained as if the silent reverse mentors, and the places that they fill, were not in the round. So every reason is
made of what the co-ordinator may know and of the pairs themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from turnabout.engine.matching import (
    PairExplanation,
    Phrase,
    Problem,
    Result,
    RoundExplanation,
    UnmatchedExplanation,
    explain_round,
)

NOT_COUNTED = Phrase("unmatched.not_all_counted")
KEPT = ("unmatched.not_ready", "hindrance.")
"""What an unmatched person's reasons may say although they offer something in silence: it is not about topics."""
ABOUT_TOPICS = (
    "topics.", "scarcity.", "removed.no_common_topic", "removed.no_place", "unmatched.competition",
    "unmatched.others_have_two",
)  # fmt: skip


def explained(problem: Problem, result: Result, silent: Collection[str]) -> RoundExplanation:
    """Why these pairs, and why nobody for the others; `silent` are the mentors who offer something told to nobody."""
    whole = explain_round(problem, result)
    if not silent:
        return whole
    fewer, rest = _without(problem, result, set(silent))
    others = {one.ref: one for one in explain_round(fewer, rest).unmatched}
    return RoundExplanation(
        pairs=tuple(_total_only(one) if one.mentor in silent else one for one in whole.pairs),
        unmatched=tuple(
            _nothing_said(one) if one.ref in silent else _counted(others[one.ref]) for one in whole.unmatched
        ),
    )


def without_topics(reasons: Mapping[str, Any], *, about_them: bool) -> dict[str, Any]:
    """Stored reasons with nothing left in them of what somebody offers.

    `about_them`: the reasons are that person's own, of which every component goes; else only the counts of others.
    """
    told = [one for one in reasons.get("to_coordinator", ()) if not one["key"].startswith(ABOUT_TOPICS)]
    if not about_them:
        return {**reasons, "scarcity": [], "to_coordinator": told}
    named = "pair.changed" if "fit" in reasons else "unmatched.changed"
    kept = [one for one in told if one["key"].startswith(("unmatched.not_ready", "hindrance.", "line.", "pair."))]
    kept = [one for one in kept if one["key"] not in (named, "pair.total_only")]
    to_others = {name: reasons[name] for name in ("to_mentor", "to_mentee", "to_person", "fit") if name in reasons}
    return {**to_others, "to_coordinator": [*kept, {"key": named, "values": []}]}


def _without(problem: Problem, result: Result, silent: set[str]) -> tuple[Problem, Result]:
    """The round without the silent mentors and without the places that they fill."""
    filled = Counter(pair.mentee for pair in result.pairs if pair.mentor in silent)
    left = tuple(
        replace(one, capacity=one.capacity - filled[one.ref])
        for one in problem.mentees
        if one.capacity > filled[one.ref]
    )
    gone = silent | {one.ref for one in problem.mentees} - {one.ref for one in left}
    everybody = (*problem.mentors, *problem.mentees)
    fewer = replace(
        problem,
        managers=problem.managers | {(one.ref, one.manager) for one in everybody if one.ref in gone and one.manager},
        mentors=tuple(one for one in problem.mentors if one.ref not in silent),
        mentees=left,
        locked=frozenset(couple for couple in problem.locked if not gone & set(couple)),
        forbidden=frozenset(couple for couple in problem.forbidden if not gone & set(couple)),
    )
    rest = replace(
        result,
        pairs=tuple(pair for pair in result.pairs if not gone & set(pair.couple)),
        unmatched_mentors=tuple(ref for ref in result.unmatched_mentors if ref not in gone),
        unmatched_mentees=tuple(ref for ref in result.unmatched_mentees if ref not in gone),
    )
    return fewer, rest


def _total_only(one: PairExplanation) -> PairExplanation:
    return replace(one, to_coordinator=(Phrase("pair.total_only", (("points", one.fit),)),))


def _nothing_said(one: UnmatchedExplanation) -> UnmatchedExplanation:
    kept = tuple(phrase for phrase in one.to_coordinator if phrase.key.startswith(KEPT))
    told = kept or (Phrase("unmatched.total_only"),)
    nothing: dict[str, Any] = dict.fromkeys(("partners_before_rules", "partners_left", "competitors"), 0)
    nothing |= {"places_wanted": 0, "places": 0, "removed": (), "scarcity": ()}
    return replace(one, **nothing, to_coordinator=told)


def _counted(one: UnmatchedExplanation) -> UnmatchedExplanation:
    return replace(one, to_coordinator=(*one.to_coordinator, NOT_COUNTED))
