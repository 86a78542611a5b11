"""Fields that the design system has a shape for and Django has not, and words that go with a field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

F = TypeVar("F", bound=forms.Field)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BOXES = ("day", "month", "year")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
"""No day of a programme lies outside these, and weeks can be counted from any day between them."""


def with_privacy(field: F, text: Any) -> F:
    """Print `text` ("Only you, until you release it") beside `field`, under "Who can see this"."""
    field.privacy = text  # type: ignore[attr-defined]
    return field


def as_heading(field: F) -> F:
    """Make the label of `field` the heading of its page: for a page that asks one question."""
    field.heading = True  # type: ignore[attr-defined]
    return field


def side_by_side(field: F) -> F:
    """Draw the choices of `field` small and in one line, where there is room for it: for a few short ones."""
    field.side_by_side = True  # type: ignore[attr-defined]
    return field


def with_hints(field: F, hints: Mapping[str, Any]) -> F:
    """Print a hint under each choice of radios or checkboxes; `hints` maps a choice's value to its words."""
    field.choice_hints = hints  # type: ignore[attr-defined]
    return field


def with_reveals(field: F, reveals: Mapping[str, str]) -> F:
    """Show another field of the same form under a choice; `reveals` maps a choice's value to that field's name.

    Without JavaScript the other field is always shown, so the form must not mind an answer to it.
    """
    field.reveals = reveals  # type: ignore[attr-defined]
    return field


def with_suggestions(field: F, names: Sequence[str]) -> F:
    """Hold out `names` to whoever types into `field`; anything else may be typed as well. Needs no script."""
    field.suggestions = tuple(names)  # type: ignore[attr-defined]
    return field


@deconstructible
class WordLimit(BaseValidator):
    """At most so many words. The refused text stays in its box, and the message says how many to take out."""

    code = "too_many_words"

    def compare(self, a: int, b: int) -> bool:
        return a > b

    def clean(self, x: Any) -> int:
        return len(str(x).split())

    def __call__(self, value: Any) -> None:
        words, limit = self.clean(value), int(self.limit_value)
        if words > limit:
            over = words - limit
            message = ngettext(
                "Take out %(over)d word: you can write up to %(limit)d, and you have written %(words)d",
                "Take out %(over)d words: you can write up to %(limit)d, and you have written %(words)d",
                over,
            ) % {"over": over, "limit": limit, "words": words}
            raise ValidationError(message, code=self.code)


class DateBoxes(forms.Widget):
    """Three boxes, for day, month and year; the names end in `_day`, `_month` and `_year`."""

    template_name = ""
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str, str]:
        day, month, year = (str(data.get(f"{name}_{box}", "") or "").strip() for box in BOXES)
        return day, month, year

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{box}" in data for box in BOXES)

    def boxes(self, value: Any) -> dict[str, str]:
        """What stands in each box: what was typed, or the parts of a date."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        if isinstance(value, Sequence) and len(value) == 3:
            return dict(zip(BOXES, map(str, value), strict=True))
        return dict.fromkeys(BOXES, "")


class DateField(forms.Field):
    """A day from 1900 to 2200, typed into three boxes; the month may be a name. Gives a `date`, or None when empty."""

    widget = DateBoxes

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parts = dict(zip(BOXES, (str(part).strip() for part in value), strict=True))
        missing = [box for box in BOXES if not parts[box]]
        if len(missing) == len(BOXES):
            return None
        if missing:
            words = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
            parts_missing = str(_(" and ")).join(str(words[box]) for box in missing)
            raise ValidationError(
                _("“%(label)s” must include %(parts)s"),
                code="incomplete",
                params={"parts": parts_missing, "boxes": missing, **self._named()},
            )
        return self._real(parts)

    def has_changed(self, initial: Any, data: Any) -> bool:
        widget = DateBoxes()
        return widget.boxes(initial) != widget.boxes(data)

    def _real(self, parts: dict[str, str]) -> date:
        month = parts["month"].lower()
        number = str(MONTHS.index(month[:3]) + 1) if month[:3] in MONTHS else month
        if re.fullmatch(r"\d{4}", parts["year"]) is None:
            raise ValidationError(
                _("The year of “%(label)s” must have 4 numbers, for example 2024"),
                code="invalid",
                params={"boxes": ["year"], **self._named()},
            )
        if not EARLIEST_YEAR <= int(parts["year"]) <= LATEST_YEAR:
            raise ValidationError(
                _("The year of “%(label)s” must be between %(earliest)d and %(latest)d"),
                code="invalid",
                params={"boxes": ["year"], "earliest": EARLIEST_YEAR, "latest": LATEST_YEAR, **self._named()},
            )
        try:
            return date(int(parts["year"]), int(number), int(parts["day"]))
        except (ValueError, OverflowError):  # no such day, and a number that is too large to be one
            raise ValidationError(
                _("“%(label)s” must be a real date, for example 6 2 2024"),
                code="invalid",
                params={"boxes": list(BOXES), **self._named()},
            ) from None

    def _named(self) -> dict[str, Any]:
        return {"label": self.label or _("The date")}


class TimeField(forms.TimeField):
    """A time of day as people write it: 10am, 2:30pm, 14:30, midday. Gives a `time`."""

    widget = forms.TimeInput(format="%H:%M")
    default_error_messages = {"invalid": _("Enter a time like 10am, 2:30pm or 14:30")}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        text = re.sub(r"[\s]", "", str(value).lower()).replace(".", ":").removesuffix(":")
        text = text.replace("a:m", "am").replace("p:m", "pm")
        text = {"midday": "12:00", "noon": "12:00", "midnight": "00:00"}.get(text, text)
        found = re.fullmatch(r"(\d{1,2})(?::?(\d{2}))?(am|pm)?", text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half or (not found[2] and len(found[1]) == 1):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return time(hour, minute)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
