"""The forms of importing: a file, and a list to choose from for each of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.applications.models import MENTOR, WISHES
from turnabout.cohorts.planner import BOARD
from turnabout.foundation.design.forms import DateField, Form
from turnabout.importing.columns import LEFT_OUT, Target
from turnabout.importing.models import APPLICATIONS, Upload
from turnabout.importing.queries import Column
from turnabout.importing.wording import told
from turnabout.sheets.faults import Unreadable
from turnabout.sheets.read import read

TOO_LARGE = 11 * 1024 * 1024
"""A request of more bytes holds a file that is larger than what is read."""
MOST_TOLD = 20
BEFORE = "column_"
ASKED_ROLE = gettext_lazy("As what do these people apply?")


class FileForm(Form):
    """A file, judged as a table before anything is kept of it."""

    role = forms.ChoiceField(label=ASKED_ROLE, choices=WISHES, widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx) or a CSV file, of up to 10 MB and 20,000 rows, with headings in its first row."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the file that holds the table"),
            "empty": gettext_lazy("The file is empty. Choose the file that holds the table."),
        },
    )

    def __init__(self, *args: Any, wish: Upload, size: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = size > TOO_LARGE
        if wish.kind != APPLICATIONS:
            del self.fields["role"]
        elif wish.cohort.pattern == BOARD:
            self.fields["role"].choices = [one for one in WISHES if one[0] == MENTOR]  # type: ignore[attr-defined]
            self.initial["role"] = MENTOR
        if self.too_large:
            larger = _(
                "The file is larger than 10 megabytes. Delete what is not needed, or split it, and use each part."
            )
            self.fields["file"].error_messages["required"] = larger

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        content = file.read()
        try:
            read(content)
        except Unreadable as fault:
            raise forms.ValidationError([told(one) for one in fault.faults[:MOST_TOLD]]) from fault
        self.cleaned_data["content"] = content
        return file


class ColumnsForm(Form):
    """What each column is matched with, and the day for rows that do not say when they arrived."""

    received_on = DateField(
        label=gettext_lazy("If no column says when they arrived, on which day did they?"),
        help_text=gettext_lazy("For example, 6 2 2024. It counts whether they came before applications closed."),
        required=False,
    )

    def __init__(self, *args: Any, upload: Upload, columns: Sequence[Column], targets: Sequence[Target], **kw: Any):
        super().__init__(*args, **kw)
        labels = Counter(str(one.label) for one in targets)
        choices = [(LEFT_OUT, _("Leave this column out"))]
        choices += [(one.code, _label(one, labels)) for one in targets]
        received = self.fields.pop("received_on")
        for one in columns:
            self.fields[f"{BEFORE}{one.number}"] = forms.ChoiceField(
                label=one.heading, choices=choices, required=False, initial=one.matched, help_text=_hint(one)
            )
        if upload.kind == APPLICATIONS:
            self.fields["received_on"] = received

    @property
    def matched(self) -> dict[int, str]:
        """What was chosen for each column."""
        chosen = self.cleaned_data
        return {
            int(name.removeprefix(BEFORE)): code for name, code in chosen.items() if name.startswith(BEFORE) and code
        }


def _label(target: Target, labels: Counter[str]) -> str:
    label = str(target.label)
    return f"{label} ({target.group})" if labels[label] > 1 else label


def _hint(column: Column) -> str:
    said = [_("In the file: %(cells)s") % {"cells": "; ".join(f"“{one}”" for one in column.samples)}]
    if not column.samples:
        said = [] if column.why else [_("Every cell of it is empty.")]
    return " ".join([*said, *([str(column.why)] if column.why else [])])
