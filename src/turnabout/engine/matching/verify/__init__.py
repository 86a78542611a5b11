"""The judge of a round: reads the problem and the answer, shares no code with what found the answer."""

from turnabout.engine.matching.verify.judge import Verdict, verify

__all__ = ["Verdict", "verify"]
