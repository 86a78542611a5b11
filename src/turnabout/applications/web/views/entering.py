"""What a co-ordinator enters for somebody: the list, the first step, the sections, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, entered, experience, queries
from turnabout.applications.models import MENTEE, Application
from turnabout.applications.permissions import (
    may_begin_entering,
    may_correct_entered,
    may_offer_for_them,
    may_record_call,
    may_send_entry_link,
    may_view_entered,
)
from turnabout.applications.web import entry_forms, forms
from turnabout.applications.web.views.form import about
from turnabout.applications.web.views.section import AutoKeep, OneSection
from turnabout.applications.web.words import spoken
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.pages import FormPage, Page


def where(name: str, application: Application, *more: Any) -> str:
    """The address of one of the pages of what was entered."""
    return reverse(f"applications:{name}", args=[application.pk, *more])


class Entered(Page):
    """Everything that was entered in a cohort and is not confirmed yet."""

    permission = may_view_entered
    template = "applications/entered.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {
            "entries": queries.entered_for_people(self.by, self.thing, self.now),
            "until": entered.kept_until,
            "may_enter": may_begin_entering(self.by, self.thing, self.now),
        }


class Enter(FormPage):
    """The first step: who, in which role, how and when it arrived."""

    permission = may_begin_entering
    template = "applications/enter.jinja"
    form_class = entry_forms.EnterForm
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def form_arguments(self) -> dict[str, Any]:
        return {"cohort": self.thing, "initial": {"received_on": day_of(self.now)}}

    def act(self, form: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("role", "email", "name", "how", "received_on")}
        application = actions.enter(cohort=self.thing, answers={}, by=self.by, now=self.now, **given)
        return where("entry", application)


class OfEntry(Page):
    """A page about what was entered and is not taken over yet."""

    permission = may_correct_entered
    thing: Application

    def find(self) -> Application | None:
        return queries.find_entered(self.by, self.kwargs["pk"], self.now)


class Entry(OfEntry):
    """How far it is, and what can be done next: fill in, ask them to confirm, record a call, remove."""

    template = "applications/entry.jinja"

    def context(self) -> dict[str, Any]:
        progress = queries.entered_progress(self.thing, self.by, self.now)
        return {
            "tasks": [self._task(one) for one in progress],
            "left": queries.left_of(self.thing),
            "until": entered.kept_until(self.thing),
            "may_ask": may_send_entry_link(self.by, self.thing, self.now),
            "may_record": may_record_call(self.by, self.thing, self.now),
            "asked": self.thing.link_until is not None,
        }

    def _task(self, one: queries.Progress) -> dict[str, Any]:
        if one.section.own_consent:
            told = may_offer_for_them(self.by, self.thing, self.now)
            href = where("entry_experience", self.thing) if told else ""
            hint = about(one.section.minutes) if told else str(told.reason)
        else:
            href, hint = where("entry_section", self.thing, one.section.code), about(one.section.minutes)
        task = {"title": str(one.section.title), "href": href, "hint": hint, "done": one.state == "done"}
        return task | ({"status": _("Begun"), "colour": "yellow"} if one.state == "begun" else {})


class EntrySection(OneSection):
    """One section of what was entered: the same page as the applicant's own, with the co-ordinator as its author."""

    permission = may_correct_entered

    def look_up(self) -> Application | None:
        return queries.find_entered(self.by, self.kwargs["pk"], self.now)

    def who_sees(self, application: Application) -> str:
        return ""

    def known(self) -> dict[str, Any]:
        return queries.entered_answers(self.thing, self.by, self.now)

    def begun(self) -> dict[str, Any] | None:
        return queries.entered_half_filled(self.thing, self.by, self.now).get(self.section.code)

    def kept_now(self, form: Any) -> list[str]:
        return _keep(self, form)

    def save(self, form: Any) -> None:
        actions.correct_entered(
            application=self.thing,
            section=self.section.code,
            answers=form.given(),
            seen=forms.seen_in(self.request.POST),
            by=self.by,
            now=self.now,
        )

    def where(self) -> str:
        return where("entry_section", self.thing, self.section.code)

    def home(self) -> str:
        return where("entry", self.thing)

    def onward(self) -> str:
        return self.home()

    def words(self) -> dict[str, Any]:
        return {
            "whose": _("For %(name)s") % {"name": self.thing.entered_name},
            "kept_words": _("We have kept what you typed, word for word. You and your colleagues can see it."),
            "keeps_at": where("keep_entry", self.thing, self.section.code),
            "them": self.thing.entered_name,
        }


class KeepEntry(AutoKeep):
    """Where the page of a section of what was entered sends what is being typed."""

    permission = may_correct_entered

    def look_up(self) -> Application | None:
        return queries.find_entered(self.by, self.kwargs["pk"], self.now)

    def kept_now(self, form: Any) -> list[str]:
        return _keep(self, form)

    def where(self) -> str:
        return where("entry_section", self.thing, self.section.code)


def _keep(page: Any, form: Any) -> list[str]:
    return actions.keep_entered(
        application=page.thing,
        section=page.section.code,
        typed=form.typed(),
        seen=forms.seen_in(page.request.POST),
        by=page.by,
        now=page.now,
    )


class EntryExperience(OfEntry, FormPage):
    """What they offer of lived experience, after their own yes in a call or above their signature on paper."""

    permission = may_offer_for_them
    template = "applications/entry_experience.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None and may_offer_for_them(self.by, application, self.now):
            self.section = queries.section(application, experience.SECTION)
            self.form_class = entry_forms.experience_form(self.section, application)  # type: ignore[misc]
        return application

    def context(self) -> dict[str, Any]:
        return {"section": self.section, "written": experience.SECTION in self.thing.sections_done}

    def act(self, form: Any) -> str:
        given = form.given()
        actions.offer_for_them(
            application=self.thing,
            topics=form.tiers(),
            words=given["topics_words"],
            words_for=form.cleaned_data["tier"],
            in_conversation=given["in_conversation"],
            open_to_any=given["open_to_any"],
            agreed=form.cleaned_data["agreed"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("What they offer is written down, and locked under a key of their own."))
        return where("entry", self.thing)


def may_talk(application: Application) -> bool:
    """Whether it is asked if they would rather say in conversation what they offer: where nothing was written down."""
    return application.role != MENTEE and experience.SECTION not in application.sections_done


def missing_of(application: Application) -> list[str]:
    """The sections that must be filled in before anybody can confirm it; a tick can do for lived experience."""
    if not may_talk(application):
        return queries.left_of(application)
    title = str(queries.section(application, experience.SECTION).title)
    return [one for one in queries.left_of(application) if one != title]


def cards_of(application: Application, known: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers in words, section by section; without what has a consent of its own."""
    return [
        {
            "title": str(section.title),
            "rows": [{"key": str(one.label), "value": spoken(one, known[one.name])} for one in section.questions],
        }
        for section in queries.sections(application)
        if not section.own_consent
    ]
