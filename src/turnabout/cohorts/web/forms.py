"""The questions of setting up and keeping a cohort."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import ORGANISATION_KINDS, ROLES, Organisation, PlannedDate
from turnabout.cohorts.planner import offset_of
from turnabout.cohorts.policies import POLICIES
from turnabout.cohorts.strands import STRANDS
from turnabout.foundation import clock
from turnabout.foundation.accounts.typos import meant
from turnabout.foundation.design.forms import DateField, Form, TimeField, with_hints, with_privacy

ON_THE_PUBLIC_PAGE = _("Everybody: this is printed on the public page.")
MARKDOWN = _("Leave an empty line between paragraphs. Begin a line with a hyphen for a list.")


class ScopeForm(Form):
    organisations = forms.MultipleChoiceField(
        label=_("Whose staff can take part?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one organisation whose staff can take part")},
    )
    strands = forms.MultipleChoiceField(
        label=_("Which experience is the programme about?"),
        choices=STRANDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none if experience of any protected characteristic is welcome."),
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in organisations]
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]


class WordsForm(Form):
    what = forms.CharField(
        label=_("What is the programme?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two sentences are enough. Somebody on a phone in a corridor decides in a minute."),
    )
    who_for = forms.CharField(
        label=_("Who is it for?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), help_text=MARKDOWN
    )
    how_to_apply = forms.CharField(
        label=_("How do people apply?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), help_text=MARKDOWN
    )


class ContactForm(Form):
    name = with_privacy(
        forms.CharField(
            label=_("Name of the person or team to ask"), max_length=200, help_text=_("A team is best: people move on.")
        ),
        ON_THE_PUBLIC_PAGE,
    )
    email = with_privacy(forms.EmailField(label=_("Email address of the contact")), ON_THE_PUBLIC_PAGE)
    phone = with_privacy(
        forms.CharField(
            label=_("Telephone number of the contact (optional)"),
            max_length=40,
            required=False,
            widget=forms.TextInput(attrs={"type": "tel", "size": 20}),
        ),
        ON_THE_PUBLIC_PAGE,
    )


class DayForm(Form):
    """A new day for a step that takes a whole day."""

    day = DateField(label=_("New day"), help_text=_("For example, 2 2 2024"))

    def chosen(self, planned: PlannedDate) -> dict[str, Any]:
        """The step's new instants, UTC."""
        day: date = self.cleaned_data["day"]
        return {"starts_at": clock.london(day, time(0)), "ends_at": clock.end_of(day)}

    @staticmethod
    def of(planned: PlannedDate) -> dict[str, Any]:
        """What stands in the boxes before anybody types: of a date without a fixed day, nothing."""
        return {"day": planned.starts_at.astimezone(clock.LONDON).date()} if planned.exact else {}


