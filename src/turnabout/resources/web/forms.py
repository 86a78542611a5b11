"""Putting something on the shelf."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.forms import Form
from turnabout.resources.models import KINDS, TOPICS


class ResourceForm(Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    url = forms.URLField(
        label=_("Address of the page"),
        max_length=500,
        assume_scheme="https",
        help_text=_("The whole address, beginning with https://"),
        error_messages={"invalid": _("Enter the whole address of the page, like https://www.example.org/video")},
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("What is it about? (optional)"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.IntegerField(
        label=_("How many minutes does it take? (optional)"),
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"size": 3}),
    )
    captions = forms.BooleanField(label=_("It has captions or a transcript"), required=False)
