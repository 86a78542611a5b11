"""How many pairs some people allow at most, who fits nobody, and what would help. Nobody is chosen here.

Every number is the size of a largest set of pairs that the hard rules allow, proved by prices as in a round. Which of
several largest sets it would be is left to the round.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from turnabout.engine.matching.adapters import DEFAULT_ADAPTERS
from turnabout.engine.matching.eligibility import BIT, BoolGrid, Eligibility, Rule, RuleGrid, judge_pairs, places_left
from turnabout.engine.matching.flow import AdapterFailed, Ints
from turnabout.engine.matching.goods import Edges, enlarge, whole_face
from turnabout.engine.matching.overlap import folded
from turnabout.engine.matching.people import Participant
from turnabout.engine.matching.problem import Problem

APART = (Rule.NOT_READY, Rule.HR, Rule.LINE, Rule.AVOID, Rule.EARLIER, Rule.FORBIDDEN, Rule.PLACE)
"""Rules that are told as one: which of them keeps two people apart is theirs, and may be a secret of one of them."""


@dataclass(frozen=True)
class Lone:
    """Somebody who can be paired with nobody of the other side, which has `others` people.

    `topic`, `meeting` and `apart` are how many of them only a common topic, only a way to meet, or only the rules of
    `APART` keep away. `ways` says which further way to meet would open how many of `meeting`, the most first. Whoever
    is kept away by several of the three at once is in none of these.
    """

    ref: str
    role: str
    others: int
    topic: int
    meeting: int
    apart: int
    ways: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class TopicOutlook:
    """One topic: how many offer it, how many want it, and the most pairs in which it is offered and wanted.

    `with_mentors` is how many more pairs there could be in all with more mentors who offer it, however many they
    are, with `with_mentees` for mentees who want it. Whoever comes is taken to be free to meet anybody.
    """

    topic: str
    offering: int
    wanting: int
    pairs: int
    with_mentors: int
    with_mentees: int


@dataclass(frozen=True)
class OrganisationOutlook:
    """The people of one organisation ("" is unknown), how many of them fit somebody, and the most pairs with them."""

    organisation: str
    mentors: int
    mentees: int
    mentors_who_fit: int
    mentees_who_fit: int
    pairs: int


@dataclass(frozen=True)
class Feasibility:
    """What the people of a problem allow.

    `most` pairs at most, locked ones among them. `with_two_mentees` and the two after it are how many more there would
    be if every mentor took two mentees, every mentee two mentors, or everybody could meet in any way.
    """

    mentors: int
    mentees: int
    most: int
    lone: tuple[Lone, ...]
    topics: tuple[TopicOutlook, ...]
    organisations: tuple[OrganisationOutlook, ...]
    if_mentors_took_two: int
    if_mentees_took_two: int
    if_all_could_meet: int


def feasible(problem: Problem, topics: Iterable[str] = ()) -> Feasibility:
    """Return what these people allow; `topics` are told of even if nobody offers or wants them.

    Locked pairs are taken as made; that they keep to the rules is for a round to see. Raises AdapterFailed when no
    solver gives a number that can be proved.
    """
    return _Outlook(problem, judge_pairs(problem)).whole(topics)


class _Outlook:
    """One problem, its eligible cells, and everybody's places."""

    def __init__(self, problem: Problem, eligibility: Eligibility) -> None:
        self.problem = problem
        self.broken = eligibility.broken
        self.open = eligibility.permitted.copy()
        for mentor, mentee in problem.locked:
            self.open[problem.mentor_index[mentor], problem.mentee_index[mentee]] = False
        self.mentor_places, self.mentee_places = (np.maximum(places, 0) for places in places_left(problem))
        self.most = _most(self.open, self.mentor_places, self.mentee_places)

    def whole(self, topics: Iterable[str]) -> Feasibility:
        problem = self.problem
        known = {*topics}.union(*(one.offers for one in problem.mentors), *(one.wants for one in problem.mentees))
        names = {folded(one.organisation): one.organisation for one in (*problem.mentees, *problem.mentors)}
        anyhow = ((self.broken & ~BIT[Rule.MODE]) == 0) & ~self._locked()
        return Feasibility(
            mentors=len(problem.mentors),
            mentees=len(problem.mentees),
            most=self.most + len(problem.locked),
            lone=(
                *_lone("mentor", problem.mentors, problem.mentees, self.broken),
                *_lone("mentee", problem.mentees, problem.mentors, self.broken.T),
            ),
            topics=tuple(self._topic(topic) for topic in sorted(known)),
            organisations=tuple(self._organisation(key, names[key]) for key in sorted(names)),
            if_mentors_took_two=self._more(_two(self.mentor_places), self.mentee_places),
            if_mentees_took_two=self._more(self.mentor_places, _two(self.mentee_places)),
            if_all_could_meet=_most(anyhow, self.mentor_places, self.mentee_places) - self.most,
        )

    def _locked(self) -> BoolGrid:
        return ((self.broken == 0) & ~self.open) if self.problem.locked else np.zeros_like(self.open)

    def _more(self, mentor_places: Ints, mentee_places: Ints) -> int:
        return _most(self.open, mentor_places, mentee_places) - self.most

    def _topic(self, topic: str) -> TopicOutlook:
        offering = np.array([topic in one.offers for one in self.problem.mentors], dtype=bool)
        wanting = np.array([topic in one.wants for one in self.problem.mentees], dtype=bool)
        takers = wanting | np.array([one.open for one in self.problem.mentees], dtype=bool)
        givers = offering | np.array([one.open for one in self.problem.mentors], dtype=bool)
        return TopicOutlook(
            topic=topic,
            offering=int(offering.sum()),
            wanting=int(wanting.sum()),
            pairs=_most(self.open & offering[:, None] & wanting, self.mentor_places, self.mentee_places),
            with_mentors=_recruited(self.open, takers, self.mentor_places, self.mentee_places) - self.most,
            with_mentees=_recruited(self.open.T, givers, self.mentee_places, self.mentor_places) - self.most,
        )

    def _organisation(self, key: str, name: str) -> OrganisationOutlook:
        mentors = np.array([folded(one.organisation) == key for one in self.problem.mentors], dtype=bool)
        mentees = np.array([folded(one.organisation) == key for one in self.problem.mentees], dtype=bool)
        fits = self.broken == 0
        return OrganisationOutlook(
            organisation=name,
            mentors=int(mentors.sum()),
            mentees=int(mentees.sum()),
            mentors_who_fit=int(fits[mentors].any(axis=1).sum()),
            mentees_who_fit=int(fits[:, mentees].any(axis=0).sum()),
            pairs=_most(self.open & (mentors[:, None] | mentees), self.mentor_places, self.mentee_places),
        )


