from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.forms import Form, with_hints, with_privacy, with_reveals
from turnabout.selection.models import DECLINE, DECLINE_REASONS, OUTCOMES
from turnabout.selection.personspec import nameable

HINTS = {
    "accept": _("They get a place when the letters go out."),
    "reserve": _("They are told that they are on the reserve list."),
    "decline": _("They are told the reason that you choose."),
}
REASON_WORDS = {
    "capacity": _("There are not enough places this time"),
    "not_eligible": _("Not eligible for this programme"),
    "deferred": _("They asked to wait for the next cohort"),
    "withdrew": _("They told us that they withdraw"),
    "not_yet_shown": _("Something we look for is not yet shown in this application"),
}
"""The reasons as the co-ordinator reads them; the letters say them to the applicant in their own words."""


class DecideForm(Form):
    """Accept, reserve or decline; `seen` is the mark of the decision that the co-ordinator had before them."""

    outcome = with_privacy(
        with_reveals(
            with_hints(
                forms.ChoiceField(
                    label=_("Your decision"),
                    choices=OUTCOMES,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Choose whether to accept, reserve or decline")},
                ),
                HINTS,
            ),
            {DECLINE: "reason"},
        ),
        _("The co-ordinators of this cohort. The applicant is told when all letters go out together."),
    )
    reason = with_reveals(
        forms.ChoiceField(
            label=_("Why, in the words of the letter"),
            choices=[(code, REASON_WORDS[code]) for code, _words in DECLINE_REASONS],
            widget=forms.RadioSelect,
            required=False,
            help_text=_("Lived experience is never a reason: nobody is told that theirs is not enough."),
        ),
        {"not_yet_shown": "criterion"},
    )
    criterion = forms.ChoiceField(label=_("What is not yet shown?"), widget=forms.RadioSelect, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["criterion"]
        field.choices = [(one.code, one.words) for one in nameable(role)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A decline needs its reason and criterion; what another choice left behind is dropped."""
        given = super().clean() or {}
        if given.get("outcome") != DECLINE:
            given["reason"] = given["criterion"] = ""
        elif not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose the reason that the applicant is told"))
        elif given.get("reason") != "not_yet_shown":
            given["criterion"] = ""
        elif not given.get("criterion") and "criterion" not in self.errors:
            self.add_error("criterion", _("Choose which criterion is not yet shown"))
        return given


class PressForm(Form):
    """A deed behind one button: nothing to fill in."""
