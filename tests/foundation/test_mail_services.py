"""Mail through services that are reached over the web: the real clients, against a service on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.foundation.web_service import Service, service
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail import actions, delivery, email
from turnabout.foundation.mail.models import Message

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
ADDRESS = "amara.okafor@example.org"
KEY = "turnabout-8b3aa916-ec82-434e-b0c5-d5d9b371d6a3-dcdc5083-2fee-4fba-8afd-51f3f4bcb7b0"
"""A key of the form that Notify gives out; it opens nothing."""
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
BODY = "Dear Amara,\n\nWe meet on **Tuesday**: <https://mentoring.example.org/my-sessions/>"
UNFOLLOWED = {"POSTMARK_SEND_DEFAULTS": {"track_opens": False, "track_clicks": False}}
pytestmark = pytest.mark.django_db


def queued(**given: Any) -> Message:
    person = Person.objects.filter(email=ADDRESS).first() or Person.objects.make(name="Amara Okafor", email=ADDRESS)
    words = {"kind": "test", "scope": None, "subject": "Your session", "body": BODY}
    return actions.queue_message(**(words | given), to=person, by=OPERATOR, now=NOW)


def by_notify(settings: Any, server: Service) -> None:
    settings.EMAIL_BACKEND = "turnabout.foundation.mail.notify.EmailBackend"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE, settings.NOTIFY_URL = KEY, TEMPLATE, server.url
    settings.EMAIL_TIMEOUT = 5


def by_postmark(settings: Any, server: Service) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.CALENDAR_AS_FILE = True
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "none", "POSTMARK_API_URL": f"{server.url}/", **UNFOLLOWED}


def test_notify_gets_our_words_for_its_one_template_and_who_it_is_to(settings: Any) -> None:
    message = queued()
    with service(201, {"id": "1"}) as server:
        by_notify(settings, server)
        delivery.hand_over(str(message.pk), now=NOW)
    message.refresh_from_db()
    assert message.status == "sent"
    ((path, headers, given),) = server.taken
    assert path == "/v2/notifications/email"
    assert headers["Authorization"].startswith("Bearer ")
    assert KEY[-36:] not in str(headers), "the secret signs, and does not travel"
    assert given["email_address"] == ADDRESS
    assert given["template_id"] == TEMPLATE
    assert given["reference"] == message.message_id.strip("<>")
    assert given["personalisation"] == {
        "subject": "Your session",
        "body": "Dear Amara,\n\nWe meet on Tuesday: https://mentoring.example.org/my-sessions/",
    }


def test_an_invitation_that_notify_cannot_attach_says_where_it_is(settings: Any) -> None:
    message = queued(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method="REQUEST")
    with service(201, {"id": "1"}) as server:
        by_notify(settings, server)
        delivery.hand_over(str(message.pk), now=NOW)
    body = server.taken[0][2]["personalisation"]["body"]
    assert settings.BASE_URL + reverse("training:calendar") in body


def test_what_can_be_stopped_can_be_stopped_in_one_press(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = "https://mentoring.example.org/no-more/abc/"
    message = email.as_email(queued())
    message.extra_headers["List-Unsubscribe"] = f"<{stop}>"
    with service(201, {"id": "1"}) as server:
        by_notify(settings, server)
        message.send()
    assert server.taken[0][2]["one_click_unsubscribe_url"] == stop


def answered(settings: Any, by: Any, status: int, answer: Any) -> Message:
    """A message that the service answered like this."""
    message = queued()
    with service(status, answer) as server:
        by(settings, server)
        delivery.hand_over(str(message.pk), now=NOW)
    message.refresh_from_db()
    assert server.taken
    assert Due.objects.filter(job="mail.deliver").exists() == (message.status == "waiting")
    assert ADDRESS not in message.trouble
    return message


@pytest.mark.parametrize(
    ("status", "code", "becomes"),
    [
        (422, 300, "failed"),
        (422, 406, "failed"),
        (400, 300, "failed"),
        (401, 10, "waiting"),
        (404, 0, "waiting"),
        (429, 0, "waiting"),
        (500, 0, "waiting"),
    ],
)
def test_a_refusal_of_the_message_is_told_from_trouble_that_passes(
    settings: Any, status: int, code: int, becomes: str
) -> None:
    """406: an address that came back before, and that the service no longer writes to."""
    said = f"You tried to send to an inactive recipient. Found inactive addresses: {ADDRESS}. Inactive recipients are …"
    assert answered(settings, by_postmark, status, {"ErrorCode": code, "Message": said}).status == becomes


@pytest.mark.parametrize(
    ("status", "error", "said", "becomes", "trouble"),
    [
        (400, "ValidationError", "email_address Not a valid email address", "failed", "does not take this address"),
        (400, "BadRequestError", "Can’t send to this recipient using a team-only API key", "waiting", "NOTIFY_API_KEY"),
        (400, "BadRequestError", "Template not found", "waiting", "NOTIFY_TEMPLATE"),
        (403, "AuthError", "Invalid token: API key not found", "waiting", "NOTIFY_API_KEY"),
        (404, "NotFound", "no", "waiting", "NOTIFY_URL"),
        (429, "RateLimitError", "no", "waiting", "too many at once"),
        (500, "Exception", "Internal server error", "waiting", "500"),
        (400, "ValidationError", "Content for template is too big", "waiting", "NOTIFY_TEMPLATE"),
        (400, "BadRequestError", "The message is too long", "failed", "does not take these words"),
        (403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds", "waiting", "clock"),
    ],
)
def test_what_notify_refuses_for_our_own_fault_is_kept_and_says_what_to_set(
    settings: Any, status: int, error: str, said: str, becomes: str, trouble: str
) -> None:
    answer = {"status_code": status, "errors": [{"error": error, "message": said}]}
    message = answered(settings, by_notify, status, answer)
    assert message.status == becomes
    assert trouble in message.trouble


@pytest.mark.parametrize("by", [by_notify, by_postmark])
def test_a_service_that_is_away_loses_nothing(settings: Any, by: Any) -> None:
    message = queued()
    with service() as server:
        by(settings, server)
    delivery.hand_over(str(message.pk), now=NOW)
    message.refresh_from_db()
    assert (message.status, message.tries) == ("waiting", 1)


def test_another_service_gets_both_forms_and_the_calendar(settings: Any) -> None:
    message = queued(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method="REQUEST")
    with service(200, {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": ADDRESS}) as server:
        by_postmark(settings, server)
        delivery.hand_over(str(message.pk), now=NOW)
    message.refresh_from_db()
    assert message.status == "sent"
    given = server.taken[0][2]
    assert given["To"].endswith(f"<{ADDRESS}>") or given["To"] == ADDRESS
    assert "We meet on" in given["TextBody"]
    assert "<strong>Tuesday</strong>" in given["HtmlBody"]
    assert (given["TrackOpens"], given["TrackLinks"]) == (False, "None")
    (invitation,) = given["Attachments"]
    assert invitation["Name"] == "invitation.ics"
    assert invitation["ContentType"].startswith("text/calendar")
    assert b64decode(invitation["Content"]).startswith(b"BEGIN:VCALENDAR")
    assert {"Name": "Message-ID", "Value": message.message_id} in given["Headers"]


def started(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    key = "00" * 32
    whole = {"SECRET_KEY": key, "TURNABOUT_KEK": key, "TURNABOUT_AUDIT_KEY": key, "ALLOWED_HOSTS": "localhost", **given}
    code = "from turnabout.cli import site; site.load(); from django.conf import settings"
    code += "\nprint(settings.EMAIL_BACKEND, getattr(settings, 'ANYMAIL', ''))"
    environment = {"PATH": os.environ["PATH"], "TURNABOUT_HOME": str(folder), **whole}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=folder)


def test_the_settings_choose_the_service_and_hand_on_what_it_asks_for(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("from-a-file")
    done = started(tmp_path, MAIL_SERVICE="postmark", ANYMAIL_POSTMARK_SERVER_TOKEN_FILE=str(secret))
    assert "anymail.backends.postmark" in done.stdout, done.stderr
    assert "'POSTMARK_SERVER_TOKEN': 'from-a-file'" in done.stdout
    assert "'track_opens': False, 'track_clicks': False" in done.stdout, "nobody follows a one-time link"
    given = {"ANYMAIL_IGNORE_UNSUPPORTED_FEATURES": "False", "ANYMAIL_SEND_DEFAULTS": '{"tags": ["mentoring"]}'}
    done = started(tmp_path, MAIL_SERVICE="postmark", **given)
    assert "'IGNORE_UNSUPPORTED_FEATURES': False" in done.stdout, done.stderr
    assert "'tags': ['mentoring']" in done.stdout
    done = started(tmp_path, MAIL_SERVICE="mailgun", ANYMAIL_MAILGUN_SEND_DEFAULTS='{"tags": ["mentoring"]}')
    assert "'track_clicks': False" in done.stdout, done.stderr
    assert "'tags': ['mentoring']" in done.stdout
    done = started(tmp_path, MAIL_SERVICE="notify", NOTIFY_API_KEY=KEY, NOTIFY_TEMPLATE=TEMPLATE)
    assert "turnabout.foundation.mail.notify" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("given", "says"),
    [
        *(({"MAIL_SERVICE": one}, f"MAIL_SERVICE={one} is not known") for one in ("pigeon", "test", "base", "a.b")),
        ({"MAIL_SERVICE": "postmark", "ANYMAIL_DEBUG_API_REQUESTS": "False"}, "ANYMAIL_DEBUG_API_REQUESTS would print"),
        ({"MAIL_SERVICE": "notify"}, "NOTIFY_API_KEY is not set"),
        ({"MAIL_SERVICE": "notify", "NOTIFY_API_KEY": KEY}, "NOTIFY_TEMPLATE is not set"),
    ],
)
def test_a_service_that_cannot_be_used_says_what_to_set(tmp_path: Path, given: dict[str, str], says: str) -> None:
    done = started(tmp_path, **given)
    assert done.returncode != 0
    assert says in done.stderr