def _lone(role: str, people: Sequence[Participant], others: Sequence[Participant], broken: RuleGrid) -> Iterator[Lone]:
    apart = np.uint16(sum(int(BIT[rule]) for rule in APART))
    for one, bits in zip(people, broken, strict=True):
        if (bits == 0).any():
            continue
        without_way = np.flatnonzero(bits == BIT[Rule.MODE]).tolist()
        ways = Counter(way for place in without_way for way in others[place].modes - one.modes)
        yield Lone(
            ref=one.ref,
            role=role,
            others=len(others),
            topic=int((bits == BIT[Rule.TOPIC]).sum()),
            meeting=len(without_way),
            apart=int(((bits & ~apart) == 0).sum()),
            ways=tuple(sorted(ways.items(), key=lambda way: (-way[1], way[0]))),
        )


def _two(places: Ints) -> Ints:
    return cast(Ints, np.where(places > 0, np.maximum(places, 2), places))


def _recruited(cells: BoolGrid, takers: BoolGrid, own: Ints, others: Ints) -> int:
    """The most pairs with a newcomer on the side of the rows who takes all `takers` that have a place for them."""
    return _most(np.vstack([cells, takers[None, :]]), np.append(own, int(takers.sum())), others)


def _most(cells: BoolGrid, row_places: Ints, column_places: Ints) -> int:
    """The size of a largest choice of these cells in which nobody exceeds their places, proved."""
    able = cells & (row_places > 0)[:, None] & (column_places > 0)
    rows, columns = (found.astype(np.int64) for found in np.nonzero(able))
    if not len(rows):
        return 0
    ones = np.ones(len(rows), dtype=np.int64)
    face = whole_face(Edges(rows, columns, ones, row_places, column_places))
    trouble = AdapterFailed("there is no solver")
    for adapter in DEFAULT_ADAPTERS:
        try:
            return enlarge(face, ones, adapter).bound
        except AdapterFailed as error:
            trouble = error
    raise trouble
