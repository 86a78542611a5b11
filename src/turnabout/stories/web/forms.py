"""Entering what somebody said, with the leave they gave."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.forms import DateField, Form, with_privacy
from turnabout.stories.models import CHANNELS, HOW, SAID_BY


class TestimonialForm(Form):
    words = with_privacy(
        forms.CharField(
            label=_("What did they say, in their own words?"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_("Take out everything that points to somebody else: names, places, what happened to them."),
        ),
        _("The co-ordinators, until you publish it; then everybody who can see the places you choose below."),
    )
    year_label = forms.CharField(
        label=_("Year of the programme"),
        max_length=20,
        help_text=_("For example, 2021/22"),
        widget=forms.TextInput(attrs={"size": 10}),
    )
    said_by = forms.ChoiceField(label=_("Who said it?"), choices=SAID_BY, widget=forms.RadioSelect)
    shown_name = with_privacy(
        forms.CharField(
            label=_("Name to print (optional)"),
            max_length=200,
            required=False,
            help_text=_("Only if they want their name to be printed, and as they want it. Leave it empty otherwise."),
        ),
        _("Everybody who can read the words."),
    )
    channels = forms.MultipleChoiceField(
        label=_("Where did they agree to see it?"),
        choices=CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose where they agreed to see their words. Without leave, do not enter them")},
    )
    consent_on = DateField(
        label=_("When did they agree?"),
        help_text=_("For example, 6 2 2024. Their leave runs out 24 months later."),
        error_messages={"required": _("Enter the day on which they agreed")},
    )
    consent_how = forms.ChoiceField(label=_("How did they agree?"), choices=HOW, widget=forms.RadioSelect)
