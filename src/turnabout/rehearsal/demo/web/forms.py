"""Choosing a day of the demo, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.foundation.design.dates import day
from turnabout.foundation.design.forms import DateField, Form, with_hints, with_reveals
from turnabout.rehearsal.demo.days import Day, ends

OTHER, ON, ANEW = "other", "on", "anew"


class DayForm(Form):
    """A day of the programme or another one, and one of two ways there. Clean data has `day` (a date) and `anew`."""

    way = with_hints(
        forms.ChoiceField(
            label=gettext_lazy("How do we get there?"),
            widget=forms.RadioSelect,
            choices=[
                (ON, gettext_lazy("Move the clock on, and keep what I did")),
                (ANEW, gettext_lazy("Begin again, and let the invented people live up to that day")),
            ],
            error_messages={"required": gettext_lazy("Choose how we get there")},
        ),
        {
            ON: gettext_lazy(
                "For a later day only. Reminders, closings and messages happen on their days. The invented people do "
                "nothing by themselves. It takes a few seconds."
            ),
            ANEW: gettext_lazy(
                "For any day. What was done here before is forgotten, and everybody is signed out. It takes a "
                "minute or two, and less for an early day."
            ),
        },
    )
    step = with_reveals(
        forms.ChoiceField(label=gettext_lazy("Which day?"), widget=forms.RadioSelect, required=False),
        {OTHER: "other_day"},
    )
    other_day = DateField(
        label=gettext_lazy("Another day"), help_text=gettext_lazy("For example, 6 2 2024"), required=False
    )

    def __init__(self, *args: Any, days: Sequence[Day], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = ends(days)
        self.today = today
        step: Any = self.fields["step"]
        step.choices = [*((one.on.isoformat(), one.words) for one in days), (OTHER, _("Another day"))]
        step.choice_hints = {one.on.isoformat(): self._when(one.on) for one in days}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        step, other = given.get("step"), given.get("other_day")
        if step and step != OTHER:
            self.errors.pop("other_day", None)  # what was typed for a choice that was not taken
            chosen = date.fromisoformat(step)
        elif self.errors.keys() & {"step", "other_day"}:
            return given
        elif other is None:
            self.add_error(*(("other_day", _("Fill in the day")) if step else ("step", _("Choose a day"))))
            return given
        else:
            chosen = other
        self._judge(chosen, given.get("way"), "step" if step and step != OTHER else "other_day")
        return {**given, "day": chosen, "anew": given.get("way") == ANEW}

    def _judge(self, chosen: date, way: str | None, field: str) -> None:
        said = {"day": day(chosen), "first": day(self.first), "last": day(self.last), "today": day(self.today)}
        if not self.first <= chosen <= self.last:
            self.add_error(field, _("Choose a day from %(first)s to %(last)s: the programme has no other days") % said)
        elif way == ON and chosen == self.today:
            self.add_error(
                "way", _("It is %(today)s here already. Choose a later day, or choose to begin again") % said
            )
        elif way == ON and chosen < self.today:
            self.add_error(
                "way",
                _("%(day)s is in the past here, and the clock cannot go back. To see that day, choose to begin again")
                % said,
            )

    def _when(self, on: date) -> str:
        if on == self.today:
            return _("%(day)s, which is today here") % {"day": day(on)}
        return _("%(day)s, in the past here") % {"day": day(on)} if on < self.today else day(on)
