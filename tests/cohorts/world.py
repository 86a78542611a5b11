"""A small world of organisations, programmes and cohorts for tests, walked to through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from turnabout.cohorts import actions, readiness, support
from turnabout.cohorts.models import Cohort, Organisation, Programme
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs import queue

WORDS = {
    "what": "Reverse mentoring turns mentoring on its head. People with lived experience mentor senior leaders.",
    "who_for": "Staff of every band who want to share what they live through, and leaders who want to listen.",
    "how_to_apply": "Choose a role below and answer the questions. You can stop and come back.",
}
CONTACT = {"name": "Joan Whitfield", "email": "inclusion@example.org", "phone": "0116 496 0000"}


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """The instant of a wall time in London."""
    return clock.london(date(year, month, day), time(hour, minute))


def until(moment: datetime, *, runs: int = 1) -> None:
    """Let the time pass: everything that falls due up to `moment` happens at its own instant, `runs` times over."""
    while (due := queue.next_due()) is not None and due <= moment:
        with clock.borrowed(due):
            queue.tick(due)
            queue.drain(runs=runs)


def make_ready(cohort: Cohort, *, by: Person, now: datetime, steps: tuple[str, ...] = tuple(readiness.STEPS)) -> Cohort:
    """Put everything in place that `steps` wait for, through the real actions; `by` records what others would say."""
    asked = {"dpo": 1, "sponsor": 1, "key_holder": readiness.KEY_HOLDERS}
    for kind, many in asked.items():
        wanted = readiness.STEP_OF[kind] in steps or (kind == "sponsor" and readiness.OPEN in steps)
        for number in range(many if wanted and not readiness.holders(cohort, kind, now) else 0):
            email = f"{kind}.{number}@example.org"
            role = actions.appoint(name=f"Ready {kind} {number}", email=email, kind=kind, cohort=cohort, by=by, now=now)
            actions.record_undertaking(role=role, by=by, now=now)
    host = cohort.programme.host
    if readiness.OPEN in steps or readiness.FIRST_MEETING in steps:
        for kind in support.kinds_missing(host, support.HOST_NEEDS):
            contact = {"name": f"Ready {kind}", "phone": "0116 496 0200"}
            actions.add_contact(organisation=host, kind=kind, contact=contact, by=by, now=now)
    for step in steps:
        for state in readiness.states(cohort, now, step):
            if state.by_hand and state.done is None:
                actions.mark_ready(cohort=cohort, line=state.line.code, by=by, now=now)
    return cohort


@dataclass
class World:
    """What most tests need: who keeps what. `now` is the instant at which it was made."""

    now: datetime
    host: Organisation
    partner: Organisation
    coordinator: Person
    outsider: Person
    administrator: Person
    programme: Programme

    @classmethod
    def make(cls, now: datetime) -> World:
        host = actions.create_organisation(name="Fenwick Integrated Care", kind="nhs", by=OPERATOR, now=now)
        partner = actions.create_organisation(name="Fenwick Council", kind="council", by=OPERATOR, now=now)
        joan = Person.objects.make(name="Joan Whitfield", email="joan.whitfield@example.org")
        pat = Person.objects.make(name="Pat Stranger", email="pat.stranger@example.org")
        ada = Person.objects.make(name="Ada Keys", email="ada.keys@example.org", is_administrator=True)
        actions.give_role(person=joan, kind="coordinator", organisation=host, by=OPERATOR, now=now)
        programme = actions.create_programme(host=host, name="Fenwick reverse mentoring", by=joan, now=now)
        return cls(now, host, partner, joan, pat, ada, programme)

    def cohort(self, *, number: int = 5, pattern: str = "system", **given: Any) -> Cohort:
        """A draft cohort; the default start is the source programme's, Monday 8 April 2024."""
        whole: dict[str, Any] = {
            "programme": self.programme,
            "pattern": pattern,
            "number": number,
            "title": f"Cohort {number}",
            "starts_on": date(2024, 4, 8) if pattern == "system" else date(2023, 10, 2),
            "organisations": [self.host, self.partner],
            "strands": ["race", "disability", "lgbtq"],
            "words": WORDS,
            "contact": CONTACT,
            "by": self.coordinator,
            "now": self.now,
        }
        return actions.create_cohort(**(whole | given))

    def ready_cohort(self, **given: Any) -> Cohort:
        """A draft with everything in place that any step waits for."""
        return make_ready(self.cohort(**given), by=self.coordinator, now=self.now)

    def open_cohort(self, **given: Any) -> Cohort:
        """A cohort that is open to applications, with everything in place that any later step waits for."""
        return actions.open_applications(cohort=self.ready_cohort(**given), by=self.coordinator, now=self.now)

    def just_open(self, **given: Any) -> Cohort:
        """A cohort that is open to applications, and ready for no later step: half as much to do before a test."""
        cohort = make_ready(self.cohort(**given), by=self.coordinator, now=self.now, steps=(readiness.OPEN,))
        return actions.open_applications(cohort=cohort, by=self.coordinator, now=self.now)
