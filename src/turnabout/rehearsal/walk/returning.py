"""Before a system cohort opens: the list of last year's people comes in from a spreadsheet, and some of them return."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

from turnabout.applications import actions as applications
from turnabout.importing import actions as importing
from turnabout.rehearsal.people import Invented
from turnabout.rehearsal.world import World

HEADINGS = (
    "Name", "Email", "Mentor or mentee", "Cohort", "Graduated on", "Organisation", "Team", "Job title",
    "Consent to contact", "Consent date",
)  # fmt: skip
LAST_TIME = "Cohort 4, 2022/23"
GRADUATED = date(2022, 10, 6)
RETURN = 2


def bring_in(world: World, now: datetime) -> None:
    """Last year's list: a few of those who will apply took part before."""
    returning = [one for one in world.of("mentor", "accepted") if not one.cast][:RETURN]
    graduated = min(GRADUATED, world.fixture.set_up_on - timedelta(days=60))
    on = f"{graduated.day} {graduated:%B %Y}"
    sheet = io.StringIO()
    table = csv.writer(sheet)
    table.writerow(HEADINGS)
    for one in returning:
        told = (LAST_TIME, on, one.organisation, one.team, one.job_title, "yes", on)
        table.writerow((one.name, one.email, "Reverse mentor", *told))
    upload = importing.upload(
        cohort=world.cohort,
        kind="alumni",
        content=sheet.getvalue().encode(),
        file_name="last year.csv",
        by=world.coordinator,
        now=now,
    )
    matched = {int(number): code for number, code in upload.columns.items()}
    upload = importing.match_columns(upload=upload, matched=matched, by=world.coordinator, now=now)
    importing.begin_import(upload=upload, by=world.coordinator, now=now)
    world.returning = frozenset(one.email for one in returning)


def begin(world: World, one: Invented, person: Any, now: datetime) -> Any:
    """Start an application, from the last one where somebody took part before."""
    start = applications.continue_earlier if one.email in world.returning else applications.start
    return start(cohort=world.cohort, person=person, role=one.role, by=person, now=now)


def known(world: World, application: Any, one: Invented) -> set[str]:
    """The sections that need not be filled in again."""
    return set(application.sections_done) if one.email in world.returning else set()
