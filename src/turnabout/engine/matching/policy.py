"""What a cohort decided about its matching.

How much each component counts, and how far a management line reaches.
"""

from dataclasses import dataclass, fields

from turnabout.engine.matching.errors import BadPolicy
from turnabout.engine.matching.record import digest_of

BASE_FIT = 50
"""What every permitted pair scores before any component, so that a permitted pair is never worth nothing."""
MOST_FROM_COMPONENTS = 1_000
COMPONENTS = ("topics", "seniority", "organisation")
"""The named score components, in the order in which they are printed."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The most points each component can give; together at most 1,000 (the programme's weights times ten)."""

    topics: int = 350
    seniority: int = 100
    organisation: int = 100


@dataclass(frozen=True, kw_only=True)
class TopicShares:
    """Per cent of the topic weight.

    `three` is three or more; `open` is no shared topic, but one of them is open.
    """

    all_wanted: int = 100
    three: int = 100
    two: int = 80
    one: int = 60
    open: int = 30


@dataclass(frozen=True, kw_only=True)
class SeniorityShares:
    """Per cent of the seniority weight, by how many levels the mentee stands above the mentor.

    Not knowing a level counts as standing on the same one: a blank must neither help nor harm.
    """

    two_or_more: int = 100
    one: int = 60
    same: int = 30
    mentor_senior: int = 10
    unknown: int = 30


@dataclass(frozen=True, kw_only=True)
class ChainException:
    """A recorded exception to the management-line rule (H1) for one senior person.

    Below `senior` only the first `depth` levels stay forbidden. Meant for a chief executive, who is above
    everybody in one organisation and would otherwise have no partner there. `reason` is part of the record.
    """

    senior: str
    depth: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How permitted pairs are scored and how deep a management line forbids. Whole numbers only.

    `components` names those that are switched on. `chain_depth` is the number of levels of a known management
    line that forbid a pair, None for any. `seed` decides between answers that are equally good in every way.
    Raises BadPolicy for weights below 0 or above 1,000 together, shares outside 0 to 100, unknown components,
    depths below 1, and exceptions without a reason or twice for one person.
    """

    weights: Weights = Weights()
    topic_shares: TopicShares = TopicShares()
    seniority_shares: SeniorityShares = SeniorityShares()
    components: frozenset[str] = frozenset(COMPONENTS)
    chain_depth: int | None = None
    chain_exceptions: tuple[ChainException, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "components", frozenset(self.components))
        ordered = tuple(sorted(self.chain_exceptions, key=lambda exception: exception.senior))
        object.__setattr__(self, "chain_exceptions", ordered)
        self._check_scores()
        self._check_chains()

    def _check_scores(self) -> None:
        if unknown := sorted(self.components - set(COMPONENTS)):
            raise BadPolicy(f"There is no score component {unknown[0]!r}; there are {', '.join(COMPONENTS)}.")
        weights = {field.name: getattr(self.weights, field.name) for field in fields(self.weights)}
        for name, weight in weights.items():
            if type(weight) is not int or weight < 0:
                raise BadPolicy(f"The weight of {name} is {weight!r}. It must be a whole number, 0 or more.")
        if sum(weights.values()) > MOST_FROM_COMPONENTS:
            raise BadPolicy(
                f"The weights add up to {sum(weights.values())}. Together they may give at most "
                f"{MOST_FROM_COMPONENTS} points; lower one of them."
            )
        for table in (self.topic_shares, self.seniority_shares):
            for field in fields(table):
                share = getattr(table, field.name)
                if type(share) is not int or not 0 <= share <= 100:
                    raise BadPolicy(f"The share {field.name} is {share!r}. It must be a whole per cent, 0 to 100.")

    def _check_chains(self) -> None:
        depths = [self.chain_depth, *(exception.depth for exception in self.chain_exceptions)]
        if any(depth is not None and (type(depth) is not int or depth < 1) for depth in depths):
            raise BadPolicy("A management line forbids at least one level: nobody mentors their own manager.")
        seniors = [exception.senior for exception in self.chain_exceptions]
        if len(set(seniors)) < len(seniors):
            raise BadPolicy("One person has two exceptions to the management-line rule. Keep one.")
        if any(not exception.reason.strip() for exception in self.chain_exceptions):
            raise BadPolicy("An exception to the management-line rule has no reason. Record why it is right.")
        if type(self.seed) is not int:
            raise BadPolicy(f"The seed is {self.seed!r}. It must be a whole number.")

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form; policies with the same numbers share it."""
        return digest_of(self)
