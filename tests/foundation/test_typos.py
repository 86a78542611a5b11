"""A slip of the finger in an address is noticed before the code is sent, and never stands in anybody's way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from turnabout.foundation.accounts.typos import meant
from turnabout.foundation.design import navigation
from turnabout.foundation.jobs import queue

SIGN_UP, SIGN_IN = "account_signup", "account_request_login_code"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("amara@gmial.com", "amara@gmail.com"),
        ("amara@gmaill.com", "amara@gmail.com"),
        ("amara@gmai.com", "amara@gmail.com"),
        ("amara@gmailcom", "amara@gmail.com"),
        ("amara@gmail.con", "amara@gmail.com"),
        ("amara@nhs.ent", "amara@nhs.net"),
        ("amara@nhsnet", "amara@nhs.net"),
        ("amara@hotmial.co.uk", "amara@hotmail.co.uk"),
        ("amara@yahoo.co.ku", "amara@yahoo.co.uk"),
        ("amara@fenwicknhs.uk", "amara@fenwick.nhs.uk"),
        ("amara@fenwick.govuk", "amara@fenwick.gov.uk"),
        (" Amara@Gmial.com ", "amara@gmail.com"),
    ],
)
def test_a_slip_is_noticed(typed: str, wanted: str) -> None:
    assert meant(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    ["amara@gmail.com", "amara@nhs.net", "amara@fenwick.nhs.uk", "amara@fenwick.gov.uk", "amara@example.org",
     "amara@mail.com", "amara@disco.uk", "amara@le.ac.uk", "amara", "@gmial.com", "amara@", ""],
)  # fmt: skip
def test_what_looks_right_is_not_doubted(typed: str) -> None:
    assert meant(typed) == ""


@pytest.fixture
def _no_other_rooms(settings: Any, monkeypatch: Any, db: Any) -> None:
    monkeypatch.setattr(navigation, "_sources", [])
    settings.ROOT_URLCONF = "tests.foundation.kitchen"


def hidden(page: str) -> str:
    found = re.search(r'<input type="hidden" name="sure"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""


@pytest.mark.parametrize("page", [SIGN_UP, SIGN_IN])
def test_somebody_is_asked_before_the_code_is_sent_and_may_insist(_no_other_rooms: None, client: Client, page: str):
    asked = client.post(reverse(page), {"email": "amara@gmial.com"})
    words = asked.content.decode()
    assert "Did you mean amara@gmail.com?" in words
    assert 'value="amara@gmail.com">Use amara@gmail.com' in words
    assert 'value="amara@gmial.com"' in words, "what was typed still stands in its box"
    queue.drain()
    assert mail.outbox == []
    insisted = client.post(reverse(page), {"email": "amara@gmial.com", "sure": hidden(words)})
    assert insisted.status_code == 302
    queue.drain()
    assert [message.to for message in mail.outbox] == [["amara@gmial.com"]]


@pytest.mark.parametrize("page", [SIGN_UP, SIGN_IN])
def test_one_press_takes_the_address_that_was_meant(_no_other_rooms: None, client: Client, page: str) -> None:
    taken = client.post(reverse(page), {"email": ["amara@gmial.com", "amara@gmail.com"]})  # the button comes last
    assert taken.status_code == 302
    queue.drain()
    assert [message.to for message in mail.outbox] == [["amara@gmail.com"]]


def test_another_slip_is_asked_about_again(_no_other_rooms: None, client: Client) -> None:
    again = client.post(reverse(SIGN_UP), {"email": "amara@nhs.ent", "sure": "amara@gmial.com"})
    assert "Did you mean amara@nhs.net?" in again.content.decode()


def test_a_missing_dot_is_explained_although_it_is_no_address(_no_other_rooms: None, client: Client) -> None:
    words = client.post(reverse(SIGN_UP), {"email": "amara@gmailcom"}).content.decode()
    assert "Did you mean amara@gmail.com?" in words
    assert "correct format" not in words
