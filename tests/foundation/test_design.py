"""Pages, forms and words: what every room's screens rely on."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import path

from tests.foundation import kitchen
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, Refused, no
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design import navigation
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import PUBLIC, SIGNED_IN, FormPage, Page
from turnabout.foundation.ids.models import UsedKey

TEN = datetime(2024, 2, 6, 10, tzinfo=UTC)
done: list[str] = []
answer: dict[str, Decision | Exception] = {"may": YES}


def may_do(by: Any, thing: Any, now: datetime) -> Decision:
    decision = answer["may"]
    assert isinstance(decision, Decision)
    return decision


class WordForm(Form):
    word = forms.CharField(label="Word")


class Do(FormPage):
    permission = may_do
    form_class = WordForm

    def act(self, form: Any) -> str:
        if form.cleaned_data["word"] == "late":
            raise Refused("Applications closed a second ago. Your answers are kept as a draft.")
        if form.cleaned_data["word"] == "hidden":
            raise Refused(NOT_YOURS)
        done.append(form.cleaned_data["word"])
        return "/after/"

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        source = (
            '{% extends "design/layout.jinja" %}{% from "design/form.jinja" import form_page with context %}'
            "{% block title %}Do{% endblock %}{% block content %}<h1>Do</h1>{{ form_page(form) }}{% endblock %}"
        )
        return HttpResponse(engines.all()[0].from_string(source).render(more, self.request), status=status)


class Open(Page):
    permission = PUBLIC

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse("open")


class Mine(Open):
    permission = SIGNED_IN


def undeclared(request: Any) -> HttpResponse:
    return HttpResponse("never seen")


urlpatterns = [
    *kitchen.urlpatterns,
    path("do/", Do.as_view(), name="do"),
    path("do/other/", Do.as_view()),
    path("open/", Open.as_view()),
    path("mine/", Mine.as_view()),
    path("undeclared/", undeclared),
]
handler404, handler403, handler500 = kitchen.handler404, kitchen.handler403, kitchen.handler500


@pytest.fixture(autouse=True)
def _start(settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(navigation, "_sources", [])
    settings.ROOT_URLCONF = __name__
    settings.LOGIN_REDIRECT_URL = "/open/"
    done.clear()
    answer["may"] = YES


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(Person.objects.make(name="Amara <b>Example</b>", email="amara@example.org"))
    return client


# Pages


@pytest.mark.django_db
def test_a_page_that_declares_no_permission_is_shown_to_nobody(client: Client) -> None:
    with pytest.raises(ImproperlyConfigured, match="declares no permission"):
        client.get("/undeclared/")


@pytest.mark.django_db
def test_a_visitor_is_sent_to_sign_in_and_back(client: Client) -> None:
    assert client.get("/open/").content == b"open"
    assert client.get("/mine/?a=1").headers["Location"] == "/account/sign-in/?next=/mine/%3Fa%3D1"


@pytest.mark.django_db
def test_what_is_not_yours_looks_like_what_is_not_there(signed_in: Client) -> None:
    answer["may"] = NOT_YOURS
    one, other = signed_in.get("/do/"), signed_in.get("/nowhere/")
    assert (one.status_code, other.status_code) == (404, 404)
    assert one.content.split(b"csrf")[0] == other.content.split(b"csrf")[0]


@pytest.mark.django_db
def test_a_refusal_gives_its_reason(signed_in: Client) -> None:
    answer["may"] = no("Applications open on Monday.")
    page = signed_in.get("/do/")
    assert page.status_code == 403
    assert "Applications open on Monday." in page.content.decode()


@pytest.mark.django_db
def test_pages_of_people_who_are_signed_in_are_not_kept_by_caches(signed_in: Client) -> None:
    assert signed_in.get("/mine/").headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_fault_of_ours_shows_a_page_that_needs_nothing_else(client: Client) -> None:
    client.raise_request_exception = False
    page = client.get("/fault/")
    assert page.status_code == 500
    assert "This is our fault, not yours" in page.content.decode()
    assert "planted" not in page.content.decode()


@pytest.mark.django_db
def test_a_name_is_words_and_never_html(signed_in: Client) -> None:
    page = signed_in.get("/do/").content.decode()
    assert "Amara &lt;b&gt;Example&lt;/b&gt;" in page
    assert "Amara <b>" not in page


@pytest.mark.django_db
def test_no_page_carries_inline_script_or_style(signed_in: Client) -> None:
    visitor = Client()
    for client, address in (
        (signed_in, "/kitchen/"),
        (signed_in, "/do/"),
        (signed_in, "/no/"),
        (visitor, "/account/new/"),
    ):
        page = client.get(address)
        html = page.content.decode()
        assert "<style" not in html and " style=" not in html and " onclick=" not in html
        assert html.count("<script") == html.count('<script type="module" src=') or "application/json" in html
        assert "unsafe" not in page.headers["Content-Security-Policy"]


# Forms that are sent


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_does_its_deed_once(signed_in: Client) -> None:
    key = str(uuid4())
    first = signed_in.post("/do/", {"word": "once", "idempotency_key": key})
    again = signed_in.post("/do/", {"word": "once", "idempotency_key": key})
    assert first.headers["Location"] == again.headers["Location"] == "/after/"
    assert done == ["once"]


@pytest.mark.django_db
def test_a_second_press_leads_where_the_first_did_though_the_deed_is_no_longer_allowed(signed_in: Client) -> None:
    key = str(uuid4())
    signed_in.post("/do/", {"word": "once", "idempotency_key": key})
    answer["may"] = no("You have done that already.")
    again = signed_in.post("/do/", {"word": "once", "idempotency_key": key})
    assert again.headers["Location"] == "/after/"
    assert signed_in.post("/do/", {"word": "once", "idempotency_key": str(uuid4())}).status_code == 403
    assert done == ["once"]


@pytest.mark.django_db
def test_what_is_kept_of_a_form_does_not_tell_its_address(signed_in: Client) -> None:
    signed_in.post("/do/", {"word": "once", "idempotency_key": str(uuid4())})
    kept = UsedKey.objects.get()
    assert kept.path == sha256(b"/do/").hexdigest()
    assert "/do/" not in f"{kept} {kept.path} {kept.outcome}"


@pytest.mark.django_db
def test_a_key_that_another_person_or_page_used_stops_nothing(signed_in: Client) -> None:
    key = str(uuid4())
    signed_in.post("/do/", {"word": "Amara's", "idempotency_key": key})
    signed_in.post("/do/other/", {"word": "another page", "idempotency_key": key})
    other = Client()
    other.force_login(Person.objects.make(name="Ben", email="ben@example.org"))
    other.post("/do/", {"word": "Ben's", "idempotency_key": key})
    assert done == ["Amara's", "another page", "Ben's"]


@pytest.mark.django_db
def test_every_showing_of_a_form_has_a_key_of_its_own(signed_in: Client) -> None:
    def key() -> str:
        return signed_in.get("/do/").content.decode().split('name="idempotency_key" value="')[1].split('"')[0]

    assert key() != key()


@pytest.mark.django_db
def test_a_form_that_was_refused_can_be_sent_again(signed_in: Client) -> None:
    key = str(uuid4())
    assert signed_in.post("/do/", {"word": "late", "idempotency_key": key}).status_code == 409
    assert signed_in.post("/do/", {"word": "now", "idempotency_key": key}).status_code == 302
    assert done == ["now"]


@pytest.mark.django_db
def test_a_refused_action_keeps_the_words_and_says_why(signed_in: Client) -> None:
    page = signed_in.post("/do/", {"word": "late"}).content.decode()
    assert "Applications closed a second ago." in page
    assert 'value="late"' in page
    assert page.index("There is a problem") < page.index("<h1>")


@pytest.mark.django_db
def test_an_action_that_must_not_be_known_is_not_here(signed_in: Client) -> None:
    assert signed_in.post("/do/", {"word": "hidden"}).status_code == 404


@pytest.mark.django_db
def test_a_form_without_its_token_is_not_read() -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(Person.objects.make(name="Amara", email="amara@example.org"))
    assert careful.post("/do/", {"word": "x"}).status_code == 403
    assert done == []


@pytest.mark.django_db
def test_a_half_filled_form_keeps_everything_that_was_typed(client: Client) -> None:
    typed = {
        "name": "A" * 60,
        "why": "word " * 20,
        "first_day_day": "31",
        "first_day_month": "Feb",
        "starts": "teatime",
    }
    answered = client.post("/kitchen/", typed)
    page = answered.content.decode()
    assert answered.status_code == 422
    for value in ("A" * 60, ("word " * 20).strip(), "teatime", 'value="31"', 'value="Feb"'):
        assert value in page
    assert "Take out 8 words: you can write up to 12, and you have written 20" in page
    assert "“Full name” can have up to 40 characters, and you have written 60" in page
    assert "“First day” must include a year" in page
    assert "This field is required" not in page


# Links at the top


@pytest.mark.django_db
def test_rooms_add_links_for_whom_they_concern(rf: RequestFactory) -> None:
    amara = Person.objects.make(name="Amara")
    navigation.add(lambda person, now: [navigation.Link("Second", "do", place=20)] if person == amara else [])
    navigation.add(lambda person, now: [navigation.Link("First", "kitchen", place=10)])
    request: Any = rf.get("/do/")
    request.user, request.now = amara, TEN
    assert navigation.links_of(request) == [
        {"text": "First", "href": "/kitchen/", "current": False},
        {"text": "Second", "href": "/do/", "current": True},
    ]
    assert navigation.links_of(None) == []
