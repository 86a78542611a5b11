"""How each kind of message of a cohort reads and goes, and the calendar of all of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now

from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.mail import actions
from turnabout.home import outbox, previews, timeline
from turnabout.home.permissions import may_see_outbox, may_word_messages
from turnabout.home.web.of_cohort import OfCohort
from turnabout.home.web.outbox_forms import KindForm


class Calendar(OfCohort, Page):
    """All that will be sent, in the order of time, before the cohort has opened too."""

    permission = may_see_outbox
    template = "home/message_calendar.jinja"

    def context(self) -> dict[str, Any]:
        return {"entries": timeline.entries(self.by, self.thing, self.now)}


class Kinds(OfCohort, Page):
    """Every kind of message that this cohort can send: to whom, how it reads, and whether it is held first."""

    permission = may_see_outbox
    template = "home/message_kinds.jinja"

    def context(self) -> dict[str, Any]:
        return {"rooms": outbox.kinds(self.by, self.thing, self.now)}


class OneKind(OfCohort, FormPage):
    """One kind of message: its words, with a look at them filled in before they are kept."""

    permission = may_word_messages
    template = "home/message_kind.jinja"
    form_class = KindForm

    def find(self) -> Cohort | None:
        cohort = super().find()
        self.kind = outbox.kind_of(self.by, cohort, self.kwargs["kind"], self.now) if cohort else None
        return cohort if self.kind is not None else None

    def form_arguments(self) -> dict[str, Any]:
        return {"kind": self.kind, "scope": self.thing.pk}

    def context(self) -> dict[str, Any]:
        assert self.kind is not None
        standard = self.kind.sort.standard()
        return {"kind": self.kind, "standard": standard, "shown": self._filled(self.kind.subject, self.kind.body)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = KindForm(request.POST, **self.form_arguments())
        if "look" in request.POST and form.is_valid():
            given = form.cleaned_data
            return self.show(form=form, shown=self._filled(given["subject"], given["body"]), unsaved=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: KindForm) -> str:
        given = form.cleaned_data
        actions.set_wording(
            scope=self.thing.pk,
            kind=self.kwargs["kind"],
            subject=given["subject"],
            body=given["body"],
            held_first=given["held_first"],
            switched_off=given.get("switched_off", False),
            days=form.days(),
            seen=given["seen"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _now("From now on this message goes out like that."))
        return reverse("home:message_kinds", args=[self.thing.pk])

    def _filled(self, subject: str, body: str) -> tuple[str, str, str]:
        """The words filled in, and for whom; as they stand, for nobody, where there is nobody yet."""
        assert self.kind is not None
        found = previews.preview(self.kind.sort, subject, body, viewer=self.by, cohort=self.thing, now=self.now)
        return found or (subject, body, "")
