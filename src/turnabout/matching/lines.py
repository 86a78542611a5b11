"""Who reports to whom, as far as the addresses of managers tell: a line does not stop at somebody outside a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from turnabout.applications import lines
from turnabout.applications.models import Application
from turnabout.engine.matching import ManagementCycle, ProblemRefused
from turnabout.foundation.accounts.models import normal_email
from turnabout.selection.models import Participation

OUTSIDE = "outside:"
"""Before the address of somebody who is not in the round: their reference in the engine."""


def refs_of(people: Iterable[Participation | Application]) -> dict[str, str]:
    """The engine's reference of each person of a round, or of a forecast, by their address."""
    return {normal_email(one.person.email): str(one.pk) for one in people if one.person.email}


def ref_of(email: str, refs: Mapping[str, str]) -> str:
    """The reference of whoever has this address; "" without an address."""
    return refs.get(normal_email(email), OUTSIDE + normal_email(email)) if email else ""


def manager_of(person: Participation | Application, refs: Mapping[str, str]) -> str | None:
    """The reference of somebody's manager; None when unknown, or when they named themselves."""
    above = ref_of(person.manager_email, refs)
    return above if above and above != str(person.pk) else None


def managers_outside(
    people: Iterable[Participation | Application], refs: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """(somebody, their manager) upward from the people of a round, through everybody who is not in it.

    What anybody said of their own manager counts, in this cohort or another, taking part or not; the last word
    counts. Where such words go round in a circle among outsiders the line ends: nobody in the round stands in it.
    """
    said = lines.said(None)
    edges: dict[str, str] = {}
    for person in people:
        here = manager_of(person, refs)
        while here is not None and here.startswith(OUTSIDE) and here not in edges:
            above = ref_of(said.get(here.removeprefix(OUTSIDE), ""), refs)
            if not above or _leads_to(edges, above, here):
                break
            edges[here] = above
            here = above
    return frozenset(edges.items())


def in_words(fault: ProblemRefused, people: Iterable[Participation]) -> str:
    """What contradicts itself, with people's names instead of references."""
    if not isinstance(fault, ManagementCycle):
        return str(fault)
    names = {str(one.pk): one.person.name for one in people}
    return ", ".join(names.get(ref, ref.removeprefix(OUTSIDE)) for ref in fault.cycle)


def _leads_to(edges: Mapping[str, str], start: str, end: str) -> bool:
    here: str | None = start
    while here is not None and here != end:
        here = edges.get(here)
    return here == end
