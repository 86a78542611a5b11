"""The forms of this room, built from the questions: a form says nothing that the data does not say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.applications import answers, grades
from turnabout.applications.models import ROLES
from turnabout.applications.questions import Question, Section
from turnabout.applications.questions.shape import (
    ALL,
    DAY,
    EMAIL,
    EMAILS,
    LINES,
    MANY,
    NAMED,
    NUMBER,
    ONE,
    WORDS,
    YES,
)
from turnabout.applications.questions.shared import LEVELS
from turnabout.applications.wordings import OWN, OWN_LIFE_NOW
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.fields import BOXES, DateBoxes
from turnabout.foundation.design.forms import DateField, Form, WordLimit, with_hints, with_privacy, with_suggestions

FEW = 7
"""Up to so many choices are shown at once; more are a list to open."""
FEW_NAMES = 3
"""Up to so many names are shown at once; of more one types the first letters."""
SENIOR = 7
"""Leaders stand at this level of seniority or above."""


class SectionForm(Form):
    """The questions of one section. Every judgement about an answer is `answers.check`'s, the page adds none."""

    section: Section
    own_email: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # `answers.check` takes such characters out, and the words stay
            field.validators = [one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)]

    def clean(self) -> dict[str, Any]:
        checked = answers.check(self.section, self.given(), own_email=self.own_email)
        for name, fault in checked.faults.items():
            if name not in self.errors:
                self.add_error(name, fault)
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """What was answered, by question; a day as "2024-09-30", or nothing when it is none."""
        return {question.name: self._given(question) for question in self.section.questions}

    def typed(self) -> dict[str, Any]:
        """What stands in each box, word for word, so that it can be kept before it is right."""
        return {question.name: self._raw(question) for question in self.section.questions}

    def as_kept(self, question: Question) -> Any:
        """What stands in a box, in the form in which what was kept can be compared with it."""
        return plainly(self._raw(question))

    def _given(self, question: Question) -> Any:
        if question.kind == DAY:
            day = self.cleaned_data.get(question.name)
            return day.isoformat() if day else ""
        return self._raw(question)

    def _raw(self, question: Question) -> Any:
        widget = self.fields[question.name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(question.name))


def section_form(section: Section, who_sees: str = "") -> type[SectionForm]:
    """The form of a section whose lists are written out; `who_sees` is the page that names every reader."""
    fields: dict[str, Any] = {question.name: _field(question, who_sees) for question in section.questions}
    return type("SectionForm", (SectionForm,), {**fields, "section": section})


def as_data(section: Section, typed: dict[str, Any]) -> QueryDict:
    """What was kept of a half-filled section, as if it were sent again: the page shows it with its messages."""
    data = QueryDict(mutable=True)
    for question in section.questions:
        value = typed.get(question.name)
        if question.kind == DAY:
            for box, part in zip(BOXES, value or ("", "", ""), strict=True):
                data[f"{question.name}_{box}"] = part
        elif isinstance(value, list | tuple):
            data.setlist(question.name, list(value))
        elif value not in (None, False, ""):
            data[question.name] = "on" if value is True else str(value)
    return data


def as_initial(section: Section, known: dict[str, Any]) -> dict[str, Any]:
    """Stored answers as the fields show them: a list of addresses is one to a line."""
    return {question.name: _shown(question, known.get(question.name)) for question in section.questions}


def _shown(question: Question, value: Any) -> Any:
    if question.kind in (EMAILS, LINES):
        return "\n".join(value or ())
    if question.kind == NAMED and len(question.choices) > FEW_NAMES:
        return str(dict(question.choices).get(value, value or ""))
    return value