class TimesForm(Form):
    """A new day and new times for a session."""

    day = DateField(label=_("New day"), help_text=_("For example, 6 2 2024"))
    starts = TimeField(label=_("Starts at"), help_text=_("For example, 10am or 14:30"))
    ends = TimeField(label=_("Ends at"), help_text=_("For example, 11am or 17:00"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("starts", "ends"):
            if given.get("day") and given.get(name):
                try:
                    given[f"{name}_at"] = clock.london(given["day"], given[name])
                except (clock.NoSuchTime, clock.TwiceThatDay) as fault:
                    self.add_error(name, ValidationError(str(fault)))
        return given

    def chosen(self, planned: PlannedDate) -> dict[str, Any]:
        """The step's new instants, UTC."""
        return {"starts_at": self.cleaned_data["starts_at"], "ends_at": self.cleaned_data["ends_at"]}

    @staticmethod
    def of(planned: PlannedDate) -> dict[str, Any]:
        """What stands in the boxes before anybody types: without a fixed day, the times of the pattern."""
        if not planned.exact:
            usual = offset_of(planned.cohort.pattern, planned.step)
            assert usual is not None and usual.at is not None, "only a session has times"
            ends = (datetime.combine(date.min, usual.at) + timedelta(minutes=usual.minutes)).time()
            return {"starts": usual.at, "ends": ends}
        start, end = (one.astimezone(clock.LONDON) for one in (planned.starts_at, planned.ends_at))
        return {"day": start.date(), "starts": start.time(), "ends": end.time()}


class RulesForm(ScopeForm):
    """What people apply under, before it is fixed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for policy in POLICIES:
            if (policy.least, policy.most) == (0, 1):
                self.fields[policy.code] = forms.BooleanField(label=policy.label, required=False)
                continue
            self.fields[policy.code] = forms.IntegerField(
                label=policy.label,
                min_value=policy.least,
                max_value=policy.most,
                widget=forms.NumberInput(attrs={"size": 3}),
            )

    def policies(self) -> dict[str, int]:
        """The numbers alone."""
        return {policy.code: int(self.cleaned_data[policy.code]) for policy in POLICIES}


IN_A_COHORT = tuple((code, words) for code, words in ROLES if code != "partner_lead")
"""The roles that somebody is given in a cohort; an organisation's lead is named on the organisation's page."""
MANAGER_SEEN = _("The co-ordinators of this cohort, the administrator and the person. Nobody writes to the manager.")


class AppointForm(Form):
    name = forms.CharField(label=_("Full name"), max_length=200)
    email = with_privacy(
        forms.EmailField(label=_("Email address"), help_text=_("They sign in with it: no password is needed.")),
        _("The co-ordinators of this cohort, and the person."),
    )
    kind = with_hints(
        forms.ChoiceField(label=_("Role"), choices=IN_A_COHORT, widget=forms.RadioSelect),
        {
            "coordinator": _("Runs the cohort: everything except private notes and sealed answers."),
            "assessor": _("Scores applications without seeing who wrote them."),
            "trainer": _("Keeps the registers of training and briefing."),
            "independent_contact": _("Takes the cases of reverse mentees to whom a co-ordinator reports."),
            "board_reader": _("Reads the reports once they are released."),
            "ig_lead": _("Answers for data protection."),
            "key_holder": _("Helps to open the sealed answers, once."),
            "sponsor": _("The senior person who stands behind the programme. Sees nothing of anybody in it."),
            "dpo": _("Reads and signs the data-protection assessment. Sees nothing of anybody in the cohort."),
        },
    )
    manager_email = with_privacy(
        forms.EmailField(
            label=_("Email address of their manager (optional)"),
            required=False,
            help_text=_(
                "Whom they report to at work. Nobody decides about a leader of their own. It has to be given for an "
                "independent contact."
            ),
        ),
        MANAGER_SEEN,
    )


class WhoForm(Form):
    """Somebody who is asked for something before the cohort may go on."""

    name = forms.CharField(label=_("Full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = with_privacy(
        forms.EmailField(
            label=_("Email address"),
            help_text=_("You see the letter next. Nothing is sent before you press the button there."),
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        ),
        _("The co-ordinators of this cohort, and the person."),
    )


class OrganisationForm(Form):
    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=ORGANISATION_KINDS, widget=forms.RadioSelect)
    may_use_nhs_logo = forms.BooleanField(label=_("It is entitled to use the NHS logo"), required=False)


class ListsForm(Form):
    """The names of an organisation's teams and places, one to a line."""

    team = forms.CharField(label=_("Teams"), help_text=_("One to a line."), required=False, widget=forms.Textarea)
    place = forms.CharField(
        label=_("Places where people work"),
        help_text=_("One to a line, for example Northgate Health Centre."),
        required=False,
        widget=forms.Textarea,
    )


class NewProgrammeForm(Form):
    name = forms.CharField(
        label=_("Name of the programme"), max_length=200, help_text=_("For example, Reverse mentoring for inclusion.")
    )
    host = forms.ChoiceField(
        label=_("Which organisation runs it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the organisation that runs the programme")},
    )

    def __init__(self, *args: Any, hosts: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].choices = [(str(one.pk), one.name) for one in hosts]  # type: ignore[attr-defined]


class AddressForm(Form):
    """An address and nothing else. One that looks like a slip of the finger is asked about once."""

    email = with_privacy(
        forms.EmailField(
            label=_("Your email address"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email", "size": 30}),
            error_messages={
                "required": _("Enter your email address"),
                "invalid": _("Enter an email address like name@example.com"),
            },
        ),
        _("Nobody. It is stored encrypted, and only this site’s own letter uses it."),
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        better = meant(typed)
        if better and self.data.get("sure") != typed:
            self.data = {**self.data.dict(), "sure": typed}  # type: ignore[attr-defined]
            said = _("Did you mean %(address)s? If yours is right as it stands, press the button again.")
            raise forms.ValidationError(said % {"address": better})
        return typed
