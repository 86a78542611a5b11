"""What is said about one pair, as keys and numbers, kept apart by who may read it.

The co-ordinator's phrases say everything that counted. The two partners' phrases are made from nothing but
the ways to meet and the organisations: whatever the one offers, wants, avoids or is open to, the other reads
the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from turnabout.engine.matching.overlap import folded
from turnabout.engine.matching.people import Mentee, Mentor, Participant
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.result import MatchedPair

Value = int | str | tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """A message key and the values its wording needs, by name."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


def about_score(problem: Problem, mentor: Mentor, mentee: Mentee, pair: MatchedPair) -> tuple[Phrase, ...]:
    """Return a phrase for each part of a pair's fit, with its `points` and what it could give (`out_of`)."""
    phrases = []
    for name, points in pair.components:
        key, facts = _FACTS[name](mentor, mentee)
        most = points if name == "base" else getattr(problem.policy.weights, name)
        phrases.append(Phrase(f"{name}.{key}", (*facts, ("points", points), ("out_of", most))))
    return tuple(phrases)


Facts = tuple[str, tuple[tuple[str, Value], ...]]


def _base(mentor: Mentor, mentee: Mentee) -> Facts:
    return "permitted", ()


def _topics(mentor: Mentor, mentee: Mentee) -> Facts:
    shared = len(mentor.offers & mentee.wants)
    facts = (("shared", shared), ("wanted", len(mentee.wants)), ("offered", len(mentor.offers)))
    if not shared:
        return "open", facts
    return ("all_wanted" if shared == len(mentee.wants) else "some_wanted"), facts


def _seniority(mentor: Mentor, mentee: Mentee) -> Facts:
    if mentor.level is None or mentee.level is None:
        return "unknown", ()
    gap = mentee.level - mentor.level
    key = "mentor_senior" if gap < 0 else ("same", "one", "two_or_more")[min(gap, 2)]
    return key, (("levels", abs(gap)),)


def _organisation(mentor: Participant, mentee: Participant) -> Facts:
    own, other = folded(mentor.organisation), folded(mentee.organisation)
    if not own or not other:
        return "unknown", ()
    return ("same" if own == other else "different"), ()


_FACTS: dict[str, Callable[[Mentor, Mentee], Facts]] = {
    "base": _base,
    "topics": _topics,
    "seniority": _seniority,
    "organisation": _organisation,
}


def notes(pair: MatchedPair, lines: Mapping[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    """Return what the co-ordinator should know beside the score; `lines` as `lines_upward` gives them.

    Locked or kept; whose manager is not known, so that the management line could not be checked; and that the
    two are in one line all the same, because the cohort recorded an exception.
    """
    found = []
    if pair.locked:
        found.append(Phrase("pair.locked"))
    if pair.kept:
        found.append(Phrase("pair.kept"))
    for side, ref in (("mentor", pair.mentor), ("mentee", pair.mentee)):
        if not lines[ref]:
            found.append(Phrase(f"line.unknown_for_{side}"))
    for lower, senior in (pair.couple, pair.couple[::-1]):
        if senior in lines[lower]:
            found.append(Phrase("line.excepted", (("levels_apart", lines[lower].index(senior) + 1),)))
    return tuple(found)


def for_partner(mentor: Participant, mentee: Participant) -> tuple[Phrase, ...]:
    """Return what either partner may be told about the match by itself; the same for both."""
    modes = tuple(sorted(mentor.modes & mentee.modes))
    met, (where, _) = Phrase("pair.rules_met"), _organisation(mentor, mentee)
    shared = (met, Phrase("meeting.common_modes", (("modes", modes),)))
    return shared if where == "unknown" else (*shared, Phrase(f"organisation.{where}"))
