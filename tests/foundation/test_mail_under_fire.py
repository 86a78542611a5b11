"""Messages while the mail server dies and comes back and a worker is killed: none is lost, hardly one goes twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from tests.foundation.smtp import post_office
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail import actions
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import Address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.timeout(300)]
PATIENCE = 120
"""Seconds after which what has not arrived counts as lost."""


def database() -> str:
    known = connection.settings_dict
    where = f"{known['HOST'] or ''}:{known['PORT']}" if known["PORT"] else known["HOST"] or ""
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{where}/{known['NAME']}"


@contextmanager
def worker(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process, killed at the end whatever it does."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.foundation.mail_worker", str(port)],
        env={**os.environ, "TEST_DATABASE_URL": database(), "DJANGO_SETTINGS_MODULE": "turnabout.config.settings.test"},
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def wait_for(what: Any, told: str) -> None:
    """Until it is true; fails after `PATIENCE`."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, told
        time.sleep(0.02)


@pytest.mark.parametrize("many", [60, pytest.param(500, marks=pytest.mark.long)])
def test_messages_arrive_though_the_server_dies_and_a_worker_is_killed(many: int) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a killed process beside this one breaks the database that the tests of SQLite share")
    for number in range(many):
        to = Address(f"Person {number}", f"person.{number}@example.org")
        words = {"kind": "test.fire", "scope": None, "subject": f"Letter {number}", "body": "Hello."}
        actions.queue_message(**words, to=to, by=OPERATOR, now=datetime.now(UTC))
    with post_office() as office:
        port = office.port
        with worker(port) as first:
            wait_for(lambda: len(office.letters) >= many // 5, "the first worker sends nothing")
            first.send_signal(signal.SIGKILL)
            first.wait()
        with worker(port):
            wait_for(lambda: len(office.letters) >= many // 2, "the second worker sends nothing")
            office.shutdown()
            office.server_close()
            waiting = Message.objects.filter(status="waiting").exclude(trouble="")
            wait_for(waiting.exists, "nobody noticed that the mail server is away")
            with post_office(port=port) as again:
                wait_for(lambda: not Message.objects.exclude(status="sent").exists(), "some never went")
                arrived = [*office.letters, *again.letters]
    ids = Counter(str(letter["Message-ID"]) for letter in arrived)
    assert set(ids) == {message.message_id for message in Message.objects.all()}, (
        "none lost, and none that was not ours"
    )
    assert ids.total() <= many + 1, "one worker was killed: one copy more at most, with the same Message-ID"
    assert {letter["To"] for letter in arrived} == {f"person.{number}@example.org" for number in range(many)}
    assert not Due.objects.exists()
