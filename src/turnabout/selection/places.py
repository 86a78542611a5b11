"""What a place tells earlier rooms: its holder's manager, and that they took part before."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from turnabout.applications.earlier import Place
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import normal_email
from turnabout.foundation.mail.models import Message
from turnabout.selection.models import Participation


def managers(addresses: Collection[str] | None = None) -> dict[str, str]:
    """Each person's last word on their manager in a place, by address; of everybody when no `addresses` are given."""
    places = Participation.objects.exclude(manager_email="")
    if addresses is not None:
        places = places.filter(person__email__in=addresses)
    rows = places.order_by("accepted_at", "id").values_list("person__email", "manager_email")
    return {email: normal_email(manager) for email, manager in rows if email and email != normal_email(manager)}


def before(people: Collection[UUID], cohort: Cohort) -> list[Place]:
    """The parts that these people had in earlier cohorts of the same programme, however they ended."""
    found = Participation.objects.filter(person__in=people, cohort__programme=cohort.programme_id)
    earlier = found.filter(cohort__starts_on__lt=cohort.starts_on).exclude(cohort=cohort.pk)
    return [
        Place(one.person_id, one.cohort.title, one.role, one.cohort.starts_on, one.status == "graduated")
        for one in earlier.select_related("cohort")
    ]


def has_stopped(message: Message) -> bool:
    """Whether the recipient of a message no longer takes part in the cohort that it is about."""
    if message.to_person_id is None:
        return False
    theirs = Participation.objects.filter(cohort=message.scope, person=message.to_person_id)
    return theirs.exists() and not theirs.exclude(status="withdrawn").exists()
