"""Everybody sends in the last seconds, twice: stored once or told, never lost. The full figure is `bench/deadline`."""

from __future__ import annotations

import random
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench import judging
from bench.pressing import Press, Sender, open_forms, press_all
from tests.applications import walk
from turnabout.applications.models import Application
from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.mail.models import Message

PEOPLE, LATE = 20, 4
WINDOW, LEAD = 2.0, 2.0
SHOWN = [Press(0, status=302, landed=200)] * 2
REFUSED = [Press(0, status=409, body=f"Applications closed. {judging.TOLD}")] * 2


def sender(application: Application) -> Sender:
    client = Client()
    client.force_login(application.person)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    return Sender(reverse("applications:check", args=[application.pk]), cookie)


def closing_in(cohort: Any, seconds: float) -> float:
    """Set the site's clock so that `cohort` closes in so many seconds; returns when, as `time.time()` counts."""
    Offset.store(cohort.closes_at - datetime.now(UTC) - timedelta(seconds=seconds))
    return (cohort.closes_at - Offset.current()).timestamp()


def press_at(application: Application, arrived: datetime, typed: dict[str, Any], *, follow: bool = False) -> Any:
    """Send the form of the last page as if it had arrived then."""
    client = Client()
    client.force_login(application.person)
    with clock.borrowed(arrived):
        answer = client.post(reverse("applications:check", args=[application.pk]), typed)
    with clock.borrowed(application.cohort.closes_at + timedelta(seconds=10)):
        return client.get(answer["Location"]) if follow else answer


@pytest.mark.postgres
def test_everybody_who_sends_in_the_last_seconds_is_stored_once_or_told(live_server, cohort):
    roles = [("mentor", "mentee")[number % 2] for number in range(PEOPLE + LATE)]
    made = [walk.fill(walk.start(cohort, role, f"Amara {number}")) for number, role in enumerate(roles)]
    before = judging.drafts([Application.objects.get(pk=one.pk) for one in made])
    senders = [sender(one) for one in made]
    address = (live_server.thread.host, live_server.thread.port)
    closing_in(cohort, 3600)
    open_forms(address, senders)
    closing = closing_in(cohort, LEAD + WINDOW)
    source = random.Random("the last seconds")
    for number, one in enumerate(senders):
        late = number >= PEOPLE
        at = closing + (source.uniform(0.1, 1) if late else -source.uniform(0, WINDOW))
        one.presses = [Press(at), Press(at + source.uniform(0.02, 0.3))]
    press_all(address, senders)

    fates = [judging.fate(*pair) for pair in zip(before, senders, strict=True)]
    seen = [[(one.status, one.landed) for one in each.presses] for each in senders]
    assert sum(one.faults for one in senders) == 0, seen
    assert set(fates) <= {judging.STORED, judging.TOLD_LATE}, list(zip(fates, seen, strict=True))
    assert fates[PEOPLE:] == [judging.TOLD_LATE] * LATE, seen[PEOPLE:]
    assert judging.STORED in fates


@pytest.mark.django_db(transaction=True)
def test_a_second_press_that_overtakes_the_first_across_closing_leads_where_the_first_led(cohort):
    application = walk.fill(walk.start(cohort))
    typed = {"declarations": walk.declarations(application), "idempotency_key": str(uuid.uuid4())}
    answers: dict[str, Any] = {}

    def press(which: str, arrived: datetime, after: float) -> None:
        time.sleep(after)
        answers[which] = press_at(application, arrived, typed)
        connection.close()

    first = threading.Thread(target=press, args=["first", cohort.closes_at - timedelta(milliseconds=1), 0.5])
    second = threading.Thread(target=press, args=["second", cohort.closes_at + timedelta(milliseconds=1), 0])
    first.start(), second.start()
    first.join(), second.join()
    sent = reverse("applications:sent", args=[application.pk])
    assert [(which, one.status_code, one.get("Location")) for which, one in sorted(answers.items())] == [
        ("first", 302, sent),
        ("second", 302, sent),
    ]
    assert Message.objects.count() == 1


def test_who_was_told_that_it_was_too_late_is_not_overruled_by_a_press_that_comes_through_afterwards(cohort):
    application = walk.fill(walk.start(cohort))
    typed = {"declarations": walk.declarations(application), "idempotency_key": str(uuid.uuid4())}
    second = press_at(application, cohort.closes_at + timedelta(milliseconds=1), typed)
    assert second.status_code == 409
    assert judging.TOLD in " ".join(second.content.decode().split())
    first = press_at(application, cohort.closes_at - timedelta(milliseconds=1), typed, follow=True)
    assert judging.TOLD in " ".join(first.content.decode().split())
    assert Application.objects.get(pk=application.pk).status == "draft"
    assert not Message.objects.exists()


# What counts as lost, and as twice: each crime committed, and caught


@pytest.fixture
def draft(cohort):
    (found,) = judging.drafts([walk.fill(walk.start(cohort))])
    return found


def fate(draft: judging.Draft, presses: list[Press]) -> str:
    return judging.fate(draft, SimpleNamespace(presses=presses))


def test_who_is_stored_and_shown_so_or_refused_and_told_is_not_lost(draft):
    assert fate(draft, REFUSED) == judging.TOLD_LATE
    walk.send(draft.application)
    assert fate(draft, SHOWN) == judging.STORED


@pytest.mark.parametrize("presses", [SHOWN, [SHOWN[0], REFUSED[0]], [Press(0)] * 2, [Press(0, status=409)] * 2])
def test_a_draft_whose_writer_was_not_told_is_lost(draft, presses):
    assert fate(draft, presses) == judging.LOST


def test_a_draft_that_does_not_hold_what_was_written_is_lost(draft):
    walk.fill(draft.application, but={"why": {"why": "Other words."}})
    assert fate(draft, REFUSED) == judging.LOST


def test_who_is_stored_and_was_told_that_it_was_too_late_is_lost(draft):
    walk.send(draft.application)
    assert fate(draft, [SHOWN[0], REFUSED[0]]) == judging.LOST


def test_a_second_letter_is_twice(draft):
    walk.send(draft.application)
    values = Message.objects.values().get()
    Message.objects.create(**{name: value for name, value in values.items() if name not in ("id", "status")})
    assert fate(draft, SHOWN) == judging.TWICE


def test_a_letter_without_a_sent_application_is_lost(draft):
    walk.send(draft.application)
    Message.objects.all().delete()
    assert fate(draft, SHOWN) == judging.LOST


def test_a_press_that_the_server_fails_on_is_a_fault():
    presses = [Press(0, status=500), Press(0), Press(0, status=302, landed=500), *SHOWN, *REFUSED]
    assert Sender("", "", presses=presses).faults == 3
