"""The equality form, built from the list of questions. No answer is required, and none is ever shown again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.forms import Form, with_reveals
from turnabout.monitoring.codes import ETHNICITY, GROUPS, ITEMS, RATHER_NOT, SAY_NOT, Item

BROAD = "ethnicity_group"


class _Judged(Form):
    """One choice for each question; the ethnic group is asked in two steps, from broad to exact."""

    def answers(self) -> dict[str, str]:
        """The code of each answer by its question; of the exact ethnic groups the one under the broad choice."""
        given = {item.name: self.cleaned_data.get(item.name, "") for item in ITEMS if item is not ETHNICITY}
        broad = self.cleaned_data.get(BROAD, "")
        exact = SAY_NOT if broad == SAY_NOT else self.cleaned_data.get(f"ethnicity_{broad}", "") if broad else ""
        return {**given, ETHNICITY.name: exact}

    def clean(self) -> dict[str, Any]:
        broad = self.cleaned_data.get(BROAD, "")
        if broad and broad != SAY_NOT and not self.cleaned_data.get(f"ethnicity_{broad}"):
            self.add_error(f"ethnicity_{broad}", _("Choose the group that fits best, or “I prefer not to say” above"))
        return self.cleaned_data


def _radios(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False, help_text=hint)


def _fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        BROAD: with_reveals(
            _radios(ETHNICITY.label, (*GROUPS, (SAY_NOT, RATHER_NOT))),
            {group: f"ethnicity_{group}" for group, _words in GROUPS},
        )
    }
    for group, words in GROUPS:
        exact = [(answer.code, answer.words) for answer in ETHNICITY.answers if answer.group == group]
        fields[f"ethnicity_{group}"] = _radios(words, exact, _("Which of these fits best?"))
    fields |= {item.name: _of(item) for item in ITEMS if item is not ETHNICITY}
    return fields


def _of(item: Item) -> forms.Field:
    return _radios(item.label, [(answer.code, answer.words) for answer in item.answers], item.hint)


EqualityForm: type[_Judged] = type("EqualityForm", (_Judged,), _fields())
"""The form itself: its fields are the questions of `codes.ITEMS`."""
