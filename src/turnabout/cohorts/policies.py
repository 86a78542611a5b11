"""What a cohort decides before it opens and keeps to afterwards: numbers that people apply under."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Policy:
    """One number: what it is, what it starts as, and between which bounds it may stand (both allowed)."""

    code: str
    label: Any
    default: int
    least: int
    most: int


POLICIES = (
    Policy("meetings_planned", _("Meetings of each pair"), 6, 1, 24),
    Policy("meetings_to_graduate", _("Meetings held to graduate"), 4, 1, 24),
    Policy("meeting_minutes", _("Length of a meeting, in minutes"), 60, 15, 180),
    Policy("asks_identity", _("Ask reverse mentees whether a strand is part of their own life"), 0, 0, 1),
    Policy("most_mentees", _("Most reverse mentees that one reverse mentor may have"), 2, 1, 2),
)


class BadPolicy(ValueError):
    """A policy is unknown, out of its bounds or contradicts another; the message is a sentence for people."""


def defaults() -> dict[str, int]:
    """Every policy at its default."""
    return {policy.code: policy.default for policy in POLICIES}


def checked(given: Mapping[str, int]) -> dict[str, int]:
    """The defaults with `given` in their place; raises `BadPolicy` with the reason when it cannot be kept."""
    known = {policy.code: policy for policy in POLICIES}
    for code, value in given.items():
        if code not in known:
            raise BadPolicy(_("There is no policy called “%(code)s”.") % {"code": code})
        policy = known[code]
        if not policy.least <= value <= policy.most:
            raise BadPolicy(
                _("“%(label)s” must be between %(least)d and %(most)d.")
                % {"label": policy.label, "least": policy.least, "most": policy.most}
            )
    whole = defaults() | dict(given)
    if whole["meetings_to_graduate"] > whole["meetings_planned"]:
        raise BadPolicy(_("Nobody could graduate: more meetings would be needed than are planned."))
    return whole


def digest(
    *,
    pattern: str,
    strands: Iterable[str],
    organisations: Iterable[str],
    policies: Mapping[str, int],
    chief_executive_exempt: bool,
    switched_off: Iterable[str] = (),
) -> str:
    """SHA-256, in hex, of everything that may not change once a cohort is open."""
    frozen: dict[str, Any] = {
        "pattern": pattern,
        "strands": sorted(strands),
        "organisations": sorted(organisations),
        "policies": dict(policies),
        "chief_executive_exempt": chief_executive_exempt,
    }
    if off := sorted(switched_off):  # left out when empty: a digest from before there were switches still stands
        frozen["switched_off"] = off
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
