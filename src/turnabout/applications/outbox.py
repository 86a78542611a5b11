"""Which messages of a cohort its co-ordinator keeps: none to themselves, none of a case that somebody else takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from turnabout.applications.cases import LEADING, not_for
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision
from turnabout.foundation.mail.models import Message


def not_kept(viewer: Any, cohort: Cohort, now: datetime) -> Q:
    """The messages of `cohort` that `viewer` neither reads nor changes, as a condition on `Message`.

    Their own, which stand in their inbox; those to a reverse mentee above them; and those to anybody about such a
    person's application.
    """
    above = not_for(viewer, cohort, now)
    own = Q(to_person=viewer.pk) | Q(to_address__iexact=viewer.email or "nobody")
    if not above:
        return own
    cases = Application.objects.filter(cohort=cohort, role__in=LEADING, person__email__in=above).values("pk")
    return own | Q(to_person__email__in=above) | Q(to_address__in=above) | Q(about__in=cases)


def may_keep_message(by: Any, thing: Any, now: datetime) -> Decision:
    """Whoever keeps a cohort's outbox keeps all of its wordings, and every message that is not withheld from them."""
    if not isinstance(thing, Message):
        return YES
    cohort = Cohort.objects.filter(pk=thing.scope).first() if thing.scope else None
    if cohort is None:
        return NOT_YOURS
    withheld = Message.objects.filter(not_kept(by, cohort, now), pk=thing.pk).exists()
    return NOT_YOURS if withheld else YES


def has_withdrawn(message: Message) -> bool:
    """Whether the recipient withdrew their application for what the message is about, or said no to taking part."""
    theirs = Application.objects.filter(cohort=message.scope, person=message.to_person_id)
    return theirs.exists() and not theirs.exclude(status__in=("withdrawn", "turned_down")).exists()
