"""A round's stored input and answer, read back and judged again before anybody is asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from turnabout.engine.matching import (
    BadRecord,
    Problem,
    ProblemRefused,
    Result,
    problem_from_data,
    result_from_data,
    verify,
)
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.encryption import vault
from turnabout.matching.models import Round

PURPOSE = "judging the round"


def judged(found: Round, by: Any) -> tuple[Problem, Result]:
    """The round's stored input and answer, as the engine's own values, once everything about them holds.

    `Refused` when they cannot be read, differ from what was recorded when the round was run, do not pass the
    independent judge, are not what the pairs and the unmatched people say, or leave somebody without a reason.
    """
    try:
        problem = problem_from_data(vault.unlock(found, "problem", by=by, purpose=PURPOSE))
        result = result_from_data(vault.unlock(found, "result", by=by, purpose=PURPOSE))
    except (BadRecord, ProblemRefused, vault.Unreadable) as fault:
        raise Refused(_("The stored answer cannot be read, so nobody was asked. Run it again.")) from fault
    if (problem.digest(), result.digest) != (found.problem_digest, found.result_digest):
        raise Refused(_("The stored answer is not the one that was proved, so nobody was asked. Run it again."))
    if not verify(problem, result).ok:
        raise Refused(_("The independent check does not agree with the stored answer, so nobody was asked."))
    if _rows(found) != {pair.couple: pair.fit for pair in result.pairs}:
        raise Refused(_("The pairs shown are not those of the stored answer, so nobody was asked. Run it again."))
    if unexplained(found):
        raise Refused(_("Somebody in this answer has no explanation, so nobody was asked. Run it again."))
    return problem, result


def unexplained(found: Round) -> int:
    """How many pairs and people of the round have no explanation; people whom it forgot count too."""
    told = {one for couple in found.pairs.values_list("mentor_id", "mentee_id") for one in couple}
    told |= set(found.unmatched.values_list("participation_id", flat=True))
    without = found.pairs.filter(reasons=b"").count() + found.unmatched.filter(reasons=b"").count()
    return without + max(0, found.mentors + found.mentees - len(told))


def _rows(found: Round) -> dict[tuple[str, str], int]:
    rows = found.pairs.values_list("mentor_id", "mentee_id", "fit")
    return {(str(mentor), str(mentee)): fit for mentor, mentee, fit in rows}
