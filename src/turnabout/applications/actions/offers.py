"""Lived experience: offered under its own consent, and taken back as easily."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications import changes, entered, experience, sharing, storage
from turnabout.applications.answers import judged
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_offer_experience
from turnabout.applications.queries import section as section_of
from turnabout.applications.wordings import EXPERIENCE
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note

BOUNDARIES = "boundaries"


@action("application.experience_offered", about="application")
def offer_experience(
    *,
    application: Application,
    topics: Mapping[str, str] | Sequence[str],
    wording: str,
    quietly: Collection[str] = (),
    words: str = "",
    words_for: str = sharing.COORDINATOR,
    in_conversation: bool = False,
    open_to_any: bool = False,
    by: Person,
    now: datetime,
) -> Application:
    """Offer lived experience to talk about, under explicit consent to the words of version `wording`; or rather talk.

    `topics` says for each code of the vocabulary who may know, and when, as one of `sharing.TIERS`; a plain list of
    codes is for the co-ordinator alone. `quietly` are those told to nobody that may be used to find a partner all the
    same. `words_for` is the tier of the own `words`, which nobody could use if nobody read them. With
    `in_conversation` nothing is stored but that wish, and no consent is needed. Allowed before and after sending.
    Raises `KeyError` for a wording that was never shown.
    """
    storage.hold(application)
    require(may_offer_experience(by, application, now))
    entered.take_over(application, by=by, now=now)
    EXPERIENCE[wording]
    tiers = dict(topics) if isinstance(topics, Mapping) else dict.fromkeys(topics, sharing.COORDINATOR)
    given = {
        "topics": list(tiers),
        "topics_words": words,
        "in_conversation": in_conversation,
        "open_to_any": open_to_any,
    }
    clean = judged(section_of(application, experience.SECTION), given, None)
    _check(tiers, quietly, words_for)
    offered = {code: tiers[code] for code in clean["topics"]}
    if clean["topics_words"]:
        offered[sharing.OWN_WORDS] = words_for
    application.in_conversation = clean["in_conversation"]
    application.open_to_any = clean["open_to_any"]
    experience.put(application, offered, quietly, clean["topics_words"], wording, by=by, now=now)
    note(wording=wording, in_conversation=application.in_conversation)
    return application


@action("application.boundaries_changed", about="application")
def change_boundaries(
    *, application: Application, answers: Mapping[str, Any], by: Person, now: datetime
) -> Application:
    """Change what is off limits, what helps, and what is shown before the two agree, at any time while taking part.

    `answers` are those of the section "boundaries". Every copy is changed at once. Refused as for an offer.
    """
    storage.hold(application)
    require(may_offer_experience(by, application, now))
    entered.take_over(application, by=by, now=now)
    asked = section_of(application, BOUNDARIES)
    columns = storage.write(application, asked, judged(asked, answers, None))
    columns |= storage.settle(application, BOUNDARIES, by=by)
    application.save(update_fields=sorted(columns))
    changes.tell_boundaries(application, by=by, now=now)
    return application


@action("application.experience_withdrawn", about="application")
def withdraw_experience(*, application: Application, by: Person, now: datetime) -> Application:
    """Take back everything offered: it is removed at once here, and later rooms are told to remove their copy."""
    storage.hold(application)
    require(may_offer_experience(by, application, now))
    entered.take_over(application, by=by, now=now)
    experience.clear(application, by=by, now=now)
    return application


def _check(tiers: Mapping[str, str], quietly: Collection[str], words_for: str) -> None:
    if set(tiers.values()) - set(sharing.TIERS):
        raise Refused(_("Choose for each thing that you offer who may know of it."))
    if words_for not in sharing.TIERS or words_for == sharing.NOBODY:
        raise Refused(_("Choose who may read your own words, or take them out: nothing else can be done with them."))
    if any(tiers.get(code) != sharing.NOBODY for code in quietly):
        raise Refused(_("Only what you tell nobody can be used in silence."))
