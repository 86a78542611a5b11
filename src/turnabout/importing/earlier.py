"""What imported places tell: somebody took part before, and what a new form can go on from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from turnabout.applications.earlier import Earlier, Place
from turnabout.importing.models import EarlierPlace


def places(people: Collection[UUID], cohort: Any) -> Iterator[Place]:
    """The parts in the programme that ended before `cohort` starts. Only who took part to the end is imported."""
    found = EarlierPlace.objects.filter(
        programme=cohort.programme_id, person__in=list(people), ended_on__lt=cohort.starts_on
    )
    for one in found:
        yield Place(one.person_id, one.cohort_name, one.role, one.ended_on, graduated=True)


def answers(person: Any, cohort: Any) -> Earlier | None:
    """What stands in somebody's last imported place, as answers to the form; None without one.

    An organisation that does not take part in `cohort`, and a grade in no list, are left for them to say.
    """
    found = EarlierPlace.objects.filter(
        programme=cohort.programme_id, person=person.pk, ended_on__lt=cohort.starts_on
    ).first()
    if found is None:
        return None
    about = {"name": person.name, "directorate": found.directorate, "job_title": found.job_title}
    about["staff_group"] = found.staff_group
    if any(one.pk == found.organisation_id for one in cohort.organisations.all()):
        about["organisation"] = str(found.organisation_id)
    given = {"about": about, "grade": {"grade": found.grade}, "meeting": {"base": found.base}}
    known = {code: {name: said for name, said in of.items() if said} for code, of in given.items()}
    return Earlier(
        title=found.cohort_name,
        role=found.role,
        starts_on=found.ended_on,
        answers={code: of for code, of in known.items() if of},
    )
