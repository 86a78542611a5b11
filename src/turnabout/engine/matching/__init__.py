"""Pairs reverse mentors with leaders: exactly, fairly, with a proof, and with reasons a person can read.

`solve_round` answers, `verify` judges, `explain_round` says why; `feasible` says beforehand how many pairs there can
be. Everything in and out is frozen; the same problem gives the same bytes whatever the order of its input, on
whatever solver.
"""

from turnabout.engine.matching.eligibility import Eligibility, Rule, judge_pairs
from turnabout.engine.matching.errors import (
    BadCapacity,
    BadLevel,
    BadPolicy,
    BadRecord,
    BadReference,
    ConflictingManagers,
    Couple,
    DuplicateReference,
    LockedAndForbidden,
    ManagementCycle,
    ProblemRefused,
    UnknownReference,
)
from turnabout.engine.matching.explain import (
    PairExplanation,
    RoundExplanation,
    TopicSupply,
    UnmatchedExplanation,
    UnmatchedReason,
    explain_pair,
    explain_round,
    explain_unmatched,
)
from turnabout.engine.matching.feasibility import (
    Feasibility,
    Lone,
    OrganisationOutlook,
    TopicOutlook,
    feasible,
)
from turnabout.engine.matching.people import Mentee, Mentor, Participant
from turnabout.engine.matching.phrases import Phrase
from turnabout.engine.matching.placing import Placed, place_either
from turnabout.engine.matching.policy import BASE_FIT, ChainException, Policy, SeniorityShares, TopicShares, Weights
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.record import as_data, canonical
from turnabout.engine.matching.restore import problem_from_data, result_from_data
from turnabout.engine.matching.result import (
    ENGINE_VERSION,
    Infeasible,
    LockBreaksRules,
    LockedBeyondCapacity,
    MatchedPair,
    Result,
    Stopped,
)
from turnabout.engine.matching.round import Outcome, solve_round
from turnabout.engine.matching.verify import Verdict, verify

__all__ = [
    "BASE_FIT",
    "ENGINE_VERSION",
    "BadCapacity",
    "BadLevel",
    "BadPolicy",
    "BadRecord",
    "BadReference",
    "ChainException",
    "ConflictingManagers",
    "Couple",
    "DuplicateReference",
    "Eligibility",
    "Feasibility",
    "Infeasible",
    "LockBreaksRules",
    "LockedAndForbidden",
    "LockedBeyondCapacity",
    "Lone",
    "ManagementCycle",
    "MatchedPair",
    "Mentee",
    "Mentor",
    "OrganisationOutlook",
    "Outcome",
    "PairExplanation",
    "Participant",
    "Phrase",
    "Placed",
    "Policy",
    "Problem",
    "ProblemRefused",
    "Result",
    "RoundExplanation",
    "Rule",
    "SeniorityShares",
    "Stopped",
    "TopicOutlook",
    "TopicShares",
    "TopicSupply",
    "UnknownReference",
    "UnmatchedExplanation",
    "UnmatchedReason",
    "Verdict",
    "Weights",
    "as_data",
    "canonical",
    "explain_pair",
    "explain_round",
    "explain_unmatched",
    "feasible",
    "judge_pairs",
    "place_either",
    "problem_from_data",
    "result_from_data",
    "solve_round",
    "verify",
]
