"""Signing in a browser as somebody, at a time of the test's choosing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from tests.browser import Visitor
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.clock.models import Offset


def it_is(now: datetime) -> None:
    """Have the site's clock stand at `now`, for every thread, as the demo's does."""
    Offset.store(now - datetime.now(UTC))


def sign_in(page: Visitor, person: Person, site: str) -> None:
    """Carry a session of `person` into the browser."""
    client = Client()
    client.force_login(person)
    value: Any = client.cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": site}])
