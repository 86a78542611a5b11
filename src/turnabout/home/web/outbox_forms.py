from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import organisations_in
from turnabout.foundation.design.forms import Form
from turnabout.foundation.mail import editing, wording
from turnabout.foundation.mail.models import Message
from turnabout.home.bulk import GROUPS
from turnabout.home.outbox import Kind


class PressForm(Form):
    """One button."""


def subject_field() -> forms.CharField:
    return forms.CharField(
        label=_("Subject"), max_length=200, error_messages={"required": _("Write what the message is about")}
    )


def words_field() -> forms.CharField:
    return forms.CharField(
        label=_("Words"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=wording.LONGEST,
        error_messages={
            "required": _("Write the message"),
            "max_length": _("Make it shorter: a message can have up to 5,000 characters"),
        },
        help_text=_("An empty line begins a new paragraph."),
    )


def seen_field() -> forms.CharField:
    """The mark of the words as they were when somebody began to change them."""
    return forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class WordsForm(Form):
    """The words of one message."""

    subject = subject_field()
    body = words_field()
    seen = seen_field()

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        self.message = message
        words = (message.subject, editing.shown(message))
        kwargs["initial"] = {"subject": words[0], "body": words[1], "seen": editing.mark(*words)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            for fault in editing.faults(self.message, given["subject"], given["body"]):
                self.add_error("body", fault)
        return given


class KindForm(Form):
    """How a cohort wants one kind of message."""

    subject = subject_field()
    body = words_field()
    seen = seen_field()
    held_first = forms.BooleanField(
        label=_("Hold each one until a co-ordinator lets it go"),
        required=False,
        help_text=_("It then waits under “Messages”, and the co-ordinator’s day says so."),
    )
    switched_off = forms.BooleanField(
        label=_("Do not send this at all"), required=False, help_text=_("People can do without this one.")
    )

    def __init__(self, *args: Any, kind: Kind, scope: Any, **kwargs: Any) -> None:
        self.kind, self.scope = kind, scope
        own = kind.own
        kwargs["initial"] = {
            "subject": kind.subject,
            "body": kind.body,
            "seen": editing.mark(kind.subject, kind.body),
            "held_first": bool(own and own.held_first),
            "switched_off": bool(own and own.switched_off),
        }
        super().__init__(*args, **kwargs)
        self._ask_for_days(kind.sort.days(scope))
        self.fields["body"].help_text = _(
            "Each {word} is filled in for every person. You can use %(places)s. An empty line begins a new paragraph."
        ) % {"places": kind.places}
        if not kind.sort.optional:
            del self.fields["switched_off"]

    def _ask_for_days(self, chosen: tuple[int, ...]) -> None:
        """One box for each time that the reminder goes; the person types how many days, never a sign."""
        when = self.kind.sort.when
        before = _("%(unit)s before the last day") if when.step else _("%(unit)s before %(upon)s")
        unit = _("Days") if when.every_day else _("Working days")
        for number, days in enumerate(chosen, start=1):
            words = before if days < 0 else _("%(unit)s until reminder %(number)d")
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=words % {"unit": unit, "number": number, "upon": when.upon},
                initial=abs(days),
                min_value=1,
                max_value=60,
                error_messages={"required": _("Enter how many days"), "invalid": _("Enter a whole number, like 5")},
            )

    def days(self) -> list[int]:
        """The days as the rule counts them."""
        sign = -1 if any(day < 0 for day in self.kind.sort.when.days) else 1
        names = [name for name in self.fields if name.startswith("days_")]
        return [sign * self.cleaned_data[name] for name in names]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and (fault := self.kind.sort.when.fault(self.days())):
            self.add_error("days_1", fault)
        if self.errors or (given["subject"], given["body"].replace("\r\n", "\n").strip()) == self.kind.sort.standard():
            return given
        for fault in wording.faults(self.kind.sort, self.scope, given["subject"], given["body"]):
            self.add_error("body", fault)
        return given


class ManyForm(Form):
    """One text to many people."""

    group = forms.ChoiceField(
        label=_("To whom?"),
        widget=forms.RadioSelect,
        choices=[(code, words) for code, (words, _find) in GROUPS.items()],
        error_messages={"required": _("Choose to whom it goes")},
    )
    organisation = forms.ChoiceField(label=_("Of which organisation?"), required=False)
    news = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        choices=[
            ("needed", _("Something that people need to know to take part")),
            ("news", _("News that they can do without")),
        ],
        initial="needed",
        error_messages={"required": _("Say whether people need to know it")},
    )
    subject = subject_field()
    body = words_field()

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(one.pk), one.name) for one in organisations_in(cohort)]
        self.fields["organisation"].choices = [("", _("All organisations")), *places]  # type: ignore[attr-defined]
        self.fields["subject"].help_text = _("The name of the programme stands before it.")
        self.fields["body"].help_text = _(
            "Begin with “Dear {name}”: each name is filled in. An empty line begins a new paragraph. Whom to ask is "
            "added at the end."
        )
