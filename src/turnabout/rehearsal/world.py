"""What a rehearsal remembers: the invented people, who they became, and the answers it gave in their name."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from turnabout.cohorts import queries as cohorts
from turnabout.foundation import clock
from turnabout.rehearsal.clockwork import NotThere
from turnabout.rehearsal.fixtures.shape import Fixture
from turnabout.rehearsal.people import Invented, invent

PASSPHRASE = "only for rehearsals: nobody real is in this box"
MORNING, EVENING = time(8, 30), time(17, 30)
Found = TypeVar("Found")


def there(found: Found | None) -> Found:
    """What a query found; a rehearsal that asks for something absent is broken."""
    if found is None:
        raise NotThere("The rehearsal looked for something that is not there.")
    return found


@dataclass
class World:
    """One rehearsal under way."""

    fixture: Fixture
    seed: int
    canaries: bool = False
    people: tuple[Invented, ...] = ()
    source: random.Random = field(default_factory=random.Random)
    who: dict[str, Any] = field(default_factory=dict)
    cast: dict[str, Any] = field(default_factory=dict)
    applications: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    agreed: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    invited: dict[str, int] = field(default_factory=dict)
    returning: frozenset[str] = frozenset()
    planted: int = 0
    cohort: Any = None
    questionnaire: Any = None
    report: Any = None
    ended: datetime | None = None
    troubles: list[tuple[datetime, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = invent(self.fixture, self.seed)
        self.source = random.Random(f"walk:{self.fixture.name}:{self.seed}")

    def look_again(self) -> None:
        """Know the cohort as it is now: the clock may have moved it on."""
        if self.cohort is not None:
            self.cohort.refresh_from_db()

    @property
    def system(self) -> bool:
        """Whether it is a system programme: an open call, and a panel."""
        return self.fixture.pattern == "system"

    @property
    def goes_on(self) -> bool:
        """Whether it goes on past something that is refused: what a cohort of one's own would run into is news."""
        return self.fixture.own is not None

    @property
    def coordinator(self) -> Any:
        """Who runs the cohort."""
        return self.cast["coordinator"]

    def writer_of(self, application_id: Any) -> str:
        """The address of whoever wrote an application: a rehearsal knows it, though its assessors do not."""
        return next(email for email, one in self.applications.items() if one.pk == application_id)

    def of(self, role: str, *fates: str) -> list[Invented]:
        """The invented people of a role, of the named fates only when any is named."""
        return [one for one in self.people if one.role == role and (not fates or one.fate in fates)]

    def become(self, email: str, fate: str) -> None:
        """Remember that it came otherwise for somebody: who leaves no longer counts, who is promoted does."""
        self.people = tuple(replace(one, fate=fate) if one.email == email else one for one in self.people)

    def words(self, text: str) -> str:
        """A free text as it is typed in; with canaries it starts with a marker that a search can look for."""
        if not self.canaries:
            return text
        mark = self.fixture.first_mark + self.planted
        self.planted += 1
        return f"zqx{mark:05d} {text}"

    def has(self, step: str) -> bool:
        """Whether the cohort's chain of dates has a step: a stage that is switched off leaves it."""
        return cohorts.date_of(self.cohort, step) is not None

    def at(self, step: str) -> datetime:
        """When a step of the cohort's chain of dates begins."""
        return self._date(step).starts_at

    def after(self, step: str) -> datetime:
        """When a step of the cohort's chain of dates is over."""
        return self._date(step).ends_at

    def day(self, step: str, at: time) -> datetime:
        """A wall time on the day on which a step begins."""
        return clock.london(self.at(step).astimezone(clock.LONDON).date(), at)

    def halfway(self, at: time) -> datetime:
        """A wall time on the day of the half-way check, or half-way through mentoring where there is none."""
        if self.has("midpoint"):
            return self.day("midpoint", at)
        middle = self.at("start") + (self.at("end") - self.at("start")) / 2
        return clock.london(middle.astimezone(clock.LONDON).date(), at)

    def between(self, first: datetime, last: datetime) -> datetime:
        """Some instant in office hours between two days, drawn with the seed."""
        start, end = first.astimezone(clock.LONDON).date(), last.astimezone(clock.LONDON).date()
        days = [start + timedelta(days=n) for n in range(max(1, (end - start).days))]
        return self.office_hour(self.source.choice([day for day in days if day.weekday() < 5] or days))

    def office_hour(self, day: date) -> datetime:
        """Some minute of office hours on `day`, drawn with the seed."""
        minute = self.source.randrange(MORNING.hour * 60 + MORNING.minute, EVENING.hour * 60)
        return clock.london(day, time(minute // 60, minute % 60))

    def chance(self, share: float) -> bool:
        """Yes with the probability `share`, drawn with the seed."""
        return self.source.random() < share

    def some(self, things: Iterable[Any], at_most: int) -> list[Any]:
        """Up to `at_most` of `things`, drawn with the seed."""
        drawn = list(things)
        self.source.shuffle(drawn)
        return drawn[:at_most]

    def _date(self, step: str) -> Any:
        found = cohorts.date_of(self.cohort, step)
        if found is None:
            raise NotThere(f"{self.cohort} has no date called {step!r}.")
        return found
