"""The form: a list of sections, and a last look before it is sent. Each section is a page of `section`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.consents import IDENTITY
from turnabout.applications.entered import came_in_time, is_entered
from turnabout.applications.models import Application
from turnabout.applications.permissions import closed, may_still_send, may_view, taking, unfinished
from turnabout.applications.permissions.choices import may_apply_for_either
from turnabout.applications.questions import Question, Section, declared_by
from turnabout.applications.questions.shape import ALL
from turnabout.applications.web import forms
from turnabout.applications.web.words import spoken
from turnabout.foundation.design import next_steps
from turnabout.foundation.design.pages import FormPage, Page

JUST_CLOSED = timedelta(seconds=5)
FOR_THE_FIRST_PRESS = 2.0
"""Seconds that a press just after closing waits for an earlier one of the same form."""


def address(name: str, application: Application, *more: Any) -> str:
    """The address of one of the pages of an application."""
    return reverse(f"applications:{name}", args=[application.pk, *more])


def address_of(section: Section, application: Application) -> str:
    """The page on which a section is filled in."""
    if section.own_consent:
        return address("identity" if section.code == IDENTITY else "experience", application)
    return address("section", application, section.code)


class Mine(Page):
    """A page about the viewer's own application; anybody else's is not here."""

    thing: Application

    def find(self) -> Application | None:
        return self.look_up()

    def look_up(self) -> Application | None:
        """The application that the address names, if the viewer may know of it."""
        return queries.find(self.by, self.kwargs["pk"])

    def who_sees(self, application: Application) -> str:
        """The page that names everybody who can see something of it, where a later room has one."""
        found = next_steps.steps(next_steps.WHO_SEES, self.by, application, self.now)
        return found[0].url if found else ""


class TaskList(Mine):
    permission = may_view
    template = "applications/task_list.jinja"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing.status != "draft" or self.thing.named:
            return HttpResponseRedirect(address("standing", self.thing))
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        progress = queries.progress(self.thing, self.by, self.now)
        return {
            "tasks": [self._task(one) for one in progress],
            "left": sum(one.section.minutes for one in progress if one.state != "done" and not one.section.optional),
            "complete": all(one.state == "done" or one.section.optional for one in progress),
            "closed": "" if may_still_send(self.thing, self.now) else closed(self.thing.cohort, self.now, self.thing),
            "entered": is_entered(self.thing),
            "late": came_in_time(self.thing) and not taking(self.thing.cohort, self.now),
            "may_widen": bool(may_apply_for_either(self.by, self.thing, self.now)),
        }

    def _task(self, one: queries.Progress) -> dict[str, Any]:
        task = {
            "title": str(one.section.title),
            "href": address_of(one.section, self.thing),
            "hint": about(one.section.minutes),
            "done": one.state == "done",
        }
        if one.section.optional and one.state == "":
            return task | {"status": _("Optional"), "colour": "grey"}
        return task | ({"status": _("Begun"), "colour": "yellow"} if one.state == "begun" else {})


class Check(Mine, FormPage):
    """The last look. Sending is refused from the closing instant on, and then the answers stay as a draft."""

    permission = may_view
    template = "applications/check.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            declared = Question("declarations", ALL, _("Before you send it"), choices=declared_by(application.role))
            self.form_class = forms.section_form(Section("declarations", "", 1, (declared,)))  # type: ignore[misc]
        return application

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing.status != "draft" or self.thing.named:
            return HttpResponseRedirect(address("standing", self.thing))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sent twice, from two windows: the second press leads where the first one led."""
        if self.thing.status == "submitted":
            return HttpResponseRedirect(address("sent", self.thing))
        return super().post(request, *args, **kwargs)

    def last_word(self) -> bool:
        """What was pressed twice across the closing instant is either sent or too late, and both presses say which."""
        return self._since_closing() is not None

    def patience(self) -> float:
        """Whose first press came in time and is being stored is not told by the second that it was too late."""
        since = self._since_closing()
        return FOR_THE_FIRST_PRESS if since is not None and since < JUST_CLOSED else 0.0

    def _since_closing(self) -> timedelta | None:
        closes = self.thing.cohort.closes_at
        return self.now - closes if closes is not None and closes <= self.now else None

    def context(self) -> dict[str, Any]:
        known = queries.answers(self.thing, self.by, self.now)
        return {
            "cards": [self._card(section, known) for section in queries.sections(self.thing)],
            "unfinished": unfinished(self.thing, self.by),
            "closed": "" if may_still_send(self.thing, self.now) else closed(self.thing.cohort, self.now, self.thing),
        }

    def act(self, form: Any) -> str:
        actions.submit(application=self.thing, declarations=form.cleaned_data["declarations"], by=self.by, now=self.now)
        return address("sent", self.thing)

    def _card(self, section: Section, known: dict[str, Any]) -> dict[str, Any]:
        return card(section, known, f"{address_of(section, self.thing)}?from=check")


def card(section: Section, known: dict[str, Any], where: str) -> dict[str, Any]:
    """The answers of a section in words, each with the way to `where` it can be changed."""
    rows = [
        {"key": str(question.label), "value": spoken(question, known[question.name]), "href": where}
        for question in section.questions
    ]
    return {"title": str(section.title), "rows": rows}


def about(minutes: int) -> str:
    """How long a section takes, in words."""
    return _("About 1 minute") if minutes == 1 else _("About %(minutes)d minutes") % {"minutes": minutes}
