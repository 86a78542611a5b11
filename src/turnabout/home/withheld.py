"""Which messages of a cohort its co-ordinator does not keep: their own, and what other pages keep from them too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from turnabout.applications.cases import LEADING, not_for
from turnabout.applications.models import Application
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision
from turnabout.foundation.mail.models import Message
from turnabout.matching.models import Pair
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.selection.models import Participation
from turnabout.training.kinds import KINDS
from turnabout.training.models import Session
from turnabout.training.permissions import trains_alone


def withheld(viewer: Any, cohort: Cohort, now: datetime) -> Q:
    """The messages of `cohort` that `viewer` neither reads nor changes, as a condition on `Message`.

    Those to themselves or about their own application; those to a reverse mentee above them, or to anybody about
    that person's application or pair; the rounds, where they take part themselves; and what would name somebody who
    began an application and never sent it; and, for whoever does not train here alone, what is about a private session.
    """
    here = Application.objects.filter(cohort=cohort)
    own = Q(to_person=viewer.pk) | Q(to_address__iexact=viewer.email or "nobody")
    own |= Q(about__in=here.filter(person=viewer.pk).values("pk"))
    never_sent = Q(about__in=here.exclude(SENT).filter(named=False).values("pk"), kind__startswith="applications.")
    found = own | never_sent
    if not trains_alone(viewer, cohort, now):
        private = [kind.code for kind in KINDS.values() if kind.private]
        found |= Q(about__in=Session.objects.filter(cohort=cohort, kind__in=private).values("pk"))
    if Participation.objects.filter(cohort=cohort, person=viewer.pk).exists():
        found |= Q(kind__startswith="matching.")
    if above := not_for(viewer, cohort, now):
        apart = {"role__in": LEADING, "person__email__in": above}
        pairs = Q(mentee__person__email__in=above)
        together = Partnership.objects.filter(pairs, cohort=cohort)
        found |= Q(to_person__email__in=above) | Q(to_address__in=above)
        found |= Q(about__in=here.filter(**apart).values("pk"))
        found |= Q(about__in=Pair.objects.filter(pairs, round__cohort=cohort).values("pk"))
        found |= Q(about__in=together.values("pk"))
        found |= Q(about__in=Meeting.objects.filter(partnership__in=together).values("pk"))
    return found


def may_keep_message(by: Any, thing: Any, now: datetime) -> Decision:
    """Whoever keeps a cohort's outbox keeps all of its wordings, and every message that is not withheld from them."""
    if not isinstance(thing, Message):
        return YES
    cohort = Cohort.objects.filter(pk=thing.scope).first() if thing.scope else None
    return YES if cohort is not None and _keeps(by, thing, cohort, now) else NOT_YOURS


def anybody_keeps(message: Message, now: datetime) -> bool:
    """Whether one of the cohort's co-ordinators may let the message go, were it held."""
    cohort = Cohort.objects.filter(pk=message.scope).first() if message.scope else None
    if cohort is None:
        return False
    keepers = people_with_role_unscoped("coordinator", cohort, day_of(now))
    return any(_keeps(one, message, cohort, now) for one in keepers)


def _keeps(by: Any, message: Message, cohort: Cohort, now: datetime) -> bool:
    if by.id is None:
        return False
    return not Message.objects.filter(withheld(by, cohort, now), pk=message.pk).exists()
