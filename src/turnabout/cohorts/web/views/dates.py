"""Changing a date of the chain, and giving people more time: who is told what, before it is done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.permissions import may_change_date, may_extend
from turnabout.cohorts.web import forms, planning_forms
from turnabout.foundation.design.dates import deadline
from turnabout.foundation.design.foreseen import ForeseenPage
from turnabout.foundation.mail.foreseen import Foreseen


class _OneDate(ForeseenPage):
    permission = may_change_date
    button = gettext_lazy("Change the date")
    thing: PlannedDate
    stood = ""
    """The date as it stood before the press."""

    def find(self) -> PlannedDate | None:
        cohort = queries.find_cohort(self.by, self.kwargs["cohort"])
        return queries.date_of(cohort, self.kwargs["step"]) if cohort else None

    def context(self) -> dict[str, Any]:
        cohort = self.thing.cohort
        return {
            "cohort": cohort,
            "closes": self.thing.step == planner.CLOSING[cohort.pattern],
            "tied": self.thing.step in (planner.OPENING[cohort.pattern], planner.CLOSING[cohort.pattern]),
            "back": reverse("cohorts:plan", args=[cohort.pk]),
            "may_extend": may_extend(self.by, cohort, self.now),
        }

    def deed(self, form: Any) -> str:
        cohort = self.thing.cohort
        given = form.chosen(self.thing)
        actions.change_date(cohort=cohort, step=self.thing.step, **given, by=self.by, now=self.now)
        return reverse("cohorts:plan", args=[cohort.pk])

    def look(self, form: Any, messages: list[Foreseen]) -> dict[str, Any] | None:
        """What changes and what it meets. In a draft nobody is told, so only a warning is worth a stop."""
        cohort = queries.find_cohort(self.by, self.kwargs["cohort"])
        assert cohort is not None
        after = queries.date_of(cohort, self.thing.step)
        assert after is not None
        met = [one.words for one in queries.warnings_for(cohort) if self.thing.step in (one.step, one.other)]
        if cohort.status == "draft" and not messages and not met:
            return None
        also = [_("The change is logged with your name. The other dates stay where they are.")]
        if after.public and cohort.status != "draft":
            also.insert(0, _("The public page shows the new date at once."))
        return {
            "heading": after.words,
            "caption": cohort.title,
            "change": [(_("Now"), self.stood), (_("From then on"), after.when)],
            "warnings": met,
            "also": also,
        }

    def post(self, *args: Any, **kwargs: Any) -> Any:
        self.stood = self.thing.when
        return super().post(*args, **kwargs)


class ChangeDate(_OneDate):
    """A fixed day, with times where it is a session."""

    template = "cohorts/change_date.jinja"

    def find(self) -> PlannedDate | None:
        planned = super().find()
        self.form_class = forms.DayForm if planned is not None and planned.whole_day else forms.TimesForm  # type: ignore[misc]
        return planned

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": self.form_class.of(self.thing)}  # type: ignore[attr-defined]


class LoosenDate(_OneDate):
    """A window of days, or no day yet."""

    template = "cohorts/loosen_date.jinja"
    form_class = planning_forms.LooseForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": planning_forms.LooseForm.of(self.thing)}


class Extend(ForeseenPage):
    """More time to apply or confirm."""

    permission = may_extend
    template = "cohorts/extend.jinja"
    form_class = planning_forms.ExtendForm
    button = gettext_lazy("Extend applications")
    thing: Cohort

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"back": reverse("cohorts:plan", args=[self.thing.pk])}

    def deed(self, form: Any) -> str:
        actions.extend_applications(cohort=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        return reverse("cohorts:plan", args=[self.thing.pk])

    def look(self, form: Any, messages: list[Foreseen]) -> dict[str, Any]:
        cohort = queries.find_cohort(self.by, self.kwargs["cohort"])
        assert cohort is not None
        step = planner.CLOSING[cohort.pattern]
        change = [(_("Last day"), deadline(cohort.closes_at))]
        if cohort.extension_reason:
            change.append((_("The public page gives as the reason"), cohort.extension_reason))
        return {
            "heading": _("Extend applications"),
            "caption": cohort.title,
            "change": change,
            "warnings": [one.words for one in queries.warnings_for(cohort) if step in (one.step, one.other)],
            "also": [
                _("The public page says at once that the last day was extended. The other dates stay where they are."),
                _("It is logged with your name."),
            ],
        }
