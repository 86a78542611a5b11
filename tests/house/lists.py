"""The list pages: at which further moments they are looked at, and how those grow that have few rows by nature."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tests.cohorts.world import make_ready
from tests.house.asking import OWN, Answer, Visitors
from tests.house.looking import Looker, door
from tests.house.objects import kwargs_of
from tests.house.scene import OURS
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.actions import make_administrator
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.matching import actions as matching
from turnabout.selection.models import Participation
from turnabout.training.models import Session

MORE_MOMENTS = {
    "2023-08-28": ("selection:shortlist", "selection:release"),
    "2023-09-14": ("training:register", "training:session", "training:sessions"),
    "2024-03-26": ("selection:graduation", "selection:people", "partnerships:overview", "partnerships:pair"),
}
"""Pages whose lists are longest, or there at all, on another evening than that of their room's table."""


@dataclass(frozen=True)
class Growth:
    """A list page on one evening, looked at by `who` after the deed `few`, and again after `many` instead.

    `rows` are words that stand for its rows; the longer list shows more of them.
    """

    day: str
    page: str
    who: str
    few: Callable[[Looker], Any]
    many: Callable[[Looker], Any]
    rows: Callable[[Looker], Iterable[str]]

    def looked_at(self, it: Looker) -> tuple[Answer, Answer]:
        rows = set(self.rows(it))
        few, many = (self._after(deed, it, rows) for deed in (self.few, self.many))
        return few, many

    def _after(self, deed: Callable[[Looker], Any], it: Looker, rows: set[str]) -> Answer:
        before = transaction.savepoint()
        deed(it)
        visitor = Visitors({self.who: it.visitors.people[self.who]}, rows)
        page = door(self.page)
        answer = visitor.ask(page, self.who, "GET", OWN, kwargs_of(page, it.our))
        transaction.savepoint_rollback(before)
        transaction.savepoint_commit(before)
        return answer


def nothing(it: Looker) -> None:
    """The list as it is."""


def open_two_more(it: Looker) -> None:
    """Two more cohorts are open to applications."""
    keep = {"by": it.our.world.coordinator, "now": it.scene.now}
    for number in (7, 8):
        cohort = cohorts.create_cohort(
            programme=it.our.cohort.programme,
            pattern="board",
            number=number,
            title=f"Open cohort {number}",
            starts_on=date(2023, 11, 6),
            organisations=[it.our.cohort.programme.host],
            strands=["race"],
            words=OURS.words,
            contact=OURS.contact,
            **keep,
        )
        cohorts.open_applications(cohort=make_ready(cohort, **keep), **keep)


def administer(it: Looker) -> None:
    """The outsider keeps the installation."""
    make_administrator(person=it.visitors.people["outsider"], by=OPERATOR, now=it.scene.now)


def administer_more(it: Looker) -> None:
    """And there are two more organisations, and in the host two more programmes and co-ordinators."""
    administer(it)
    host, now = it.our.cohort.programme.host, it.scene.now
    for name in ("Ann Early", "Bo Later"):
        email = f"{name.lower().replace(' ', '.')}@example.org"
        cohorts.create_organisation(name=f"Trust of {name}", kind="nhs", by=OPERATOR, now=now)
        cohorts.create_programme(host=host, name=f"Programme of {name}", by=it.our.world.coordinator, now=now)
        cohorts.appoint(name=name, email=email, kind="coordinator", organisation=host, by=OPERATOR, now=now)


def keep_out(many: int) -> Callable[[Looker], None]:
    """So many people are kept out of rounds."""

    def deed(it: Looker) -> None:
        for one in Participation.objects.filter(cohort=it.our.cohort).order_by("id")[:many]:
            matching.hold_back(participation=one, kind="hr", by=it.our.world.coordinator, now=it.scene.now)

    return deed


def read_another(it: Looker) -> None:
    """The Board reader reads another programme's report too."""
    reader, keeper = it.visitors.people["board_reader"], it.their.world.coordinator
    cohorts.give_role(person=reader, kind="board_reader", cohort=it.their.cohort, by=keeper, now=it.scene.now)


def fewer_sessions(it: Looker) -> None:
    """Sessions that nobody has booked are gone. No action shortens the chain of dates, so this goes round them."""
    Session.objects.filter(cohort=it.our.cohort, bookings=None).delete()


def opened(it: Looker) -> list[str]:
    return ["Open cohort 7", "Open cohort 8"]


def of_ann_and_bo(it: Looker) -> list[str]:
    return [f"{what} of {who}" for what in ("Trust", "Programme") for who in ("Ann Early", "Bo Later")]


def sessions(it: Looker) -> list[str]:
    return [str(one.pk) for one in Session.objects.filter(cohort=it.our.cohort)]


def people(it: Looker) -> list[str]:
    return [f"{one.pk}/let-in" for one in Participation.objects.filter(cohort=it.our.cohort)]


def their_report(it: Looker) -> list[str]:
    return [it.their.cohort.title]


GROWING = (
    Growth("2023-08-14", "home:front", "outsider", nothing, open_two_more, opened),
    Growth("2023-08-14", "cohorts:organisations", "outsider", administer, administer_more, of_ann_and_bo),
    Growth("2023-08-14", "cohorts:organisation", "outsider", administer, administer_more, of_ann_and_bo),
    Growth("2023-09-04", "training:sessions", "coordinator_own", fewer_sessions, nothing, sessions),
    Growth("2023-09-18", "matching:holds", "coordinator_own", keep_out(1), keep_out(3), people),
    Growth("2024-04-29", "reporting:shelf", "board_reader", nothing, read_another, their_report),
)
