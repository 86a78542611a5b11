"""Lived experience: offered under its own consent, and taken back as easily."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from turnabout.applications import experience, storage
from turnabout.applications.answers import judged
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_offer_experience
from turnabout.applications.queries import section as section_of
from turnabout.applications.wordings import EXPERIENCE
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note


@action("application.experience_offered", about="application")
def offer_experience(
    *,
    application: Application,
    topics: Sequence[str],
    wording: str,
    words: str = "",
    in_conversation: bool = False,
    open_to_any: bool = False,
    by: Person,
    now: datetime,
) -> Application:
    """Offer lived experience to talk about, under explicit consent to the words of version `wording`; or rather talk.

    `topics` are codes of the vocabulary, in any combination. With `in_conversation` nothing is stored but that wish,
    and no consent is needed. Allowed before and after sending. Raises `KeyError` for a wording that was never shown.
    """
    storage.hold(application)
    require(may_offer_experience(by, application, now))
    EXPERIENCE[wording]
    given = {
        "topics": topics,
        "topics_words": words,
        "in_conversation": in_conversation,
        "open_to_any": open_to_any,
    }
    clean = judged(section_of(application, experience.SECTION), given, None)
    application.in_conversation = clean["in_conversation"]
    application.open_to_any = clean["open_to_any"]
    experience.put(application, clean["topics"], clean["topics_words"], wording, by=by, now=now)
    note(wording=wording, in_conversation=application.in_conversation)
    return application


@action("application.experience_withdrawn", about="application")
def withdraw_experience(*, application: Application, by: Person, now: datetime) -> Application:
    """Take back everything offered: it is removed at once here, and later rooms are told to remove their copy."""
    storage.hold(application)
    require(may_offer_experience(by, application, now))
    experience.clear(application, by=by, now=now)
    return application
