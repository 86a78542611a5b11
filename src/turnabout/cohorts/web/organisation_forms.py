"""The questions about an organisation, and about whom somebody in a role reports to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import SUPPORT_KINDS
from turnabout.cohorts.web.forms import MANAGER_SEEN
from turnabout.foundation.design.forms import Form, with_privacy

ON_THE_HELP_PAGE = _("Everybody who opens the help page. It is never noted who opened it.")


class ManagerForm(Form):
    manager_email = with_privacy(
        forms.EmailField(
            label=_("Email address of the manager"),
            error_messages={"required": _("Enter the email address of the manager")},
        ),
        MANAGER_SEEN,
    )


class SupportForm(Form):
    """Somebody whom people can turn to, as the help page prints it."""

    kind = forms.ChoiceField(
        label=_("What can people turn to them for?"), choices=SUPPORT_KINDS, widget=forms.RadioSelect
    )
    name = with_privacy(
        forms.CharField(
            label=_("Name of the person or team"), max_length=200, help_text=_("A team is best: people move on.")
        ),
        ON_THE_HELP_PAGE,
    )
    phone = forms.CharField(
        label=_("Telephone number (optional)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "size": 20}),
    )
    email = forms.EmailField(label=_("Email address (optional)"), required=False)
    web = forms.URLField(
        label=_("Web page (optional)"), required=False, max_length=300, assume_scheme="https",
        help_text=_("For example, https://www.example.org/speak-up"),
    )  # fmt: skip
    hours = forms.CharField(
        label=_("When they can be reached (optional)"),
        max_length=200,
        required=False,
        help_text=_("For example, Monday to Friday, 9am to 5pm"),
    )


class BrandForm(Form):
    """How an organisation looks."""

    name = forms.CharField(
        label=_("Name as printed (optional)"),
        max_length=200,
        required=False,
        help_text=_("As it stands over pages. Leave it empty to print the name in full."),
    )
    colour = forms.CharField(
        label=_("Colour (optional)"),
        max_length=20,
        required=False,
        help_text=_("As six letters or numbers, like #0f5257. It has to be dark, because white words stand on it."),
        widget=forms.TextInput(attrs={"size": 10, "spellcheck": "false", "autocapitalize": "none"}),
    )
