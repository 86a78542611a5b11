"""What becomes of what was entered: they are asked to confirm it, a call is recorded, it is removed or withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.permissions import (
    may_record_call,
    may_remove_entered,
    may_send_entry_link,
    may_withdraw_for_them,
)
from turnabout.applications.web import entry_forms
from turnabout.applications.web.views.entering import OfEntry, cards_of, may_talk, missing_of
from turnabout.cohorts.permissions import day_of
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.jinja import url_or_nothing
from turnabout.foundation.design.pages import FormPage


class AskToConfirm(OfEntry, FormPage):
    permission = may_send_entry_link
    template = "applications/ask_to_confirm.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        return {"left": queries.left_of(self.thing), "asked": self.thing.link_until is not None}

    def act(self, form: Any) -> str:
        actions.send_entry_link(application=self.thing, by=self.by, now=self.now)
        told = _("A letter with a link for %(name)s waits in the outbox.")
        messages.success(self.request, told % {"name": self.thing.entered_name})
        return reverse("applications:entered", args=[self.thing.cohort_id])


class RecordCall(OfEntry, FormPage):
    """The answers to read back, and what was said to them."""

    permission = may_record_call
    template = "applications/record_call.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            self.form_class = entry_forms.call_form(application, talk=may_talk(application))  # type: ignore[misc]
        return application

    def form_arguments(self) -> dict[str, Any]:
        names = {"mine": self.by.name, "theirs": self.thing.entered_name}
        return {"initial": {"called_on": day_of(self.now), "whom": _("%(mine)s rang %(theirs)s") % names}}

    def context(self) -> dict[str, Any]:
        known = queries.entered_answers(self.thing, self.by, self.now)
        return {"cards": cards_of(self.thing, known), "left": missing_of(self.thing)}

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        actions.record_call(
            application=self.thing,
            declarations=given["declarations"],
            called_on=given["called_on"],
            whom=given["whom"],
            read_back=given["read_back"],
            in_conversation=bool(given.get("in_conversation")),
            by=self.by,
            now=self.now,
        )
        told = _("The call is recorded, and the application of %(name)s is sent.")
        messages.success(self.request, told % {"name": self.thing.entered_name})
        return reverse("applications:entered", args=[self.thing.cohort_id])


class RemoveEntry(OfEntry, FormPage):
    permission = may_remove_entered
    template = "applications/remove_entry.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        name, cohort = self.thing.entered_name, self.thing.cohort_id
        actions.remove_entered(application=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("What was entered for %(name)s is removed.") % {"name": name})
        return reverse("applications:entered", args=[cohort])


class WithdrawForThem(FormPage):
    """Somebody rings who has no address to sign in with, and wants to take no part."""

    permission = may_withdraw_for_them
    template = "applications/withdraw_for_them.jinja"
    form_class = Form
    thing: Application

    def find(self) -> Application | None:
        return queries.find_sent(self.by, self.kwargs["pk"], self.now)

    def act(self, form: Any) -> str:
        actions.withdraw(application=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("%(name)s has withdrawn.") % {"name": self.thing.person.name})
        return url_or_nothing("selection:shortlist", self.thing.cohort_id) or "/"
