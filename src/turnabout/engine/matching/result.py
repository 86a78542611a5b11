"""What a round can end in.

Pairs with their proof, a contradiction among the locks, or no trustworthy answer.
"""

from dataclasses import dataclass, field, replace

from turnabout.engine.matching.errors import Couple
from turnabout.engine.matching.record import digest_of

ENGINE_VERSION = "1"
"""Changes with anything that could change an answer to the same problem."""


@dataclass(frozen=True, kw_only=True)
class MatchedPair:
    """Two people who are to meet.

    `components` name the parts of `fit`, the base of 50 first, and add up to it.
    """

    mentor: str
    mentee: str
    fit: int
    components: tuple[tuple[str, int], ...]
    locked: bool = False
    kept: bool = False

    @property
    def couple(self) -> Couple:
        """The pair's two references, the mentor's first."""
        return (self.mentor, self.mentee)


@dataclass(frozen=True, kw_only=True)
class Prices:
    """A dual solution: a whole-number price for some people, 0 for the rest, in order of reference.

    No allowed choice of pairs weighs more than `bound`, which follows from the prices by adding up.
    """

    bound: int
    mentors: tuple[tuple[str, int], ...] = ()
    mentees: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorstOff:
    """The worst fit among pairs at stake, and prices showing that better ones alone are too few."""

    fit: int
    cover: Prices


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A proof for each good, in their order, each among the answers that are best by all goods before it.

    `most` proves the number of pairs at stake (all but the locked ones), `worst_off` the bottleneck (None
    when no pair is at stake), `kept` the number of previous pairs kept, `total` the sum of fits and `tie`
    that of the hashes which decide between equals.
    """

    most: Prices
    worst_off: WorstOff | None
    kept: Prices
    total: Prices
    tie: Prices


@dataclass(frozen=True, kw_only=True)
class Result:
    """The one best answer to a problem, in order of the mentor's, then the mentee's reference.

    `digest` is the SHA-256 of the canonical form of all the rest, so that any change to it is noticed, even
    one that leaves the proof sound; it is the same for every adapter and order of input. `solved_by`, the
    adapter that found the answer, is no part of the record.
    """

    pairs: tuple[MatchedPair, ...]
    unmatched_mentors: tuple[str, ...]
    unmatched_mentees: tuple[str, ...]
    certificate: Certificate
    problem_digest: str
    policy_digest: str
    engine_version: str
    digest: str = ""
    solved_by: str = field(default="", compare=False, metadata={"recorded": False})

    @property
    def total_fit(self) -> int:
        """The sum of all fits, locked pairs included."""
        return sum(pair.fit for pair in self.pairs)

    @property
    def worst_fit(self) -> int | None:
        """The worst fit of any pair, locked ones included; None without a pair."""
        return min((pair.fit for pair in self.pairs), default=None)


def sealed(result: Result) -> Result:
    """Return the result with the digest of all the rest of it."""
    return replace(result, digest=digest_of(replace(result, digest="")))


@dataclass(frozen=True, kw_only=True)
class LockBreaksRules:
    """A locked pair that hard rules forbid, by the codes of `Rule`."""

    mentor: str
    mentee: str
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LockedBeyondCapacity:
    """A person with more locked partners than they can take."""

    ref: str
    locked: int
    capacity: int


@dataclass(frozen=True, kw_only=True)
class Infeasible:
    """No answer can keep every locked pair.

    Each reason must be lifted by unlocking or by changing its cause.
    """

    reasons: tuple[LockBreaksRules | LockedBeyondCapacity, ...]
    problem_digest: str


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Why one adapter's answer was thrown away, in sentences."""

    adapter: str
    failures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """No adapter gave an answer that could be proved; nothing may be published from this run."""

    trials: tuple[Trial, ...]
    problem_digest: str

    @property
    def explanation(self) -> str:
        """What happened and what to do, for the log and the person who runs the service."""
        tried = "; ".join(f"{trial.adapter}: {' '.join(trial.failures)}" for trial in self.trials)
        return (
            "No solver's answer could be proved right, so the round stopped and nothing was changed. "
            f"Tried: {tried or 'no solver was given'}. Keep the round's input (digest {self.problem_digest}) "
            "and report it; running the round again gives the same outcome."
        )
