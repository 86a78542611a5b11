"""How far somebody agrees with a sentence, in five steps, or prefers not to say."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from turnabout.surveys.items import Item
from turnabout.surveys.kinds.wrong import WrongAnswer

SCALE = (
    (1, _("Strongly disagree")),
    (2, _("Disagree")),
    (3, _("Neither agree nor disagree")),
    (4, _("Agree")),
    (5, _("Strongly agree")),
)
AGREED = frozenset({4, 5})
"""The answers that count as having agreed; "prefer not to say" counts as not, so that n never depends on answers."""
NOT_SAID = "not-said"


class Agree5:
    """Kept as 1 (strongly disagree) to 5 (strongly agree), None for "prefer not to say"."""

    def clean(self, value: object, item: Item) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= len(SCALE):
            message = _now("Choose one of the five answers to “%(question)s”, or “Prefer not to say”.")
            raise WrongAnswer(message % {"question": item.text})
        return value

    def field(self, item: Item) -> forms.Field:
        return forms.TypedChoiceField(
            label=item.text,
            help_text=item.hint,
            choices=[*((str(value), words) for value, words in SCALE), (NOT_SAID, _("Prefer not to say"))],
            coerce=lambda chosen: None if chosen == NOT_SAID else int(chosen),
            widget=forms.RadioSelect,
        )

    def room(self, item: Item) -> int:
        return len("null")
