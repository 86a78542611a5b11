"""Pages, forms and words: what every room's screens rely on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st

import turnabout
from tests.foundation import kitchen
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, Refused, no
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design import dates, navigation
from turnabout.foundation.design.fields import WordLimit
from turnabout.foundation.design.forms import DateField, Form, TimeField, Words, as_heading, problems_of
from turnabout.foundation.design.pages import PUBLIC, SIGNED_IN, FormPage, Page

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


def a_date(day: str, month: str, year: str) -> Any:
    return DateField(label="First day").clean((day, month, year))


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


# Words of forms


def our_forms() -> Iterator[type[forms.BaseForm]]:
    """Every form class of the package, wherever it is written."""
    package = Path(turnabout.__file__).parent
    for file in [*package.glob("**/forms.py"), *package.glob("**/forms/*.py"), *package.glob("**/web/*.py")]:
        name = ".".join(file.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        for value in vars(import_module(name)).values():
            if isinstance(value, type) and issubclass(value, forms.BaseForm) and value.__module__ == name:
                yield value


def wordless(classes: Iterable[type[forms.BaseForm]]) -> list[str]:
    return [
        f"{cls.__module__}.{cls.__qualname__} does not say which field is empty: "
        "let it inherit turnabout.foundation.design.forms.Form or ModelForm"
        for cls in classes
        if not issubclass(cls, Words)
    ]


def test_every_form_names_the_field_that_was_left_empty() -> None:
    found = list(our_forms())
    assert len(found) > 5
    assert not (faults := wordless(found)), "\n".join(faults)


def test_a_planted_form_with_the_generic_message_is_caught() -> None:
    class Planted(forms.Form):
        name = forms.CharField()

    assert "Planted does not say which field is empty" in wordless([Planted])[0]


def test_a_required_message_of_one_s_own_wins() -> None:
    form = kitchen.KitchenForm({})
    assert form.errors["name"] == ["Enter your full name"]


@pytest.mark.parametrize("name", [name for name, field in kitchen.KitchenForm.base_fields.items() if field.required])
def test_every_kind_of_field_says_its_name_when_it_is_empty(name: str) -> None:
    form = kitchen.KitchenForm({})
    [message] = form.errors[name]
    assert "This field is required" not in message
    label = str(form.fields[name].label)
    assert label in message or message == "Enter your full name"


def test_each_error_leads_to_an_element_of_the_form() -> None:
    form = kitchen.KitchenForm({"first_day_day": "1", "first_day_month": "x", "first_day_year": "2024", "way": "phone"})
    html = str(form)
    problems = problems_of(form)
    assert len(problems) == len(form.errors)
    for problem in problems:
        assert f'id="{problem["href"][1:]}"' in html


def test_one_question_makes_its_label_the_heading_of_the_page() -> None:
    class Question(Form):
        band = as_heading(forms.ChoiceField(label="What is your band?", choices=[("5", "5")], widget=forms.RadioSelect))

    html = str(Question())
    assert html.count("<h1") == 1
    assert "<legend" in html


def test_words_in_labels_hints_and_choices_are_escaped() -> None:
    class Hostile(Form):
        a = forms.CharField(label="<script>1</script>", help_text="<script>2</script>", initial='"><script>3</script>')
        b = forms.ChoiceField(
            label="b", choices=[("<script>4</script>", "<script>5</script>")], widget=forms.RadioSelect
        )
        c = forms.CharField(label="c", widget=forms.Textarea, initial="</textarea><script>6</script>")

    assert "<script>" not in str(Hostile())


# Words


def test_a_limit_counts_words_and_says_how_many_to_take_out() -> None:
    limit = WordLimit(3)
    limit("one two  three\n")
    with pytest.raises(ValidationError, match="Take out 1 word: you can write up to 3, and you have written 4"):
        limit("one two three four")


@given(st.lists(st.text(st.characters(categories=("L", "P")), min_size=1), max_size=30), st.integers(0, 30))
def test_a_limit_refuses_exactly_what_is_over_it(words: list[str], most: int) -> None:
    try:
        WordLimit(most)(" ".join(words))
        refused = False
    except ValidationError:
        refused = True
    assert refused == (len(words) > most)


# Dates and times that are typed


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_can_be_typed(day: date) -> None:
    assert a_date(str(day.day), str(day.month), str(day.year)) == day
    assert a_date(f"{day.day:02}", f"{day:%B}", f"{day.year}") == day


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("", "2", "2024"), "must include a day"),
        (("6", "", ""), "must include a month and a year"),
        (("31", "2", "2024"), "must be a real date"),
        (("29", "2", "2023"), "must be a real date"),
        (("6", "spring", "2024"), "must be a real date"),
        (("six", "2", "2024"), "must be a real date"),
        (("6", "2", "24"), "must have 4 numbers"),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong(typed: tuple[str, str, str], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        a_date(*typed)


def test_only_the_wrong_box_is_marked() -> None:
    class Dated(Form):
        day = DateField(label="First day")

    boxes = Dated({"day_day": "6", "day_month": "2", "day_year": ""})["day"].params["items"]  # type: ignore[attr-defined]
    assert [box["error"] for box in boxes] == [False, False, True]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("10am", time(10)),
        ("10 a.m.", time(10)),
        ("2:30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("0930", time(9, 30)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("midday", time(12)),
        ("10", time(10)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, means: time) -> None:
    assert TimeField().clean(typed) == means


@pytest.mark.parametrize("typed", ["teatime", "25:00", "13pm", "9", "10:75", "1030pmx", "0am"])
def test_a_time_that_could_be_anything_is_asked_again(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter a time like 10am"):
        TimeField().clean(typed)


# Dates and times that are shown

TEN = datetime(2024, 2, 6, 10, tzinfo=UTC)


def test_dates_are_shown_as_people_say_them_and_in_london() -> None:
    assert dates.day(date(2024, 2, 6)) == "Tuesday 6 February 2024"
    assert dates.span(TEN, TEN.replace(hour=11)) == "Tuesday 6 February 2024, 10am to 11am"
    assert dates.day_time(datetime(2024, 7, 6, 23, 30, tzinfo=UTC)) == "Sunday 7 July 2024, 12:30am"
    assert dates.span(TEN, datetime(2024, 2, 7, 12, tzinfo=UTC)).endswith("10am to Wednesday 7 February 2024, midday")
    assert dates.day(None) == dates.span(None) == dates.day_time(None) == ""


def test_a_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    assert dates.deadline(datetime(2024, 1, 13, tzinfo=UTC)) == "the end of Friday 12 January 2024"
    assert dates.deadline(datetime(2024, 7, 12, 23, tzinfo=UTC)) == "the end of Friday 12 July 2024"
    assert dates.deadline(TEN) == "Tuesday 6 February 2024, 10am"


@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2023, 1, 1), ["today", "next", "", ""]),
        (date(2024, 1, 5), ["past", "today", "next", ""]),
        (date(2024, 1, 10), ["past", "today", "next", ""]),
        (date(2024, 3, 1), ["past", "past", "past", "today"]),
    ],
)
def test_today_stands_where_it_falls(today: date, states: list[str]) -> None:
    days = [date(2024, 1, 1), date(2024, 1, 10), datetime(2024, 2, 6, 10, tzinfo=UTC)]
    shown = dates.with_today([{"day": day, "what": "x"} for day in days], today)
    assert [event["state"] for event in shown] == states


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
