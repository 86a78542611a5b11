"""The kinds of session as data: who comes, whether it opens the gate to matching, and what people are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

MENTOR, MENTEE = "mentor", "mentee"
DROP_IN = "drop_in"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of session. `roles` may come; whoever attended a `gate` is trained; `places` is how many at most.

    Of one that is `private` its trainer alone learns by name who comes; a co-ordinator learns how many, if many did.
    To one that is for `everybody` nobody books and nobody is named: it has no register.
    """

    code: str
    label: Any
    title: Any
    what: Any
    roles: tuple[str, ...]
    gate: bool = False
    places: int | None = None
    everybody: bool = False
    private: bool = False


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "mentee_training",
            _("Training for reverse mentees"),
            _("Training"),
            _("One hour. You need it before you can be paired."),
            (MENTEE,),
            gate=True,
            places=40,
        ),
        Kind(
            "mentor_briefing",
            _("Briefing for reverse mentors"),
            _("Briefing"),
            _("Four hours. You need it before you can be paired."),
            (MENTOR,),
            gate=True,
            places=40,
        ),
        Kind(
            "peer_support",
            _("Peer support for reverse mentors"),
            _("Peer support"),
            _("Reverse mentors only. Reverse mentees and managers are never there."),
            (MENTOR,),
            private=True,
        ),
        Kind(
            "action_learning",
            _("Action learning for reverse mentors"),
            _("Action learning"),
            _("Reverse mentors only. A small set helps each member to think a matter through."),
            (MENTOR,),
            private=True,
        ),
        Kind(
            "sharing_session",
            _("Joint sharing session"),
            _("Joint sharing session"),
            _("Everybody together. Each of you chooses to speak, to write or not to share."),
            (MENTOR, MENTEE),
        ),
        Kind(
            "graduation",
            _("Graduation"),
            _("Graduation"),
            _("Everybody together, to mark what you have done."),
            (MENTOR, MENTEE),
        ),
        Kind(
            DROP_IN,
            _("Open question session"),
            _("Open question session"),
            _("Everybody may come and ask. Nobody signs in or gives a name."),
            (),
            everybody=True,
        ),
    )
}
CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]


@dataclass(frozen=True, slots=True)
class Planned:
    """Which session a step of the cohort's chain of dates becomes; of one `group` a person takes one."""

    kind: str
    group: str
    title: Any


STEPS: Mapping[str, Planned] = {
    "mentee_training_a": Planned("mentee_training", "mentee_training", _("Training, first date")),
    "mentee_training_b": Planned("mentee_training", "mentee_training", _("Training, second date")),
    "mentor_briefing_a": Planned("mentor_briefing", "mentor_briefing", _("Briefing, first date")),
    "mentor_briefing_b": Planned("mentor_briefing", "mentor_briefing", _("Briefing, second date")),
    "peer_support_1": Planned("peer_support", "peer_support_1", _("Peer support, first meeting")),
    "peer_support_2": Planned("peer_support", "peer_support_2", _("Peer support, second meeting")),
    "peer_support_3": Planned("peer_support", "peer_support_3", _("Peer support, third meeting")),
    "sharing_session": Planned("sharing_session", "sharing_session", _("Joint sharing session")),
}
BOOKED = tuple(kind for kind in KINDS.values() if not kind.everybody)
"""The kinds that people book."""
GATES: Mapping[str, str] = {role: kind.code for kind in KINDS.values() if kind.gate for role in kind.roles}
"""The kind of session that somebody in a role must have attended before they can be paired."""
