"""What a cohort was set up with, as a script that another process can play: texts, numbers and lists, nobody's name.

The one exception is the programme's own contact, which stands on its public page.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.cohorts import planner, queries
from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.planner.saying import days_of
from turnabout.foundation import clock
from turnabout.foundation.mail.models import Wording
from turnabout.training.models import Session

WHERE = ("place", "link", "map_link", "access")


def script_of(cohort: Cohort) -> dict[str, Any]:
    """The script of a cohort as it stands now, ready for JSON."""
    sessions = Session.objects.filter(cohort=cohort, status="planned")
    return {
        "pattern": cohort.pattern,
        "number": cohort.number,
        "title": cohort.title,
        "calendar_title": cohort.calendar_title,
        "programme": cohort.programme.name,
        "starts_on": cohort.starts_on.isoformat(),
        "organisations": [{"name": one.name, "kind": one.kind} for one in queries.organisations_in(cohort)],
        "strands": list(cohort.strands),
        "words": {"what": cohort.what, "who_for": cohort.who_for, "how_to_apply": cohort.how_to_apply},
        "contact": {"name": cohort.contact_name, "email": cohort.contact_email, "phone": cohort.contact_phone},
        "chief_executive_exempt": cohort.chief_executive_exempt,
        "policies": dict(cohort.policies),
        "nations": list(cohort.nations),
        "off": list(cohort.switched_off),
        "passages": queries.passages(cohort),
        "dates": {
            one.step: [instant.isoformat() for instant in _instants(cohort, one)] for one in queries.dates(cohort)
        },
        "wordings": {one.kind: _wording(one) for one in Wording.objects.filter(scope=cohort.pk)},
        "places": {one.step: {name: getattr(one, name) for name in WHERE} for one in sessions},
    }


def unfixed(cohort: Cohort) -> list[PlannedDate]:
    """The dates that have no fixed day yet: a rehearsal counts on the first day that each could be."""
    return [one for one in queries.dates(cohort) if not one.exact]


def _instants(cohort: Cohort, one: PlannedDate) -> tuple[datetime, datetime]:
    """When a step begins and ends; one without a fixed day has the hours that the pattern gives it on its first day."""
    offset = planner.offset_of(cohort.pattern, one.step)
    if one.exact or offset is None:
        return one.starts_at, one.ends_at
    usual = planner.resolve(offset, cohort.starts_on)
    day = days_of(one)[0]
    if usual.whole_day:
        return clock.london(day, datetime.min.time()), clock.end_of(day)
    starts_at = clock.london(day, usual.starts_at.astimezone(clock.LONDON).time())
    return starts_at, starts_at + (usual.ends_at - usual.starts_at)


def _wording(one: Wording) -> dict[str, Any]:
    """How the cohort words a kind. What it holds first is played as if it were let go on the same day."""
    return {
        "subject": one.subject,
        "body": one.body,
        "switched_off": one.switched_off,
        "days": list(one.days or ()),
    }
