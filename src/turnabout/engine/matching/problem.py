"""The frozen input of a round: people, what the cohort decided, and the pairs already settled or ruled out.

People are known by a stable reference that a stage gives them, never by a name or a row number. Free texts,
identities and monitoring answers have no place here: what may be weighed is what is written down below.
"""

from dataclasses import dataclass, field
from functools import cached_property

from turnabout.engine.matching.checks import refuse_contradictions, refuse_contrary_pairs
from turnabout.engine.matching.errors import Couple
from turnabout.engine.matching.people import Mentee, Mentor
from turnabout.engine.matching.policy import Policy
from turnabout.engine.matching.record import digest_of


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One round, in canonical order whatever order it was given in. A couple is (mentor's ref, mentee's ref).

    `managers` are (person, their manager) of people outside the round, so that a management line does not
    stop at the first manager. `locked` pairs are settled and never at stake. `forbidden` are the co-
    ordinator's. `hr_links` are couples with an open matter between them (H7). `earlier` are couples that were
    paired or proposed before and `asked_again` those of them where both ask for it (H8). `previous` are the
    pairs of the last run that are worth keeping. `earlier`, `asked_again`, `hr_links` and `previous` may name
    people who are no longer here.

    Raises a `ProblemRefused` that says what contradicts itself: see `errors`.
    """

    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    policy: Policy = field(default_factory=Policy)
    managers: frozenset[Couple] = frozenset()
    locked: frozenset[Couple] = frozenset()
    forbidden: frozenset[Couple] = frozenset()
    hr_links: frozenset[Couple] = frozenset()
    earlier: frozenset[Couple] = frozenset()
    asked_again: frozenset[Couple] = frozenset()
    previous: frozenset[Couple] = frozenset()

    def __post_init__(self) -> None:
        for side in ("mentors", "mentees"):
            people = tuple(sorted(getattr(self, side), key=lambda person: person.ref))
            object.__setattr__(self, side, people)
        for name in ("managers", "locked", "forbidden", "hr_links", "earlier", "asked_again", "previous"):
            object.__setattr__(self, name, frozenset((one, other) for one, other in getattr(self, name)))
        refuse_contradictions(self.mentors, self.mentees, self.managers)
        refuse_contrary_pairs(self.mentor_index, self.mentee_index, self.locked, self.forbidden)

    @cached_property
    def mentor_index(self) -> dict[str, int]:
        """Position of each mentor in `mentors`, by reference."""
        return {mentor.ref: index for index, mentor in enumerate(self.mentors)}

    @cached_property
    def mentee_index(self) -> dict[str, int]:
        """Position of each mentee in `mentees`, by reference."""
        return {mentee.ref: index for index, mentee in enumerate(self.mentees)}

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form, policy included: the same round, the same digest."""
        return digest_of(self)
