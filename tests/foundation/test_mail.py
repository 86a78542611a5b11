"""The outbox: written with its cause, delivered after it, and nothing lost when the mail server is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from tests.foundation.smtp import post_office
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import YES, Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.audit.trail import action
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail import actions, delivery, permissions
from turnabout.foundation.mail.html import as_html, markdown
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS, Address, message
from turnabout.foundation.moves.models import StatusChange

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
LINK = "https://mentoring.example.org/confirm/" + "A" * 43 + "/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    message(
        "test.greeting",
        label="A greeting",
        whom="Whoever is greeted",
        subject="Hello {name}",
        body="Dear {name},\n\nWe meet on **{day}**.\n\n{link}",
        audience=lambda thing: [thing, Address("Ben", "ben@example.org"), Address("Cleo", "")],
        variables=lambda thing, to: {"day": "Tuesday", "link": ""},
        scope=lambda thing: None,
        secret_link=True,
    )
    before = list(permissions._keepers)
    permissions._keepers[:] = [lambda by, thing, now: YES]
    yield
    del KINDS["test.greeting"]
    permissions._keepers[:] = before


@pytest.fixture
def amara() -> Person:
    return Person.objects.make(name="Amara", email="amara@example.org")


@action("test.greeted", about="person")
def greet(*, person: Person, by: Any, now: datetime, link: str = "") -> None:
    actions.send("test.greeting", thing=person, by=by, now=now, link=link)


def queued(**given: Any) -> Message:
    to = Address("Amara", "amara@example.org")
    words = {"kind": "test.greeting", "scope": None, "subject": "Hello", "body": "Hello.", "by": OPERATOR, "now": NOW}
    return actions.queue_message(**{"to": to, **words, **given})


def by_smtp(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def deliver_at(moment: datetime) -> None:
    """What tick and worker do together at `moment`."""
    with clock.borrowed(moment):
        queue.tick(moment)
        queue.drain()


def test_each_of_the_audience_who_has_an_address_gets_their_own_copy(amara: Person) -> None:
    greet(person=amara, by=OPERATOR, now=NOW)
    assert not mail.outbox
    deliver_at(NOW)
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["amara@example.org"], "Hello Amara"),
        (["ben@example.org"], "Hello Ben"),
    ]
    assert {told.status for told in Message.objects.all()} == {"sent"}


def test_a_cause_that_is_undone_sends_nothing(amara: Person) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        greet(person=amara, by=OPERATOR, now=NOW)
        raise RuntimeError("undo")
    deliver_at(NOW)
    assert not mail.outbox
    assert not Message.objects.exists()


def test_the_line_of_the_cause_names_the_kinds_and_no_address(amara: Person) -> None:
    greet(person=amara, by=OPERATOR, now=NOW)
    line = AuditEvent.objects.get(event="test.greeted")
    assert line.details == {"messages": ["test.greeting", "test.greeting"]}


def test_a_message_is_the_same_words_as_text_and_as_html(amara: Person) -> None:
    greet(person=amara, by=OPERATOR, now=NOW)
    deliver_at(NOW)
    sent = mail.outbox[0]
    assert "We meet on **Tuesday**." in str(sent.body)
    [html] = [part.content for part in sent.alternatives]  # type: ignore[attr-defined]
    assert "<strong>Tuesday</strong>" in html
    assert sent.extra_headers["Message-ID"] == Message.objects.get(to_address="amara@example.org").message_id


def test_a_message_s_id_names_the_site_s_own_host_and_not_the_program(settings: Any) -> None:
    settings.BASE_URL = "https://inclusion.example.org:8443/here"
    written = queued()
    assert written.message_id == f"<{written.id}@inclusion.example.org>"
    deliver_at(NOW)
    assert "turnabout" not in str(mail.outbox[0].message()["Message-ID"])
    assert Message.objects.get(pk=written.pk).message_id == written.message_id


def test_an_invitation_carries_its_calendar_part(amara: Person) -> None:
    queued(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method="REQUEST")
    deliver_at(NOW)
    kinds = [part.mimetype for part in mail.outbox[0].alternatives]  # type: ignore[attr-defined]
    assert kinds == ["text/html", "text/calendar; method=REQUEST; charset=utf-8"]


def test_a_line_break_in_a_subject_cannot_add_a_header() -> None:
    written = queued(subject="Hello\nBcc: everybody@example.org")
    assert written.subject == "Hello Bcc: everybody@example.org"
    deliver_at(NOW)
    assert mail.outbox[0].bcc == []


def test_a_job_that_runs_twice_sends_once() -> None:
    written = queued()
    with clock.borrowed(NOW):
        queue.drain(runs=2)
        delivery.hand_over(str(written.id), now=NOW)
    assert len(mail.outbox) == 1


def test_a_real_mail_server_gets_the_letter(settings: Any) -> None:
    with post_office() as office:
        by_smtp(settings, office.port)
        queued(subject="Grüße – hello", body="One line.\n\n.\n\nAfter a lonely dot.")
        deliver_at(NOW)
    [letter] = office.letters
    assert letter["Subject"] == "Grüße – hello"
    assert letter["To"] == "amara@example.org"
    text = letter.get_body(("plain",))
    assert text is not None and "After a lonely dot." in text.get_content()
    assert Message.objects.get().status == "sent"


def test_a_mail_server_that_is_away_loses_nothing(settings: Any) -> None:
    with post_office() as office:
        port = office.port
    by_smtp(settings, port)
    queued()
    deliver_at(NOW)
    kept = Message.objects.get()
    assert (kept.status, kept.tries, kept.sent_at) == ("waiting", 1, None)
    assert "ConnectionRefusedError" in kept.trouble
    assert Due.objects.get().due_at == NOW + timedelta(minutes=1)
    deliver_at(NOW + timedelta(minutes=1))
    assert Due.objects.get().due_at == NOW + timedelta(minutes=3)
    with post_office() as office:
        by_smtp(settings, office.port)
        deliver_at(NOW + timedelta(minutes=3))
    assert len(office.letters) == 1
    kept.refresh_from_db()
    assert (kept.status, kept.trouble) == ("sent", "")
    assert not Due.objects.exists()


@pytest.mark.parametrize(
    ("refuses", "refusal", "status"),
    [
        ("RCPT", "550 no such person", "failed"),
        ("RCPT", "450 come back later", "waiting"),
        ("DATA", "554 not like that", "failed"),
        ("DATA", "451 disk full", "waiting"),
        ("MAIL", "530 sign in first", "waiting"),
        ("MAIL", "451 too busy", "waiting"),
    ],
)
def test_a_refusal_for_good_fails_and_any_other_is_tried_again(
    settings: Any, refuses: str, refusal: str, status: str
) -> None:
    with post_office(refuses=refuses, refusal=refusal) as office:
        by_smtp(settings, office.port)
        queued()
        deliver_at(NOW)
    assert Message.objects.get().status == status
    assert Due.objects.exists() == (status == "waiting")


def test_an_address_that_cannot_be_one_fails_and_stops_nobody_else() -> None:
    queued(to=Address("Amara", "amara\n@example.org"))
    queued(to=Address("Ben", "ben@example.org"))
    deliver_at(NOW)
    assert {told.to_address: told.status for told in Message.objects.all()} == {
        "amara\n@example.org": "failed",
        "ben@example.org": "sent",
    }


def test_a_failed_message_can_be_tried_again_by_hand(settings: Any) -> None:
    with post_office(refuses="RCPT", refusal="550 no") as office:
        by_smtp(settings, office.port)
        written = queued()
        deliver_at(NOW)
    with post_office() as office:
        by_smtp(settings, office.port)
        written.refresh_from_db()
        actions.try_again(message=written, by=OPERATOR, now=NOW)
        deliver_at(NOW)
    assert Message.objects.get().status == "sent"
    moved = [change.move for change in StatusChange.objects.order_by("number")]
    assert moved == ["give_up", "try_again", "deliver"]


def test_a_held_message_stays_until_it_is_let_go() -> None:
    written = queued()
    actions.hold(message=written, by=OPERATOR, now=NOW)
    deliver_at(NOW)
    assert not mail.outbox
    actions.let_go(message=written, by=OPERATOR, now=NOW)
    deliver_at(NOW)
    assert len(mail.outbox) == 1


def test_a_cancelled_message_never_goes() -> None:
    written = queued()
    actions.cancel(message=written, by=OPERATOR, now=NOW)
    deliver_at(NOW)
    assert not mail.outbox


def test_a_worker_that_dies_while_sending_is_followed_by_another_try() -> None:
    written = queued()
    assert delivery._take(str(written.id), NOW) is not None  # and then the machine loses power
    assert delivery._take(str(written.id), NOW) is None
    deliver_at(NOW)
    assert not mail.outbox
    deliver_at(NOW + delivery.LEASE)
    assert len(mail.outbox) == 1
    assert not Due.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_database_is_free_while_the_mail_server_takes_its_time(monkeypatch: Any) -> None:
    held: list[bool] = []
    monkeypatch.setattr(mail.EmailMessage, "send", lambda self: held.append(connection.in_atomic_block))
    queued()
    deliver_at(NOW)
    assert held == [False]


@pytest.fixture
def passing() -> Iterator[str]:
    """A kind of message whose address is good for this one message."""
    message(
        "test.passing",
        label="One message",
        whom="Whoever left an address",
        subject="Hello",
        body="Hello.",
        audience=lambda thing: [Address("", "ben@example.org")],
        variables=lambda thing, to: {},
        scope=lambda thing: None,
        forgets=True,
    )
    yield "test.passing"
    del KINDS["test.passing"]


def test_an_address_for_one_message_is_forgotten_once_it_has_gone(passing: str) -> None:
    waiting = queued(kind=passing)
    assert waiting.to_address
    deliver_at(NOW)
    assert [sent.to for sent in mail.outbox] == [["amara@example.org"]]
    waiting.refresh_from_db()
    assert (waiting.status, waiting.to_address) == ("sent", "")


def test_an_address_for_one_message_is_forgotten_when_it_is_cancelled(passing: str) -> None:
    cancelled = actions.cancel(message=queued(kind=passing), by=OPERATOR, now=NOW)
    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.to_address) == ("cancelled", "")


def test_an_address_that_cannot_be_reached_is_kept_as_long_as_it_is_tried(passing: str, settings: Any) -> None:
    waiting = queued(kind=passing)
    with post_office(refuses="RCPT", refusal="451 later") as office:
        by_smtp(settings, office.port)
        deliver_at(NOW)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.to_address) == ("waiting", "amara@example.org")
    with post_office(refuses="RCPT", refusal="550 nobody of that name") as office:
        by_smtp(settings, office.port)
        deliver_at(NOW + timedelta(hours=1))
    waiting.refresh_from_db()
    assert (waiting.status, waiting.to_address) == ("failed", "")
    with pytest.raises(Refused, match="nobody to write to"):
        actions.try_again(message=waiting, by=OPERATOR, now=NOW + timedelta(hours=2))


def test_the_secret_of_a_one_time_link_is_forgotten_once_the_message_has_gone(amara: Person) -> None:
    greet(person=amara, by=OPERATOR, now=NOW, link=LINK)
    deliver_at(NOW)
    assert LINK in str(mail.outbox[0].body)
    assert not Message.objects.filter(body__contains="A" * 43).exists()


def test_a_cancelled_message_forgets_the_secret_of_its_link_and_keeps_its_words(amara: Person) -> None:
    greet(person=amara, by=OPERATOR, now=NOW, link=LINK)
    for written in Message.objects.all():
        actions.cancel(message=written, by=OPERATOR, now=NOW)
    assert {told.status for told in Message.objects.all()} == {"cancelled"}
    assert not Message.objects.filter(body__contains="A" * 43).exists()
    assert Message.objects.filter(body__contains="We meet on **Tuesday**.").count() == 2


def test_a_sign_in_code_is_forgotten_once_the_message_has_gone() -> None:
    queued(kind="account.code", body="ABCD-EFGH")
    deliver_at(NOW)
    assert "ABCD-EFGH" in str(mail.outbox[0].body)
    assert Message.objects.get().body == ""


@pytest.mark.parametrize(
    ("written", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", 'href="javascript'),
        ("![x](https://example.com/spy.png)", "<img"),
        ('<a href="https://example.org" onclick="x">y</a>', "<a"),
        ("<b style='x'>y</b>", "<b"),
    ],
)
def test_what_a_person_writes_stays_words(written: str, never: str) -> None:
    assert never not in markdown(written)


def test_a_title_cannot_break_out_of_the_page() -> None:
    assert "<script>" not in as_html("</title><script>", "x")
