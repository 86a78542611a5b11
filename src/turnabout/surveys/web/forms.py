"""The forms of this stage. The questions' own fields come from their kinds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.forms import Form, with_privacy
from turnabout.foundation.encryption.box import SHORTEST_PASSPHRASE
from turnabout.surveys.items import OPEN, Item
from turnabout.surveys.kinds import kind_of


class AnswerForm(Form):
    """One plain page with every question that the person is asked."""

    def __init__(self, *args: Any, items: tuple[Item, ...], **kwargs: Any) -> None:
        self.items = items
        # Django copies these into the form; here they follow from who is asked, not from the class.
        self.base_fields = {item.code: kind_of(item).field(item) for item in items}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    @property
    def open_fields(self) -> list[Any]:
        """The questions that are printed as exact numbers."""
        return [self[item.code] for item in self.items if item.channel == OPEN]

    @property
    def sealed_fields(self) -> list[Any]:
        """The questions whose answers go into the box."""
        return [self[item.code] for item in self.items if item.channel != OPEN]


class PassphraseForm(Form):
    """A new passphrase, typed twice, because nobody can look it up."""

    passphrase = with_privacy(
        forms.CharField(
            label=_("Passphrase of the box"),
            help_text=_("At least 12 characters. Four or five words in a row are easy to keep."),
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            min_length=SHORTEST_PASSPHRASE,
            strip=False,
            error_messages={
                "required": _("Enter a passphrase"),
                "min_length": _("The passphrase needs at least %(limit_value)d characters"),
            },
        ),
        _("Nobody, this site included: it is not stored. Without it the box can never be opened."),
    )
    again = forms.CharField(
        label=_("The same passphrase again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": _("Enter the passphrase again")},
    )

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "passphrase" in self.cleaned_data and again != self.cleaned_data["passphrase"]:
            raise ValidationError(_now("The two passphrases are not the same. Type them again"))
        return again


class OpenBoxForm(Form):
    """The passphrase that opens the box."""

    passphrase = forms.CharField(
        label=_("Passphrase of the box"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages={"required": _("Enter the passphrase of the box")},
    )
