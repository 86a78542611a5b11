"""A person's own words, optional and limited."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _now

from turnabout.surveys.items import Item
from turnabout.surveys.kinds.wrong import WrongAnswer

LINE_ENDS = str.maketrans({"\t": " "})
WIDEST = 4
"""The most bytes one character takes in JSON as UTF-8; control characters, which take more, are not kept."""


class OwnWords(forms.CharField):
    """A text box whose line ends count once, as the person saw them, whatever the browser sends."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "").strip()


class Text:
    """Kept as one string in composed form; None when nothing was written."""

    def clean(self, value: object, item: Item) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise WrongAnswer(_now("“%(question)s” takes words.") % {"question": item.text})
        words = plain(value).strip()
        if len(words) > item.limit:
            message = _now("“%(question)s” can have up to %(limit)d characters, and you have written %(written)d.")
            raise WrongAnswer(message % {"question": item.text, "limit": item.limit, "written": len(words)})
        return words or None

    def field(self, item: Item) -> forms.Field:
        return OwnWords(label=item.text, help_text=item.hint, required=False, max_length=item.limit)

    def room(self, item: Item) -> int:
        return WIDEST * item.limit + len('""')


def plain(text: str) -> str:
    """The text in composed form, with one sort of line end, and nothing that a page cannot show."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(LINE_ENDS)
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
