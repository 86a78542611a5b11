"""Writing to many at once: the first press shows who would get what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from turnabout.foundation.design.foreseen import ForeseenPage
from turnabout.home import actions
from turnabout.home.permissions import may_write_to_many
from turnabout.home.web.of_cohort import OfCohort
from turnabout.home.web.outbox_forms import ManyForm


class Write(OfCohort, ForeseenPage):
    """One text to everybody of a group."""

    permission = may_write_to_many
    template = "home/write_to_many.jinja"
    form_class = ManyForm
    button = gettext_lazy("Send it")

    def form_arguments(self) -> dict[str, Any]:
        return {"cohort": self.thing}

    def context(self) -> dict[str, Any]:
        return {"back": reverse("home:messages", args=[self.thing.pk]), "caption": self.thing.title}

    def deed(self, form: ManyForm) -> str:
        given = form.cleaned_data
        many = actions.write_to_many(
            cohort=self.thing,
            group=given["group"],
            subject=given["subject"],
            body=given["body"],
            news=given["news"] == "news",
            organisation=UUID(given["organisation"]) if given["organisation"] else None,
            by=self.by,
            now=self.now,
        )
        words = ngettext("%(n)d message is in the outbox.", "%(n)d messages are in the outbox.", many)
        if self.request.POST.get("seen"):
            messages.success(self.request, words % {"n": many})
        return reverse("home:messages", args=[self.thing.pk])
