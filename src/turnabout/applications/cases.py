"""Whose case somebody may handle. Nobody runs a case of their own leader: an independent contact does.

A case is a reverse mentee of a cohort, applicant or participant, to whom one of its co-ordinators reports, directly or
through others. Whoever applied for either role is one too, until they are placed as a reverse mentor. That co-ordinator
is told, and refused; the independent contact sees those cases and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from turnabout.applications.lines import above
from turnabout.applications.models import EITHER, MENTEE, Application
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Cohort, Role
from turnabout.cohorts.permissions import day_of, has_role, is_coordinator
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.accounts.models import Person

INDEPENDENT = "independent_contact"
LEFT = ("withdrawn", "turned_down")
LEADING = (MENTEE, EITHER)
"""The roles of whoever is a reverse mentee, or may yet become one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody who keeps a cohort reports to a reverse mentee of it; `contact` takes the case, None while unnamed."""

    contact: Person | None

    @property
    def words(self) -> Any:
        """What the co-ordinator is told."""
        if self.contact is None:
            return _("You report to somebody in this cohort. Name an independent contact, who takes their case.")
        return _("You report to somebody in this cohort. %(name)s takes their case.") % {"name": self.contact.name}


def may_handle(by: Any, subject: Any, now: datetime) -> Decision:
    """Whether `by` reads and decides what concerns `subject`, an application or a participation.

    A co-ordinator of the cohort, unless it is a reverse mentee above them; then the independent contact, who must
    not report to that person either. It says nothing of whether the deed is possible now.
    """
    if by.id is None or not getattr(by, "is_authenticated", False):
        return NOT_YOURS
    cohort, today = subject.cohort, day_of(now)
    if is_coordinator(by, cohort, today):
        if subject.role not in LEADING or not is_apart(subject, above([by], today)):
            return YES
        return no(_refusal(contact_of(cohort, now)))
    return YES if _takes(by, subject, now) else NOT_YOURS


def not_for(by: Any, cohort: Cohort, now: datetime) -> frozenset[str]:
    """The addresses of everybody above `by`: the reverse mentees among them are cases that `by` may not handle."""
    return above([by], day_of(now)) if by.id is not None else frozenset()


def is_apart(subject: Any, addresses: Collection[str]) -> bool:
    """Whether an application or participation is a case for whoever has `addresses` (of `not_for`) above them."""
    return subject.role in LEADING and subject.person.email in addresses


def is_not_for(by: Any, cohort: Cohort, now: datetime, path: str = "") -> Q:
    """The same as a condition on rows; `path` leads to the application or participation: "application__"."""
    return Q(**{f"{path}role__in": LEADING, f"{path}person__email__in": not_for(by, cohort, now)})


def may_see_cases(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's independent contact sees the cases that they take."""
    here = cohort is not None and by.id is not None and has_role(by, INDEPENDENT, cohort, day_of(now))
    return YES if here else NOT_YOURS


def cases(viewer: Any, cohort: Cohort, now: datetime) -> list[Application]:
    """The applications of the reverse mentees whose cases `viewer` takes, by name; nothing for anybody else."""
    if not may_see_cases(viewer, cohort, now):
        return []
    taken = _taken(cohort, now) - not_for(viewer, cohort, now)
    found = Application.objects.filter(SENT, cohort=cohort, role__in=LEADING, person__email__in=taken)
    found = found.exclude(person=viewer).select_related("person", "organisation", "cohort__programme__host")
    return list(found.order_by("person__name", "id"))


def handlers_unscoped(subject: Any, now: datetime) -> list[Person]:
    """Everybody who may handle what concerns `subject`, by name: for pages that say who does to whoever it is about."""
    cohort, today = subject.cohort, day_of(now)
    keepers = people_with_role_unscoped("coordinator", cohort, today)
    if not is_apart(subject, above(keepers, today)):
        return keepers
    known = [*keepers, *people_with_role_unscoped(INDEPENDENT, cohort, today)]
    return [person for person in dict.fromkeys(known) if may_handle(person, subject, now)]


def conflict(by: Any, cohort: Cohort, now: datetime) -> Conflict | None:
    """That `by` reports to a reverse mentee of the cohort who has not left it, and who takes the case; else None."""
    return Conflict(contact_of(cohort, now)) if reports_to_a_mentee(by, "", cohort, now) else None


def contact_of(cohort: Cohort, now: datetime) -> Person | None:
    """The cohort's independent contact, if one is named who still stands outside the line whose cases they take."""
    today = day_of(now)
    roles = Role.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), cohort=cohort, kind=INDEPENDENT)
    named = roles.filter(from_on__lte=today).select_related("person").order_by("-from_on", "id")
    return next((role.person for role in named if _is_outside(role.person, cohort, now)), None)


def reports_to_a_mentee(person: Any, manager_email: str, cohort: Cohort, now: datetime) -> bool:
    """Whether a reverse mentee of the cohort is the person's manager or stands anywhere above them."""
    return _mentees(cohort).filter(person__email__in=above([person], day_of(now), managers=[manager_email])).exists()


def objection(person: Any, manager_email: str, cohort: Cohort, now: datetime) -> Any:
    """Why somebody cannot be the cohort's independent contact; "" when they can.

    They take no part, report to no reverse mentee, and stand above nobody who keeps the cohort.
    """
    if Application.objects.filter(cohort=cohort, person=person.pk).exclude(status__in=LEFT).exists():
        return _("This person takes part in the cohort or has applied, so they cannot be its independent contact.")
    if is_coordinator(person, cohort, day_of(now)):
        return _("A co-ordinator of the cohort cannot be its independent contact. Name somebody else.")
    in_line = person.email in _taken(cohort, now)
    if in_line or reports_to_a_mentee(person, manager_email, cohort, now):
        return _("This person stands in the same management line, so they are not independent. Name somebody else.")
    return ""


def _mentees(cohort: Cohort) -> Any:
    """The reverse mentees of the cohort who are in it: whoever only has a draft is not, unless they were named."""
    sent = SENT | Q(named=True)
    return Application.objects.filter(sent, cohort=cohort, role__in=LEADING).exclude(status__in=LEFT)


def _taken(cohort: Cohort, now: datetime) -> frozenset[str]:
    """The addresses of everybody above any of the cohort's co-ordinators."""
    keepers = people_with_role_unscoped("coordinator", cohort, day_of(now))
    return above(keepers, day_of(now))


def _is_outside(person: Person, cohort: Cohort, now: datetime) -> bool:
    """Whether somebody stands neither above a co-ordinator of the cohort nor below one of the cases."""
    taken = _taken(cohort, now)
    below = _mentees(cohort).filter(person__email__in=taken & above([person], day_of(now)))
    return person.email not in taken and not below.exists()


def _takes(by: Any, subject: Any, now: datetime) -> bool:
    """Whether `by` is the independent contact who takes the case of `subject`."""
    if subject.role not in LEADING or subject.person_id == by.id or not may_see_cases(by, subject.cohort, now):
        return False
    email = subject.person.email
    return email in _taken(subject.cohort, now) and email not in not_for(by, subject.cohort, now)


def _refusal(contact: Person | None) -> Any:
    if contact is None:
        return _(
            "You report to this person, directly or through others, so this is not yours to decide. Name an "
            "independent contact for the cohort, who takes their case."
        )
    return _(
        "You report to this person, directly or through others, so this is not yours to decide. %(name)s takes their "
        "case."
    ) % {"name": contact.name}
