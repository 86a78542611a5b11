"""How an application becomes a participation: a frozen copy of what later rooms may use, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turnabout.applications.models import Application
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit import trail
from turnabout.foundation.encryption import vault
from turnabout.selection.models import Participation

COPIED = (
    "organisation_id",
    "directorate",
    "job_title",
    "level",
    "manager_email",
    "modes",
    "available",
    "capacity",
    "open_to_any",
    "is_chief_executive",
)


def take_part(applications: Sequence[Application], *, by: Person | Outside, now: datetime) -> list[Participation]:
    """Make the participations of `applications`, in their order; part of the caller's action.

    What matching may use is decrypted for this one purpose, which the audit line says, and locked again under
    each person's own key.
    """
    trail.inside()
    made = []
    for application, profile in zip(applications, _profiles(applications, by), strict=True):
        participation = Participation(
            cohort=application.cohort,
            person=application.person,
            role=application.role,
            accepted_at=now,
            accepted_by=by.id,
            **{name: getattr(application, name) for name in COPIED},
        )
        vault.lock(participation, "profile", profile)
        participation.save(force_insert=True)
        trail.gather("participations", str(participation.id))
        made.append(participation)
    return made


def freeze_again(participation: Participation, application: Application, *, by: Person | Outside) -> None:
    """Copy again what matching may use, because its owner changed what they offer; part of the caller's action."""
    trail.inside()
    [profile] = _profiles([application], by)
    vault.lock(participation, "profile", profile)
    participation.open_to_any = application.open_to_any
    participation.save(update_fields=["profile", "open_to_any"])


def forget(participation: Participation) -> None:
    """Empty what was copied for matching, because nobody needs it any more; part of the caller's action."""
    trail.inside()
    vault.lock(participation, "profile", None)
    participation.save(update_fields=["profile"])


def _profiles(applications: Sequence[Application], by: Person | Outside) -> list[dict[str, Any]]:
    """For each application its profile: see `queries.profile` for what stands in it."""
    read: dict[str, list[Any]] = {
        field: vault.unlock_many(applications, field, by=by, purpose="giving them a place")
        for field in ("topics", "avoid", "adjustments", "why", "hope")
    }
    made = []
    for place in range(len(applications)):
        apart, needed = read["avoid"][place] or {}, read["adjustments"][place] or {}
        made.append(
            {
                "topics": read["topics"][place] or [],
                "avoid": {"emails": apart.get("emails") or [], "teams": apart.get("teams") or []},
                "adjustments": needed.get("needs") or [],
                "adjustments_words": needed.get("words") or "",
                "why": read["why"][place] or "",
                "hope": read["hope"][place] or "",
            }
        )
    return made
