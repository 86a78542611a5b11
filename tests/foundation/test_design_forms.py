"""The words of forms: what is asked, what is said when it is wrong, and how dates are typed and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

import turnabout
from turnabout.foundation.design import dates
from turnabout.foundation.design.fields import WordLimit
from turnabout.foundation.design.forms import DateField, Form, TimeField, Words, as_heading, problems_of
from turnabout.foundation.design.web.gallery import GalleryForm

TEN = datetime(2024, 2, 6, 10, tzinfo=UTC)


def a_date(day: str, month: str, year: str) -> Any:
    return DateField(label="First day").clean((day, month, year))


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
    form = GalleryForm({})
    assert form.errors["name"] == ["Enter your full name"]


@pytest.mark.parametrize("name", [name for name, field in GalleryForm.base_fields.items() if field.required])
def test_every_kind_of_field_says_its_name_when_it_is_empty(name: str) -> None:
    form = GalleryForm({})
    [message] = form.errors[name]
    assert "This field is required" not in message
    label = str(form.fields[name].label)
    assert label in message or message == "Enter your full name"


def test_each_error_leads_to_an_element_of_the_form() -> None:
    form = GalleryForm({"first_day_day": "1", "first_day_month": "x", "first_day_year": "2024", "way": "phone"})
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


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
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
        (("99999999999", "2", "2024"), "must be a real date"),
        (("6", "99999999999", "2024"), "must be a real date"),
        (("9" * 5000, "2", "2024"), "must be a real date"),
        (("6", "2", "0001"), "must be between 1900 and 2200"),
        (("31", "12", "1899"), "must be between 1900 and 2200"),
        (("1", "1", "2201"), "must be between 1900 and 2200"),
        (("31", "12", "9999"), "must be between 1900 and 2200"),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong(typed: tuple[str, str, str], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        a_date(*typed)


def dates_without_a_range(classes: Iterable[type[forms.BaseForm]]) -> list[str]:
    return [
        f"{cls.__module__}.{cls.__qualname__}.{name}: a day is asked with turnabout's own DateField"
        for cls in classes
        for name, field in cls.base_fields.items()  # type: ignore[attr-defined]
        if isinstance(field, forms.DateField | forms.DateTimeField | forms.SplitDateTimeField)
    ]


def test_every_day_is_asked_with_our_own_field_which_ends_at_2200() -> None:
    found = list(our_forms())
    assert any(isinstance(field, DateField) for cls in found for field in cls.base_fields.values())  # type: ignore[attr-defined]
    assert not (faults := dates_without_a_range(found)), "\n".join(faults)


def test_a_planted_day_of_another_kind_is_caught() -> None:
    class Planted(Form):
        day = forms.DateField()

    assert "Planted.day" in dates_without_a_range([Planted])[0]


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


@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2024, 1, 1), ["today", "", "next", ""]),
        (date(2024, 2, 20), ["", "", "today", "next"]),
        (date(2024, 3, 15), ["", "past", "today", "next"]),
    ],
)
def test_nobody_waits_for_what_has_no_day_and_a_window_is_past_with_its_last_day(
    today: date, states: list[str]
) -> None:
    unknown = {"day": date(2024, 1, 5), "what": "unknown", "until": None}
    window = {"day": date(2024, 2, 1), "what": "window", "until": datetime(2024, 3, 1, tzinfo=UTC)}
    fixed = {"day": date(2024, 4, 1), "what": "fixed"}
    shown = dates.with_today([unknown, window, fixed], today)
    assert [event["state"] for event in shown] == states
