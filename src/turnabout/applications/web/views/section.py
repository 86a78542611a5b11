"""One section of a form: a page to fill in, and where what is being typed is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_edit, unfinished
from turnabout.applications.questions import Section
from turnabout.applications.web import forms
from turnabout.applications.web.views.form import Mine, about, address
from turnabout.applications.web.words import spoken
from turnabout.foundation.clock import LONDON
from turnabout.foundation.design.pages import FormPage


def asked_at(application: Application, code: str) -> Section:
    """The section called `code`; not here when there is none, or when it has a page of its own."""
    try:
        section = queries.section(application, code)
    except KeyError:
        raise Http404 from None
    if section.own_consent:
        raise Http404
    return section


class OfSection(Mine):
    """A page about one section, if it has no page of its own."""

    permission = may_edit
    section: Section

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            self.section = asked_at(application, self.kwargs["section"])
        return application

    def kept_now(self, form: Any) -> list[str]:
        """Keep what is half-filled; returns the names of the answers that are too long."""
        return actions.keep(
            application=self.thing,
            section=self.section.code,
            typed=form.typed(),
            seen=forms.seen_in(self.request.POST),
            by=self.by,
            now=self.now,
        )

    def where(self) -> str:
        """The page of this section."""
        return address("section", self.thing, self.section.code)


class OneSection(OfSection, FormPage):
    """One section. What another window wrote since this page was made is never written over without a choice."""

    template = "applications/section.jinja"
    overtaken = False

    def find(self) -> Application | None:
        application = super().find()
        if application is not None:
            self.form_class = forms.section_form(self.section, self.who_sees(application))  # type: ignore[misc]
            self.form_class.own_email = application.person.email
        return application

    def known(self) -> dict[str, Any]:
        """The answers that are stored, by question."""
        return queries.answers(self.thing, self.by, self.now)

    def begun(self) -> dict[str, Any] | None:
        """What was typed into this section and is not complete yet."""
        return queries.half_filled(self.thing, self.by, self.now).get(self.section.code)

    def save(self, form: Any) -> None:
        """Save the whole section."""
        actions.save_section(
            application=self.thing,
            section=self.section.code,
            answers=form.given(),
            seen=forms.seen_in(self.request.POST),
            by=self.by,
            now=self.now,
        )

    def home(self) -> str:
        """The list of all sections."""
        return address("task_list", self.thing)

    def onward(self) -> str:
        """Where one goes after a section."""
        if self.request.GET.get("from") == "again" and self.thing.continued_from:
            return address("again", self.thing)
        back_to_check = self.request.GET.get("from") == "check" and not unfinished(self.thing, self.by)
        return address("check", self.thing) if back_to_check else self.home()

    def words(self) -> dict[str, Any]:
        """What the page says about whose form it is."""
        return {
            "whose": _("Your application"),
            "kept_words": _("We have kept what you typed, word for word. Nobody but you can see it."),
            "keeps_at": address("keep", self.thing, self.section.code),
        }

    def form_arguments(self) -> dict[str, Any]:
        known = self.known()
        if known.get("name") == (self.by.email or "").partition("@")[0]:
            known["name"] = ""  # nobody typed that: it was made of the address when they signed in
        return {"initial": forms.as_initial(self.section, known)}

    def context(self) -> dict[str, Any]:
        who_sees = self.who_sees(self.thing) if self.section.who else ""
        note = forms.why_asked(self.section.who, self.section.why, self.section.back, who_sees)
        return {
            **self.words(),
            "home": self.home(),
            "here": self.where(),
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
        begun = self.begun()
        here: Any = self.form_class(self.request.POST)
        if begun is None:
            known = self.known()
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
        begun = self.begun()
        if begun is None:
            return super().get(request, *args, **kwargs)
        return self.show(form=self.form_class(forms.as_data(self.section, begun)), kept=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form: Any = self.form_class(request.POST)
        if form.is_valid():
            return super().post(request, *args, **kwargs)
        try:
            too_long = self.kept_now(form)
        except actions.Overtaken as refusal:
            self.overtaken = True
            form.add_error(None, refusal.reason)
            return self.show(form=form, status=409)
        if "later" in request.POST and not too_long:
            messages.success(request, _("We have kept what you typed. You can go on whenever you like."))
            return HttpResponseRedirect(self.home())
        names = [str(self.section.question(name).label) for name in too_long]
        return self.show(form=form, status=422, kept=not too_long, too_long=names)

    def act(self, form: Any) -> str:
        try:
            self.save(form)
        except actions.Overtaken:
            self.overtaken = True
            raise
        return self.onward()


class AutoKeep(OfSection):
    """Where the page of a section sends what is being typed, now and then; it answers with a sentence to say."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(self.where())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form: Any = forms.section_form(self.section)(request.POST)
        try:
            too_long = self.kept_now(form)
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
