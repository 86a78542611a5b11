"""People for the matching tests: ready, willing and able unless a test says otherwise."""

from typing import Any

from turnabout.engine.matching import Mentee, Mentor, Problem


def mentor(ref: str, **facts: Any) -> Mentor:
    """A reverse mentor on level 4 in "city" who offers "race"."""
    return Mentor(
        **{"ref": ref, "organisation": "city", "level": 4, "offers": frozenset({"race"})} | COMMON | _frozen(facts)
    )


def mentee(ref: str, **facts: Any) -> Mentee:
    """A reverse mentee on level 8 in "county" who wants to learn about "race"."""
    return Mentee(
        **{"ref": ref, "organisation": "county", "level": 8, "wants": frozenset({"race"})} | COMMON | _frozen(facts)
    )


def one_of_each(mentor_facts: dict[str, Any], mentee_facts: dict[str, Any], **round_facts: Any) -> Problem:
    """A round of the mentor "m" and the mentee "l"."""
    people = {"mentors": (mentor("m", **mentor_facts),), "mentees": (mentee("l", **mentee_facts),)}
    return Problem(**people, **round_facts)


COMMON = {
    "team": "",
    "modes": frozenset({"video"}),
    "trained": True,
    "consented": True,
    "adjustments_feasible": True,
    "hr_clear": True,
}


def _frozen(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if isinstance(value, set) else value for name, value in facts.items()}
