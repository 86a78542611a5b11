"""The questions about an organisation, and about whom somebody in a role reports to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import logos
from turnabout.cohorts.models import SUPPORT_KINDS, Organisation
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
    logo = with_privacy(
        forms.FileField(
            label=_("Logo (optional)"),
            required=False,
            help_text=_(
                "A PNG, JPEG or WebP picture of at most 1 MB, at least 40 pixels high. It is shown on white, next to "
                "the name."
            ),
            widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
            error_messages={"empty": logos.EMPTY},
        ),
        _(
            "Everybody who opens a page of its cohorts. What else is in the file, such as where a photo was taken, "
            "is not kept."
        ),
    )
    without_logo = forms.BooleanField(label=_("Take the logo off"), required=False)
    may_use_nhs_logo = forms.BooleanField(
        label=_("It is entitled to use the NHS logo"),
        required=False,
        help_text=_(
            "The NHS logo is a trade mark. Only an organisation that belongs to the NHS may use it, by the rules of "
            "the NHS. If you are not sure, ask your communications team before you tick this."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not organisation.has_logo:
            del self.fields["without_logo"]
        if organisation.kind != "nhs":
            del self.fields["may_use_nhs_logo"]
