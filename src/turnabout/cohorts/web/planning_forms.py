"""The questions of dates without a fixed day, of extending, of copying a cohort, of its nations and its stages."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import planner
from turnabout.cohorts.models import PlannedDate
from turnabout.cohorts.planner import NATIONS, SWITCHES, TO_BE_CONFIRMED, WINDOW
from turnabout.cohorts.planner.saying import days_of
from turnabout.foundation import clock
from turnabout.foundation.design.forms import DateField, Form, as_heading, with_hints, with_privacy

ON_THE_PUBLIC_PAGE = _("Everybody: this is printed on the public page.")


class LooseForm(Form):
    """A date that is no fixed day."""

    kind = with_hints(
        forms.ChoiceField(
            label=_("What do you know of the day?"),
            choices=[one for one in planner.KINDS if one[0] != planner.EXACT],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what you know of the day")},
        ),
        {
            WINDOW: _("For example, April or May."),
            TO_BE_CONFIRMED: _("It is printed as “to be confirmed”, and keeps its place among the dates."),
        },
    )
    first = DateField(label=_("First day of the window"), help_text=_("For example, 1 4 2024"), required=False)
    last = DateField(label=_("Last day of the window"), help_text=_("For example, 31 5 2024"), required=False)
    said = forms.CharField(
        label=_("In your own words (optional)"),
        max_length=100,
        required=False,
        help_text=_("For example, “after the Board meets in May”. It is printed instead of the two days."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") != WINDOW:
            return given
        for name, words in (("first", _("Enter the first day it may be")), ("last", _("Enter the last day it may be"))):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, str(words))
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", str(_("The last day must not come before the first")))
        return given

    def chosen(self, planned: PlannedDate) -> dict[str, Any]:
        """What the action is given: without days, the date keeps the place it has."""
        given = self.cleaned_data
        starts_at, ends_at = planned.starts_at, planned.ends_at
        if given["kind"] == WINDOW:
            starts_at, ends_at = clock.london(given["first"], time(0)), clock.end_of(given["last"])
        return {"kind": given["kind"], "said": given["said"], "starts_at": starts_at, "ends_at": ends_at}

    @staticmethod
    def of(planned: PlannedDate) -> dict[str, Any]:
        """What stands in the boxes before anybody types."""
        if planned.exact:
            return {}
        first, last = days_of(planned) if planned.kind == WINDOW else (None, None)
        return {"kind": planned.kind, "said": planned.said, "first": first, "last": last}


class ExtendForm(Form):
    closes_on = DateField(label=_("New last day"), help_text=_("For example, 2 2 2024. It counts to its very end."))
    reason = with_privacy(
        forms.CharField(
            label=_("Why (optional)"),
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("For example, “Many of you asked for more time over the holidays.”"),
        ),
        _("Everybody: this is printed on the public page, and in the messages."),
    )
    tell_applicants = forms.BooleanField(
        label=_("Tell those who have sent their application, too"),
        required=False,
        help_text=_("Those who have begun and not sent it are told in any case."),
    )


class CopyForm(Form):
    title = with_privacy(
        forms.CharField(
            label=_("Name of the new cohort"), max_length=100, help_text=_("It also stands in the address of its page.")
        ),
        ON_THE_PUBLIC_PAGE,
    )
    starts_on = DateField(
        label=_("On which day does its mentoring start?"),
        help_text=_("For example, 7 4 2025. Every other date is counted from that week, as in the cohort you copy."),
    )


class NationsForm(Form):
    nations = as_heading(
        forms.MultipleChoiceField(
            label=_("Where do the people of this cohort work?"),
            choices=NATIONS,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("You are warned of the bank holidays and the usual school holidays of these nations."),
            error_messages={"required": _("Choose at least one nation")},
        )
    )


class CalendarTitleForm(Form):
    title = as_heading(
        forms.CharField(
            label=_("What is this cohort called in calendars and subjects?"),
            max_length=100,
            help_text=_(
                "Colleagues see it in a shared calendar or over a shoulder, so it must not say in which role somebody "
                "takes part or what they share. Each person can choose plainer titles for their own calendar."
            ),
            error_messages={"required": _("Enter a title that says nothing to others")},
        )
    )


class SwitchesForm(Form):
    on = with_hints(
        as_heading(
            forms.MultipleChoiceField(
                label=_("Which stages does this cohort have?"),
                choices=[(switch.code, switch.label) for switch in SWITCHES],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_(
                    "Leave out what you do not need. Consent, training and briefing, and the agreement of each pair "
                    "are always there: nobody is paired without them."
                ),
            )
        ),
        {switch.code: switch.off for switch in SWITCHES},
    )

    def off(self) -> list[str]:
        """The stages that were not ticked."""
        return [switch.code for switch in SWITCHES if switch.code not in self.cleaned_data["on"]]
