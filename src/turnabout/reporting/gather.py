"""Everything the report may say, as statements and words: gathered once, when it is drafted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from turnabout import __version__
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import date_of
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.release import Release, exact_release
from turnabout.engine.disclosure.statements import Deed, Respondents, Size
from turnabout.foundation.clock import LONDON
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.partnerships.queries import held_by_participation_unscoped
from turnabout.selection.models import Participation
from turnabout.surveys.items import OPEN
from turnabout.surveys.queries import Said, release, respondents, statements

LEADERS = "Leaders"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sections are made from. Exact numbers are inside statements; nothing else here has any.

    `exact` holds the sizes and leaders' deeds; `said` the claims in the order of the plan, empty while the box
    is sealed; `attacked` whether an attack on the printed sentences was tried and failed.
    """

    cohort: Cohort
    organisations: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    drafted_on: date
    author: str
    exact: Release
    said: tuple[Said, ...]
    respondents: tuple[Respondents, ...]
    attacked: bool
    policy: Policy

    @property
    def sizes(self) -> tuple[Size, ...]:
        """How big the programme was."""
        return tuple(one for one in self.exact if isinstance(one, Size))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What leaders did."""
        return tuple(one for one in self.exact if isinstance(one, Deed))

    @property
    def open(self) -> tuple[Said, ...]:
        """What leaders said openly of themselves."""
        return tuple(one for one in self.said if one.item.channel == OPEN)

    @property
    def sealed(self) -> tuple[Said, ...]:
        """What people said in confidence."""
        return tuple(one for one in self.said if one.item.channel != OPEN)


def gather(cohort: Cohort, *, author: Any, drafted_on: date) -> Facts:
    """The facts of one cohort as they stand; `author` is who has it drafted."""
    end = date_of(cohort, "end")
    printed = release(cohort)
    return Facts(
        cohort=cohort,
        organisations=tuple(one.name for one in cohort.organisations.all().order_by("name")),
        starts_on=cohort.starts_on,
        ends_on=end.starts_at.astimezone(LONDON).date() if end is not None and end.exact else None,
        drafted_on=drafted_on,
        author=str(getattr(author, "name", "")),
        exact=exact_release(_exact(cohort), code=__version__),
        said=tuple(statements(cohort)),
        respondents=tuple(respondents(cohort)),
        attacked=bool(printed and printed.audit and printed.audit.passed),
        policy=Policy(),
    )


def _exact(cohort: Cohort) -> list[Size | Deed]:
    """Sizes of the programme and leaders' public acts: the numbers that are exact (policy D4).

    Of the meetings that did not happen only those that a leader cancelled are told, out of all that the
    programme plans for its pairs: so nothing follows about who else cancelled.
    """
    people = Participation.objects.filter(cohort=cohort)
    held = held_by_participation_unscoped(cohort)
    leaders = list(people.filter(role="mentee").values_list("id", flat=True))
    pairs = Partnership.objects.filter(cohort=cohort)
    planned = pairs.count() * int(cohort.policies["meetings_planned"])
    meetings = Meeting.objects.filter(partnership__cohort=cohort)
    cancelled = meetings.filter(status="cancelled", cancelled_by_role="mentee").count()
    return [
        Size(size="participants", count=people.exclude(status="withdrawn").count()),
        Size(size="organisations", count=cohort.organisations.count()),
        Size(size="pairs", count=pairs.filter(meetings__status="held").distinct().count()),
        Size(size="meetings", count=meetings.filter(status="held").count()),
        Deed(deed="took_part", done=sum(held.get(leader, 0) > 0 for leader in leaders), of=len(leaders)),
        Deed(deed="meetings_held", done=meetings.filter(status="held").count(), of=planned),
        Deed(deed="meetings_cancelled", done=min(cancelled, planned), of=planned, people=LEADERS),
    ]
