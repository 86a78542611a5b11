"""Signing in: an address, a code, and nothing that tells a stranger who has an account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design import navigation
from turnabout.foundation.jobs import queue

pytestmark = pytest.mark.django_db
ADDRESS = "amara@example.org"


@pytest.fixture(autouse=True)
def _no_other_rooms(settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(navigation, "_sources", [])
    settings.ROOT_URLCONF = "tests.foundation.kitchen"
    settings.LOGIN_REDIRECT_URL = "/somewhere/"


@pytest.fixture
def amara() -> Person:
    return Person.objects.make(name="Amara Example", email=ADDRESS)


def emailed() -> tuple[str, str]:
    """The newest email's subject and the code in it, after the outbox was emptied."""
    queue.drain()
    code = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    return mail.outbox[-1].subject, code[1] if code else ""


def words(response: Any) -> str:
    """The words of the page, without what differs from one request to the next."""
    page = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_with_the_code_they_were_sent(client: Client, amara: Person) -> None:
    asked = client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    assert asked.headers["Location"] == reverse("account_confirm_login_code")
    subject, code = emailed()
    assert (subject, mail.outbox[-1].to) == ("Your code to sign in", [ADDRESS])
    assert not signed_in(client)
    entered = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert entered.headers["Location"] == "/somewhere/"
    assert client.session["_auth_user_id"] == str(amara.pk)


@pytest.mark.parametrize("page", ["account_request_login_code", "account_signup"])
def test_a_phone_offers_its_keyboard_for_addresses(client: Client, page: str) -> None:
    field = re.search(r"<input[^>]*id_email[^>]*>", client.get(reverse(page)).content.decode())
    assert field is not None
    assert 'type="email"' in field[0]


def test_the_page_that_asks_for_the_code_says_where_it_went(client: Client, amara: Person) -> None:
    page = client.post(reverse("account_request_login_code"), {"email": ADDRESS}, follow=True).content.decode()
    assert "<h1>Enter the code we emailed you</h1>" in page
    assert ADDRESS in page
    assert 'autocomplete="one-time-code"' in page


def test_somebody_who_was_on_the_way_to_a_page_arrives_there(client: Client, amara: Person) -> None:
    first = client.post(reverse("account_request_login_code"), {"email": ADDRESS, "next": "/apply/"})
    assert "next=%2Fapply%2F" in first.headers["Location"]
    _, code = emailed()
    entered = client.post(first.headers["Location"], {"code": code, "next": "/apply/"})
    assert entered.headers["Location"] == "/apply/"


def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS, "next": "https://example.com/"})
    _, code = emailed()
    there = reverse("account_confirm_login_code")
    entered = client.post(there, {"code": code, "next": "https://example.com/"})
    assert entered.headers["Location"] == "/somewhere/"


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(amara: Person) -> None:
    known, unknown = Client(), Client()
    one = known.post(reverse("account_request_login_code"), {"email": ADDRESS})
    other = unknown.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert (one.status_code, one.headers["Location"]) == (other.status_code, other.headers["Location"])
    known_page = words(known.get(one.headers["Location"]))
    unknown_page = words(unknown.get(other.headers["Location"]))
    assert known_page == unknown_page.replace("nobody@example.org", ADDRESS)
    known_again = known.post(one.headers["Location"], {"code": "AAAA-BBBB"})
    unknown_again = unknown.post(other.headers["Location"], {"code": "AAAA-BBBB"})
    assert known_again.status_code == unknown_again.status_code
    assert words(known_again) == words(unknown_again).replace("nobody@example.org", ADDRESS)
    queue.drain()
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert subjects == {ADDRESS: "Your code to sign in", "nobody@example.org": "You asked for a code to sign in"}


