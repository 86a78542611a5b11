"""Who takes part in a round, as far as matching may know them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Participant:
    """What both sides have in common.

    `modes` are ways to meet ("in_person", "video", "phone"). `level` is seniority 1 to 9, None if unknown.
    `capacity` is how many partners, 1 or 2. `avoid` holds references and `avoid_teams` names of teams that
    this person must not be matched with; neither needs a reason, and neither need be in the round. `manager`
    is the reference of the person's manager, in the round or not. `hr_clear` is False while Human Resources
    knows of an open grievance, disciplinary or capability matter. `open` is "open to any topic". Teams and
    organisations are compared without regard to case and spacing; every other word exactly.
    """

    ref: str
    organisation: str
    team: str
    level: int | None
    modes: frozenset[str]
    trained: bool
    consented: bool
    adjustments_feasible: bool
    hr_clear: bool
    active: bool = True
    open: bool = False
    capacity: int = 1
    avoid: frozenset[str] = frozenset()
    avoid_teams: frozenset[str] = frozenset()
    manager: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mentor(Participant):
    """A reverse mentor. `offers` are the topics of lived experience they chose to talk about."""

    offers: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Mentee(Participant):
    """A reverse mentee, the leader. `wants` are the topics they want to learn about."""

    wants: frozenset[str]
