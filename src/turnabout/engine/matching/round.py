"""The front door: solve a round, let the judge decide, and try the next solver if the judge says no."""

from collections.abc import Sequence

from turnabout.engine.matching.adapters import DEFAULT_ADAPTERS
from turnabout.engine.matching.flow import Adapter, AdapterFailed
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.result import Infeasible, Result, Stopped, Trial
from turnabout.engine.matching.solve import solve
from turnabout.engine.matching.verify import verify

Outcome = Result | Infeasible | Stopped


def solve_round(problem: Problem, *, adapters: Sequence[Adapter] = DEFAULT_ADAPTERS) -> Outcome:
    """Return the one best answer to this round, proved; or why there is none.

    The same problem gives the same bytes whatever the order of its input and whichever adapter answers.
    `Infeasible`: the locked pairs cannot all be kept. `Stopped`: no adapter's answer passed `verify`.
    """
    trials = []
    for adapter in adapters:
        try:
            answer = solve(problem, adapter)
        except AdapterFailed as error:
            trials.append(Trial(adapter=adapter.name, failures=(f"It was given up: {error}.",)))
            continue
        verdict = verify(problem, answer)
        if verdict.ok:
            return answer
        trials.append(Trial(adapter=adapter.name, failures=verdict.failures))
    return Stopped(trials=tuple(trials), problem_digest=problem.digest())
