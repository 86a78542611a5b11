"""Where I stand: what happens next and when, and everything that can still be undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.models import MENTEE
from turnabout.applications.permissions import (
    may_begin_other_form,
    may_reopen,
    may_start_again,
    may_view,
    may_view_release,
    may_withdraw,
)
from turnabout.applications.permissions.choices import may_change_any_time, may_declare
from turnabout.applications.web.release_words import my_words
from turnabout.applications.web.views.form import Mine, address
from turnabout.applications.web.words import line_of, standing_words
from turnabout.foundation.design import next_steps
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage


class Standing(Mine):
    permission = may_view
    template = "applications/standing.jinja"

    def context(self) -> dict[str, Any]:
        standing = queries.standing(self.thing, self.by, self.now)
        draft = self.thing.status == "draft"
        steps = [] if draft else next_steps.steps(next_steps.SUBMITTED, self.by, self.thing.cohort, self.now)
        return {
            "standing": standing,
            "words": standing_words(standing, self.now) if standing else {},
            "steps": steps,
            "line": line_of(self.thing),
            "may_offer": self.thing.role != MENTEE and self.thing.status in ("submitted", "decided"),
            "may_declare": not draft and bool(may_declare(self.by, self.thing, self.now)),
            "any_time": queries.any_time_sections(self.thing)
            if may_change_any_time(self.by, self.thing, self.now)
            else (),
            "mine": self._release(),
            "offered": "experience" in self.thing.sections_done,
            "may_withdraw": self.thing.status in ("draft", "submitted", "decided", "confirmed")
            and not (draft and self.thing.named),
        }

    def _release(self) -> dict[str, str]:
        """How far the manager's release is, in words; nothing where no manager is asked, or not any more."""
        release = queries.find_own_release(self.by, self.thing.pk)
        if release is None or self.thing.status == "draft" or not may_view_release(self.by, release, self.now):
            return {}
        mine = queries.my_release(self.by, release, self.now)
        return my_words(mine, self.now) if mine else {}


class Sent(Mine):
    permission = may_view
    template = "applications/sent.jinja"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing.status != "submitted":
            name = "task_list" if self.thing.status == "draft" else "standing"
            return HttpResponseRedirect(address(name, self.thing))
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {
            "standing": queries.standing(self.thing, self.by, self.now),
            "steps": next_steps.steps(next_steps.SUBMITTED, self.by, self.thing.cohort, self.now),
        }


class Reopen(Mine, FormPage):
    permission = may_reopen
    template = "applications/reopen.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.reopen(application=self.thing, by=self.by, now=self.now)
        return address("task_list", self.thing)


class Withdraw(Mine, FormPage):
    permission = may_withdraw
    template = "applications/withdraw.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.withdraw(application=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You have withdrawn. Nobody is told a reason."))
        return address("standing", self.thing)


class OtherForm(Mine, FormPage):
    """The form of the other role, for somebody whom the decision invited to it."""

    permission = may_begin_other_form
    template = "applications/other_form.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.begin_other_form(application=self.thing, by=self.by, now=self.now)
        return address("task_list", self.thing)


class StartAgain(Mine, FormPage):
    permission = may_start_again
    template = "applications/start_again.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.start_again(application=self.thing, by=self.by, now=self.now)
        return address("task_list", self.thing)
