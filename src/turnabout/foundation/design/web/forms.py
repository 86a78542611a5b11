"""The forms for signing in, with a label, a hint and messages that say what to do."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.accounts.typos import meant
from turnabout.foundation.design.forms import Words

ADDRESS = {"label": _("Email address"), "required": _("Enter your email address")}
CODE = {"label": _("Code"), "required": _("Enter the code")}
NUMBER = {"label": _("Number in the app, or a spare code"), "required": _("Enter the number or a spare code")}


class _Asks(Words):
    """A form of another package whose one question is put in our words."""

    question: str
    words: dict[str, Any]
    hint: Any = ""
    width = 20

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields[self.question]
        field.label, field.help_text = self.words["label"], self.hint
        field.error_messages["required"] = self.words["required"]
        field.widget.attrs["size"] = self.width


class _MindsSlips(_Asks):
    """Asks once about an address that looks like a slip of the finger; pressing again takes it as it stands."""

    suggested = ""
    cleaned_data: dict[str, Any]
    data: Any
    error_class: Any
    _errors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        self.suggested = meant(typed)
        if self.suggested and self.data.get("sure") != typed:
            self.data = self.data.copy()
            self.data["sure"] = typed
            insist = _("If yours is right as it stands, press “Email me a code” again.")
            raise forms.ValidationError(f"{self._doubt()} {insist}")
        return str(super().clean_email())  # type: ignore[misc]

    def _clean_form(self) -> None:
        """An address that cannot be one at all may be a slip too, such as a dot left out."""
        super()._clean_form()  # type: ignore[misc]
        errors = self._errors
        if "email" in errors and not self.suggested and (better := meant(str(self.data.get("email", "")))):
            self.suggested = better
            errors["email"] = self.error_class([self._doubt()])

    def _doubt(self) -> str:
        return str(_("Did you mean %(address)s?") % {"address": self.suggested})


class RequestCode(_MindsSlips, account.RequestLoginCodeForm):
    question, words, width = "email", ADDRESS, 30
    hint = _("The address that you gave when you applied, or that your co-ordinator has")

    _user: Person | None

    def clean_email(self) -> str:
        email: str = super().clean_email()
        # An address that somebody used to have no longer opens their account.
        if self._user is not None and self._user.email != normal_email(email):
            self._user = None
        return email


class Signup(_MindsSlips, account.SignupForm):
    question, words, width = "email", ADDRESS, 30
    hint = _("Use one that you can read at work and at home")


class ConfirmCode(_Asks, account.ConfirmLoginCodeForm):
    question, words, width = "code", CODE, 10


class ConfirmAddress(_Asks, account.ConfirmEmailVerificationCodeForm):
    question, words, width = "code", CODE, 10


class Authenticate(_Asks, mfa.AuthenticateForm):
    question, words, width = "code", NUMBER, 10


class Reauthenticate(_Asks, mfa.ReauthenticateForm):
    question, words, width = "code", NUMBER, 10


class Activate(_Asks, totp.ActivateTOTPForm):
    question, words, width = "code", {"label": _("Number in the app"), "required": _("Enter the number in the app")}, 10