def test_a_wrong_code_keeps_the_page_and_says_what_to_do(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    page = client.post(reverse("account_confirm_login_code"), {"code": "AAAA-BBBB"}).content.decode()
    assert "There is a problem" in page
    assert "That is not the code we sent" in page
    assert '<a href="#id_code">' in page
    assert "<title>Error: " in page
    assert not signed_in(client)


def test_three_wrong_codes_end_the_attempt(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    _, code = emailed()
    there = reverse("account_confirm_login_code")
    for _attempt in range(3):
        client.post(there, {"code": "AAAA-BBBB"})
    client.post(there, {"code": code})
    assert not signed_in(client)


def test_a_code_works_once(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    _, code = emailed()
    there = reverse("account_confirm_login_code")
    client.post(there, {"code": code})
    client.post(reverse("account_logout"))
    assert not signed_in(client)
    client.post(there, {"code": code})
    assert not signed_in(client)


def test_a_new_code_can_be_asked_for(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    _, first = emailed()
    there = reverse("account_confirm_login_code")
    client.post(there, {"action": "resend"})
    _, second = emailed()
    assert first != second
    client.post(there, {"code": second})
    assert signed_in(client)


def test_a_mistyped_address_can_be_put_right_at_once(client: Client, amara: Person) -> None:
    page = client.post(reverse("account_request_login_code"), {"email": "amra@example.org"}, follow=True)
    found = re.search(r'action="([^"]+)"><input type="hidden" name="next" value="([^"]+)">', page.content.decode())
    assert found is not None
    again = client.post(found[1], {"next": found[2]}, follow=True)
    assert "<h1>Sign in</h1>" in again.content.decode()
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    assert emailed()[0] == "Your code to sign in"


def test_an_empty_address_is_asked_for_by_name(client: Client) -> None:
    page = client.post(reverse("account_request_login_code"), {"email": ""}).content.decode()
    assert '<a href="#id_email">' in page
    assert "Enter your email address" in page


def test_capitals_and_spaces_do_not_hide_an_account(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": "  Amara@Example.ORG "})
    assert emailed()[0] == "Your code to sign in"


def test_an_account_that_was_closed_cannot_sign_in(client: Client, amara: Person) -> None:
    amara.is_active = False
    amara.save()
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    assert emailed()[1] == ""
    assert not signed_in(client)


def test_an_address_that_somebody_used_to_have_no_longer_opens_their_account(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    client.post(reverse("account_confirm_login_code"), {"code": emailed()[1]})
    client.post(reverse("account_logout"))
    amara.email = "amara.new@example.org"
    amara.save()
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    assert emailed() == ("You asked for a code to sign in", "")
    client.post(reverse("account_logout"))
    client.post(reverse("account_request_login_code"), {"email": "amara.new@example.org"})
    client.post(reverse("account_confirm_login_code"), {"code": emailed()[1]})
    assert signed_in(client)


def test_a_new_person_makes_an_account_with_a_code(client: Client) -> None:
    client.post(reverse("account_signup"), {"email": "New.Person@example.org"})
    subject, code = emailed()
    assert subject == "Your code to make an account"
    entered = client.post(reverse("account_email_verification_sent"), {"code": code})
    assert entered.headers["Location"] == "/somewhere/"
    person = Person.objects.get(email="new.person@example.org")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert not person.has_usable_password()
    assert person.name == "new.person"
    assert EmailAddress.objects.get(user=person).verified


def test_making_an_account_twice_tells_only_its_owner(amara: Person) -> None:
    new, old = Client(), Client()
    one = new.post(reverse("account_signup"), {"email": "new@example.org"})
    other = old.post(reverse("account_signup"), {"email": ADDRESS})
    assert (one.status_code, one.headers["Location"]) == (other.status_code, other.headers["Location"])
    there = one.headers["Location"]
    assert words(new.get(there)) == words(old.get(there)).replace(ADDRESS, "new@example.org")
    queue.drain()
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert subjects["new@example.org"] == "Your code to make an account"
    assert subjects[ADDRESS] == "You have an account already"
    assert Person.objects.filter(email=ADDRESS).count() == 1


def test_signing_out_takes_one_press_and_says_so(client: Client, amara: Person) -> None:
    client.force_login(amara)
    assert "<h1>Sign out</h1>" in client.get(reverse("account_logout")).content.decode()
    assert client.post(reverse("account_logout")).headers["Location"] == "/"
    assert not signed_in(client)
    page = client.get(reverse("account_request_login_code")).content.decode()
    assert "You have signed out." in page


@pytest.mark.parametrize(
    "name", ["account_set_password", "account_change_password", "account_reset_password_done", "mfa_login_webauthn"]
)
def test_no_page_makes_or_takes_a_password(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("name", ["account_login", "account_reauthenticate", "account_reset_password", "account_email"])
def test_whatever_would_ask_for_a_password_leads_to_the_code(client: Client, name: str) -> None:
    answer = client.get(reverse(name), {"next": "/apply/"})
    assert answer.headers["Location"] == reverse("account_request_login_code") + "?next=%2Fapply%2F"
    assert client.post(reverse(name), {"login": ADDRESS, "password": "x"}).status_code == 405


@pytest.mark.parametrize("name", ["usersessions_list", "mfa_index", "mfa_activate_totp"])
def test_the_pages_of_one_s_account_are_in_our_words(client: Client, amara: Person, name: str) -> None:
    client.force_login(amara)
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    for american in ("Sign In", "Sign Out", "Authenticat", "Sessions", "Two-Factor", "Activate"):
        assert american not in page


def test_every_email_about_an_account_is_plain_and_in_british_english(client: Client, amara: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    emailed()
    body = str(mail.outbox[-1].body)
    assert body.startswith("Hello,")
    assert "example.com" not in body
    assert "Sign-In" not in body


def test_the_second_step_is_set_up_asked_for_and_turned_off(client: Client, amara: Person) -> None:
    from allauth.mfa.totp.internal import auth

    client.force_login(amara)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]

    def number() -> str:
        return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))

    assert client.post(reverse("mfa_activate_totp"), {"code": "000"}).status_code == 200
    client.post(reverse("mfa_activate_totp"), {"code": number()})
    assert "On" in client.get(reverse("mfa_index")).content.decode()
    client.post(reverse("account_logout"))
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    _, code = emailed()
    second = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert second.headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert "Enter the number in your app" in client.get(reverse("mfa_authenticate")).content.decode()