def plainly(value: Any) -> Any:
    """One form for what was typed, kept and stored: lists of words, and "" for nothing."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return "" if value in (None, False) else "on" if value is True else str(value).replace("\r\n", "\n")


def kept_of(question: Question, value: Any) -> Any:
    """A stored answer as it would have been typed."""
    if question.kind == DAY:
        return plainly(tuple(DateBoxes().boxes(value).values()))
    return plainly(_shown(question, value))


def in_box(question: Question, typed: Any) -> str:
    """What stands in a half-filled box, in words."""
    if question.kind == DAY:
        return " ".join(map(str, typed or ()))
    if isinstance(typed, list | tuple):
        words = dict(question.choices)
        return ", ".join(str(words.get(each, each)) for each in typed) or _("Not answered")
    if question.kind == YES:
        return _("Yes") if typed else _("No")
    return str(dict(question.choices).get(typed, typed or "")) or _("Not answered")


def seen_in(data: Any) -> int | None:
    """The version of the section that a page carries; None when it carries none."""
    found = str(data.get("seen", ""))
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else None


def why_asked(who: Any, why: Any, back: Any, who_sees: str = "") -> SafeString | str:
    """Who can see it, why it is asked and how to take it back, as one note; and the page that names them."""
    more = [(words, text) for words, text in ((_("Why we ask"), why), (_("To take it back"), back)) if text]
    if not (more or who_sees):
        return str(who)
    told = format_html_join("", ' <strong class="app-privacy-note__who">{}</strong> {}', more)
    named = format_html(' <a href="{}">{}</a>', who_sees, _("Who, by name")) if who_sees and who else ""
    return format_html("{}{}{}", who, named, told)


class IdentityForm(SectionForm):
    """What a leader declares of their own life, with its own consent: nothing is stored without the tick."""

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self._raw(self.section.question("identity")) and not given.get("consent"):
            self.add_error("consent", _("Tick to agree, or untick what you declared: without it nothing is kept"))
        return given


def identity_form(section: Section) -> type[IdentityForm]:
    """The form of the page on a leader's own life."""
    fields: dict[str, Any] = {question.name: _field(question) for question in section.questions}
    fields["consent"] = forms.BooleanField(required=False, label=OWN[OWN_LIFE_NOW])
    return type("DeclareForm", (IdentityForm,), {**fields, "section": section})


class PlaceForm(Form):
    """In which of the two roles somebody takes part who would take either."""

    role = forms.ChoiceField(label=gettext_lazy("In which role?"), choices=ROLES, widget=forms.RadioSelect)


class GradeForm(Form):
    """What an organisation calls a grade, and where it stands."""

    name = forms.CharField(
        label=gettext_lazy("Name of the grade"),
        help_text=gettext_lazy("As it stands in a contract, for example Grade 7"),
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Which level is it nearest to in pay?"), choices=LEVELS, coerce=int, widget=forms.RadioSelect
    )


class LeaderForm(Form):
    """What a co-ordinator says of a leader they name."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("Work email"),
        help_text=gettext_lazy("The link goes to this address, and to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    job_title = forms.CharField(label=gettext_lazy("Job title"), max_length=200)
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))
    grade = forms.ChoiceField(label=gettext_lazy("Grade or place on the Board"))
    manager_email = forms.EmailField(
        label=gettext_lazy("Work email of their manager or Chair"),
        required=False,
        help_text=gettext_lazy(
            "So that nobody in their own line is proposed to them. They are written to only if the leader asks for it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    is_chief_executive = forms.BooleanField(
        label=gettext_lazy("They are the chief executive"),
        required=False,
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        places = [(str(one.pk), one.name) for one in cohort.organisations.all()]
        self.fields["organisation"].choices = places  # type: ignore[attr-defined]
        senior = [(code, words) for code, words in grades.choices() if grades.level_of(code) >= SENIOR]
        self.fields["grade"].choices = [("", _("Choose")), *senior]  # type: ignore[attr-defined]
        if len(places) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = places[0][0]


def _field(question: Question, who_sees: str = "") -> forms.Field:
    told: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": False}
    field = _of_kind(question, told)
    if question.choice_hints:
        with_hints(field, dict(question.choice_hints))
    if question.who or question.why or question.back:
        with_privacy(field, why_asked(question.who, question.why, question.back, who_sees))
    return field


def _of_kind(question: Question, told: dict[str, Any]) -> forms.Field:
    kind, choices = question.kind, question.choices
    if kind in (MANY, ALL):
        return forms.MultipleChoiceField(**told, choices=choices, widget=forms.CheckboxSelectMultiple)
    if kind == NAMED and len(choices) > FEW_NAMES:
        field = forms.CharField(**told, widget=forms.TextInput(attrs={"autocomplete": "off"}))
        return with_suggestions(field, [str(name) for _code, name in choices])
    if kind == NAMED or (kind == ONE and len(choices) <= FEW):
        return forms.ChoiceField(**told, choices=choices, widget=forms.RadioSelect)
    if kind == ONE:
        return forms.ChoiceField(**told, choices=[("", gettext_lazy("Choose")), *choices])
    if kind == YES:
        return forms.BooleanField(**told)
    if kind == DAY:
        return DateField(**told)
    if kind == EMAIL:
        return forms.EmailField(**told, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    if kind == WORDS:
        rows = 4 if question.limit <= 150 else 8
        area = forms.Textarea(attrs={"rows": rows})
        return forms.CharField(**told, widget=area, validators=[WordLimit(question.limit)], strip=False)
    if kind in (EMAILS, LINES):
        return forms.CharField(**told, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))
    if kind == NUMBER:
        return forms.CharField(**told, widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}))
    return with_suggestions(
        forms.CharField(**told, widget=forms.TextInput(attrs=_line(question))), question.suggestions
    )


def _line(question: Question) -> dict[str, str]:
    return {"autocomplete": "name"} if question.name == "name" else {}
