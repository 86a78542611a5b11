"""The stages that a cohort can do without. Consent, briefing and agreement are not among them: no pair without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Switch:
    """One stage: its words, what switching it off means, and the steps of the chain that go with it."""

    code: str
    label: Any
    off: Any
    steps: tuple[str, ...] = ()


SWITCHES: tuple[Switch, ...] = (
    Switch(
        "monitoring",
        _("Equality questions"),
        _("Off: nobody is asked about their characteristics, and no report compares who applied and who took part."),
    ),
    Switch(
        "manager",
        _("Line managers confirm the time"),
        _("Off: no line manager is written to. People arrange their time themselves."),
    ),
    Switch(
        "peer_support",
        _("Peer support meetings for reverse mentors"),
        _("Off: reverse mentors have no meetings among themselves."),
        ("peer_support_1", "peer_support_2", "peer_support_3"),
    ),
    Switch("midpoint", _("Half-way check"), _("Off: nobody is asked half-way how it goes."), ("midpoint",)),
    Switch(
        "end_questionnaire",
        _("End questionnaire"),
        _("Off: nobody is asked what changed, and the report has no answers to print."),
        ("end_questionnaire", "end_questionnaire_closes"),
    ),
    Switch(
        "sharing_session",
        _("Joint sharing session"),
        _("Off: reverse mentors and reverse mentees do not meet all together."),
        ("sharing_session",),
    ),
    Switch(
        "testimonials",
        _("What people said"),
        _("Off: nobody’s words are collected, and the public page of this cohort prints none."),
    ),
    Switch(
        "follow_ups",
        _("Follow-ups after six and twelve months"),
        _("Off: nobody is asked later what became of it."),
        ("follow_up_6", "follow_up_12"),
    ),
)
CODES = tuple(switch.code for switch in SWITCHES)


def dropped(off: Iterable[str]) -> frozenset[str]:
    """The steps that a chain goes without when the stages `off` are switched off."""
    chosen = set(off)
    return frozenset(step for switch in SWITCHES if switch.code in chosen for step in switch.steps)
