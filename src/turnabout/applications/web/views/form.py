"""The form: a list of sections, one page for each, and a last look before it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.consents import IDENTITY
from turnabout.applications.models import Application
from turnabout.applications.permissions import closed, may_edit, may_still_send, may_view, unfinished
from turnabout.applications.permissions.choices import may_apply_for_either
from turnabout.applications.questions import Question, Section, declared_by
from turnabout.applications.questions.shape import ALL
from turnabout.applications.web import forms
from turnabout.applications.web.words import spoken
from turnabout.foundation.clock import LONDON
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


class OfSection(Mine):
    """A page about one section, if it has no page of its own."""

    permission = may_edit
    section: Section

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            try:
                self.section = queries.section(application, self.kwargs["section"])
            except KeyError:
                raise Http404 from None
            if self.section.own_consent:
                raise Http404
        return application


class OneSection(OfSection, FormPage):
    """One section. What another window wrote since this page was made is never written over without a choice."""

    template = "applications/section.jinja"
    overtaken = False

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            self.form_class = forms.section_form(self.section, self.who_sees(application))  # type: ignore[misc]
            self.form_class.own_email = self.by.email
        return application

    def form_arguments(self) -> dict[str, Any]:
        known = queries.answers(self.thing, self.by, self.now)
        if known.get("name") == (self.by.email or "").partition("@")[0]:
            known["name"] = ""  # nobody typed that: it was made of the address when they signed in
        return {"initial": forms.as_initial(self.section, known)}

    def context(self) -> dict[str, Any]:
        who_sees = self.who_sees(self.thing) if self.section.who else ""
        note = forms.why_asked(self.section.who, self.section.why, self.section.back, who_sees)
        return {
            "section": self.section,
            "note": note,
            "about": about(self.section.minutes),
            "seen": queries.version_of(self.thing, self.section.code),
            "overtaken": self.overtaken,
            "theirs": self._theirs() if self.overtaken else [],
            "saved_there": _("What was saved in the other window"),
        }

    def _theirs(self) -> list[dict[str, Any]]:
        """What stands in each box of the other window, for the boxes that differ from this one's."""
        begun = queries.half_filled(self.thing, self.by, self.now).get(self.section.code)
        here: Any = self.form_class(self.request.POST)
        if begun is None:
            known = queries.answers(self.thing, self.by, self.now)
            return [
                {"key": str(question.label), "value": spoken(question, known[question.name])}
                for question in self.section.questions
                if here.as_kept(question) != forms.kept_of(question, known[question.name])
            ]
        return [
            {"key": str(question.label), "value": forms.in_box(question, begun.get(question.name))}
            for question in self.section.questions
            if here.as_kept(question) != forms.plainly(begun.get(question.name))
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begun = queries.half_filled(self.thing, self.by, self.now).get(self.section.code)
        if begun is None:
            return super().get(request, *args, **kwargs)
        return self.show(form=self.form_class(forms.as_data(self.section, begun)), kept=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form: Any = self.form_class(request.POST)
        if form.is_valid():
            return super().post(request, *args, **kwargs)
        try:
            too_long = actions.keep(
                application=self.thing,
                section=self.section.code,
                typed=form.typed(),
                seen=forms.seen_in(request.POST),
                by=self.by,
                now=self.now,
            )
        except actions.Overtaken as refusal:
            self.overtaken = True
            form.add_error(None, refusal.reason)
            return self.show(form=form, status=409)
        if "later" in request.POST and not too_long:
            messages.success(request, _("We have kept what you typed. You can go on whenever you like."))
            return HttpResponseRedirect(address("task_list", self.thing))
        names = [str(self.section.question(name).label) for name in too_long]
        return self.show(form=form, status=422, kept=not too_long, too_long=names)

    def act(self, form: Any) -> str:
        try:
            actions.save_section(
                application=self.thing,
                section=self.section.code,
                answers=form.given(),
                seen=forms.seen_in(self.request.POST),
                by=self.by,
                now=self.now,
            )
        except actions.Overtaken:
            self.overtaken = True
            raise
        back_to_check = self.request.GET.get("from") == "check" and not unfinished(self.thing, self.by)
        return address("check" if back_to_check else "task_list", self.thing)


class AutoKeep(OfSection):
    """Where the page of a section sends what is being typed, now and then; it answers with a sentence to say."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(address("section", self.thing, self.section.code))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form: Any = forms.section_form(self.section)(request.POST)
        try:
            too_long = actions.keep(
                application=self.thing,
                section=self.section.code,
                typed=form.typed(),
                seen=forms.seen_in(request.POST),
                by=self.by,
                now=self.now,
            )
        except actions.Overtaken:
            told = _(
                "Not saved: this was changed in another window or on another device. Press “Save and continue”: you "
                "will see both texts and choose."
            )
            return JsonResponse({"told": told}, status=409)
        if too_long:
            names = "”, “".join(str(self.section.question(name).label) for name in too_long)
            told = _("What you wrote under “%(names)s” is too long to be kept. Shorten it.") % {"names": names}
        else:
            told = _("Saved at %(time)s") % {"time": f"{self.now.astimezone(LONDON):%H:%M}"}
        return JsonResponse({"told": told, "seen": queries.version_of(self.thing, self.section.code)})


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
        where = f"{address_of(section, self.thing)}?from=check"
        rows = [
            {"key": str(question.label), "value": spoken(question, known[question.name]), "href": where}
            for question in section.questions
        ]
        return {"title": str(section.title), "rows": rows}


def about(minutes: int) -> str:
    """How long a section takes, in words."""
    return _("About 1 minute") if minutes == 1 else _("About %(minutes)d minutes") % {"minutes": minutes}
