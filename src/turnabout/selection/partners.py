"""What one of two people is told of the other: before both have said yes, and once they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turnabout.applications.models import MENTOR, Application
from turnabout.applications.permissions import may_view
from turnabout.applications.questions.mentee import OBSERVE
from turnabout.applications.sharing import PARTNER, PROPOSED, Choices, may_know, unpack
from turnabout.applications.topics import words_of
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.consent import ledger
from turnabout.selection.intake import profile_of, would_be
from turnabout.selection.models import Participation
from turnabout.selection.queries import as_agreed, whole_profiles

NOTHING_TO_OBSERVE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one person; whatever may not be told, or was not given, is empty.

    `topics` are what a reverse mentor offers to talk about or a leader wants to learn about, in words, and `words` what
    they say of it themselves. `off_limits` is a reverse mentor's, `why` and `observe` are a leader's.
    """

    role: str
    name: str = ""
    job_title: str = ""
    organisation: str = ""
    about_me: str = ""
    topics: tuple[str, ...] = ()
    words: str = ""
    off_limits: tuple[str, ...] = ()
    off_limits_words: str = ""
    why: str = ""
    observe: tuple[str, ...] = ()
    observe_limits: str = ""


def before_meeting(other: Participation, viewer: Any, purpose: str = "asking about a pair") -> Told:
    """What the viewer is told of somebody proposed to them; the caller knows that they are asked. Audited."""
    return told(other, whole_profiles([other], viewer, purpose)[other.pk], PROPOSED)


def once_agreed(other: Participation, viewer: Any, purpose: str = "meeting a partner") -> Told:
    """What the viewer is told of their partner; the caller knows that both said yes and still meet. Audited."""
    return told(other, whole_profiles([other], viewer, purpose)[other.pk], PARTNER)


def as_they_will(application: Application, viewer: Any, reader: str) -> tuple[Participation, Told]:
    """The place that the viewer's own application would make, and what `reader` would be told of it now.

    For whoever looks at it before anybody else does. `Refused` for anybody else's application.
    """
    require(may_view(viewer, application, clock.now()))
    own = would_be(application)
    agreed = ledger.stands(viewer, LIVED_EXPERIENCE, application.cohort_id)
    profile = as_agreed(profile_of(application, by=viewer), own.role, agreed)
    return own, told(own, profile, reader)


def told(other: Participation, profile: Mapping[str, Any], reader: str) -> Told:
    """What `reader` may be told of `other`, whose profile it is: the one place where words are taken out of it."""
    tiers, quiet = unpack(profile.get("offer"))
    choices = Choices(tiers, quiet, frozenset(profile.get("shown", ())), bool(profile.get("tell_off_limits")))

    def open_to(code: str) -> bool:
        return may_know(reader, other.role, code, choices)

    def said(code: str, field: str) -> Any:
        return profile.get(field) or "" if open_to(code) else ""

    mentor = other.role == MENTOR
    topics = choices.seen_by(reader) if mentor else said("topics", "topics") or ()
    return Told(
        role=other.role,
        name=_name(other, open_to("name"), mentor and open_to("first_name")),
        job_title=other.job_title if open_to("job") else "",
        organisation=other.organisation.name if open_to("job") and other.organisation_id else "",
        about_me=said("about_me", "about_me"),
        topics=tuple(words_of(topics)),
        words=said("words", "topics_words"),
        off_limits=tuple(words_of(said("off_limits", "off_limits_topics") or ())),
        off_limits_words=said("off_limits", "off_limits"),
        why="" if mentor else said("why", "why"),
        observe=tuple(str(words) for code, words in OBSERVE if code in _observed(said("observe", "observe"))),
        observe_limits=said("observe", "observe_limits"),
    )


def _name(other: Participation, whole: bool, first: bool) -> str:
    if whole:
        return other.person.name
    return other.person.first_name_only if first else ""


def _observed(codes: Any) -> set[str]:
    return set(codes or ()) - {NOTHING_TO_OBSERVE}
