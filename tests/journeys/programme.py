"""One Board programme, rehearsed once and kept at each moment at which a journey takes it up.

The rehearsal's people have done what they do up to that moment; what the journey is about is still to do.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from tests.browser import Visitor
from tests.cohorts.world import at
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.clock.models import Offset
from turnabout.rehearsal.cast import BY_KEY
from turnabout.rehearsal.drive import rehearse_in_parts
from turnabout.rehearsal.fixtures import FIXTURES

MOMENTS = {
    "applications have closed": at(2023, 8, 26, 10),
    "sessions are planned": at(2023, 8, 31, 16),
    "the first briefing is over": at(2023, 9, 12, 17, 30),
    "everybody is trained": at(2023, 9, 18, 9, 30),
    "reverse mentors are asked": at(2023, 9, 19),
    "leaders are asked": at(2023, 9, 20),
    "mentoring starts": at(2023, 10, 2, 10),
    "mentoring draws to its end": at(2024, 3, 4, 8),
    "the questionnaire is open": at(2024, 3, 18),
    "the report is released": at(2024, 4, 29),
}
"""In the order in which they come."""


class Programme:
    """The files in which the database was kept, one for each moment."""

    def __init__(self, folder: Path) -> None:
        assert connection.vendor == "sqlite", "Journeys keep the programme in files, which SQLite alone can do."
        self.folder = folder
        _keep(folder / "empty")
        for moment, _world in zip(
            MOMENTS, rehearse_in_parts(FIXTURES["board_2023"], stops=list(MOMENTS.values())), strict=True
        ):
            _keep(folder / moment)
        _put_back(folder / "empty")

    def take_up(self, moment: str) -> None:
        """Make the database, and the clock of the site, what they were at that moment."""
        _put_back(self.folder / moment)
        travel(MOMENTS[moment])


def travel(to: datetime) -> None:
    """Set the clock of the site, whose pages are made in other threads than the test."""
    Offset.store(to - datetime.now(UTC))


def sign_in(page: Visitor, key: str) -> Person:
    """By the button of the demo, as somebody new to this browser."""
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_role("link", name="Sign in as one of the cast").click()
    page.get_by_role("button", name=BY_KEY[key].name).click()
    page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out")).first.wait_for()
    return person(key)


def person(key: str) -> Any:
    return Person.objects.get(email=BY_KEY[key].email)


def _keep(file: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(file)
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()


def _put_back(file: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(file)
    try:
        copy.backup(connection.connection)
    finally:
        copy.close()
