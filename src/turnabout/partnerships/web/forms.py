from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation import clock
from turnabout.foundation.design.forms import DateField, Form, TimeField, with_privacy
from turnabout.partnerships.models import CANCEL_REASONS, LONGEST_PLACE, MODES


class SignForm(Form):
    """A signature: the words were read, and are meant."""

    agreed = forms.BooleanField(
        label=_("I have read the agreement and will keep to it"),
        error_messages={"required": _("Tick the box to say that you have read it and will keep to it")},
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)


class ProposeForm(Form):
    """An hour to meet, and how."""

    day = DateField(
        label=_("Which day?"),
        help_text=_("For example, 16 4 2024"),
        error_messages={"required": _("Enter the day that you propose")},
    )
    starts = TimeField(
        label=_("At what time?"),
        help_text=_("For example, 10am or 14:30"),
        error_messages={"required": _("Enter the time at which you would start")},
    )
    mode = forms.ChoiceField(
        label=_("How will you meet?"),
        choices=MODES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you will meet")},
    )
    place = with_privacy(
        forms.CharField(
            label=_("Where, or the link to join"),
            required=False,
            max_length=LONGEST_PLACE,
            help_text=_("Somewhere that suits your partner, and not your office. You can leave it empty."),
        ),
        _("You two, and whoever can look into your calendars."),
    )

    def clean(self) -> dict[str, Any]:
        """The instant, from the day and London's time."""
        given = super().clean() or {}
        given["starts_at"] = None
        if given.get("day") and given.get("starts"):
            try:
                given["starts_at"] = clock.london(given["day"], given["starts"])
            except (clock.NoSuchTime, clock.TwiceThatDay):
                self.add_error("starts", _("The clocks change at that time on that day. Choose another time."))
        return given


class CancelForm(Form):
    """Why a meeting is cancelled: one of a list, and nothing in words."""

    reason = with_privacy(
        forms.ChoiceField(
            label=_("Why is it cancelled?"),
            choices=CANCEL_REASONS,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose why it is cancelled")},
        ),
        _("Not your partner, who learns only that the meeting is cancelled."),
    )
