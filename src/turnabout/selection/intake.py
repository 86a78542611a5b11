"""How an application becomes a participation: a frozen copy of what later rooms may use, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turnabout.applications.models import MENTOR, Application
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
TEXTS = ("why", "hope", "topics_words", "about_me", "off_limits", "observe_limits")
UNLOCKED = ("topics", "avoid", "adjustments", "off_limits_topics", *TEXTS)


def take_part(applications: Sequence[Application], *, by: Person | Outside, now: datetime) -> list[Participation]:
    """Make the participations of `applications`, in their order; part of the caller's action.

    What matching may use is decrypted for this one purpose, which the audit line says, and locked again under
    each person's own key.
    """
    trail.inside()
    made = []
    for application, profile in zip(applications, _profiles(applications, by), strict=True):
        participation = would_be(application)
        participation.accepted_at, participation.accepted_by = now, by.id
        vault.lock(participation, "profile", profile)
        participation.save(force_insert=True)
        trail.gather("participations", str(participation.id))
        made.append(participation)
    return made


def would_be(application: Application) -> Participation:
    """The place that `application` would make, kept nowhere and with nothing of its author's words in it."""
    return Participation(
        cohort=application.cohort,
        person=application.person,
        role=application.role,
        **{name: getattr(application, name) for name in COPIED},
    )


def freeze_again(participation: Participation, application: Application, *, by: Person | Outside) -> None:
    """Copy again what later rooms may use, because its owner changed it; part of the caller's action."""
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


def profile_of(application: Application, *, by: Person | Outside) -> dict[str, Any]:
    """The profile that `application` would make now, kept nowhere: for its applicant, who looks at what others see."""
    return _profiles([application], by)[0]


def _profiles(applications: Sequence[Application], by: Person | Outside) -> list[dict[str, Any]]:
    """For each application its profile: the words and choices that `partners` and `queries.profiles` read."""
    read: dict[str, list[Any]] = {
        field: vault.unlock_many(applications, field, by=by, purpose="giving them a place") for field in UNLOCKED
    }
    made = []
    for place, application in enumerate(applications):
        apart, needed = read["avoid"][place] or {}, read["adjustments"][place] or {}
        made.append(
            {
                "offer" if application.role == MENTOR else "topics": read["topics"][place] or [],
                "avoid": {"emails": apart.get("emails") or [], "teams": apart.get("teams") or []},
                "adjustments": needed.get("needs") or [],
                "adjustments_words": needed.get("words") or "",
                "off_limits_topics": read["off_limits_topics"][place] or [],
                "shown": application.shown_before,
                "tell_off_limits": application.show_off_limits,
                "observe": application.observe,
                **{name: read[name][place] or "" for name in TEXTS},
            }
        )
    return made
