"""What I share: an offer under its own consent, what is off limits, and a way back that is as short."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, experience, queries
from turnabout.applications.models import MENTEE, Application
from turnabout.applications.permissions import may_offer_experience, may_view
from turnabout.applications.sharing import TIER_MEANS, TIER_WORDS, TIERS
from turnabout.applications.web import forms, offering, shared
from turnabout.applications.web.views.form import Mine, about, address
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.foundation.design import next_steps
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage

FIRST = ("topics", "topics_words", "in_conversation", "open_to_any")


class Offer(Mine, FormPage):
    """Two pages at one address: what I offer, then who may know. Nothing is kept before it is agreed to."""

    permission = may_offer_experience
    template = "applications/experience.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None and application.role != MENTEE:
            self.section = queries.section(application, experience.SECTION)
            self.form_class = forms.section_form(self.section, self.who_sees(application))  # type: ignore[misc]
        return application

    def form_arguments(self) -> dict[str, Any]:
        if issubclass(self.form_class, offering.WhoForm):
            return {"initial": offering.who_initial(queries.choices(self.thing, self.by))}
        known = queries.answers(self.thing, self.by, self.now)
        return {"initial": forms.as_initial(self.section, known)}

    def context(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "about": about(self.section.minutes),
            "note": forms.why_asked(self.section.who, self.section.why, self.section.back, self.who_sees(self.thing)),
            "offered": experience.SECTION in self.thing.sections_done,
            "tiers": [(TIER_WORDS[tier], TIER_MEANS[tier]) for tier in TIERS],
            "who_sees": next_steps.steps(next_steps.WHO_SEES, self.by, self.thing, self.now),
            "back": address("task_list" if self.thing.status == "draft" else "standing", self.thing),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        first: Any = self.form_class(request.POST)
        if "again" in request.POST:
            return self.show(form=self.form_class(initial=self._typed(first)))
        if not first.is_valid():
            return self.show(form=first, status=422)
        self.given = first.given()
        if not (self.given["topics"] or self.given["topics_words"].strip()):
            return super().post(request, *args, **kwargs)
        self.form_class = offering.who_form(self.given)  # type: ignore[misc]
        self.template = "applications/who_may_know.jinja"  # type: ignore[misc]
        if "choose" in request.POST:
            return self.show(form=self.form_class(**self.form_arguments()))
        return super().post(request, *args, **kwargs)

    def show(self, **more: Any) -> Any:
        """The page itself, with what the first page was given carried along to the second."""
        return super().show(carried=self._carried(), **more)

    def act(self, form: Any) -> str:
        second = form if isinstance(form, offering.WhoForm) else None
        actions.offer_experience(
            application=self.thing,
            topics=second.tiers() if second else {},
            quietly=second.quietly() if second else (),
            words=self.given["topics_words"],
            words_for=second.words_for() if second else "coordinator",
            in_conversation=self.given["in_conversation"],
            open_to_any=self.given["open_to_any"],
            wording=EXPERIENCE_NOW,
            by=self.by,
            now=self.now,
        )
        onward = "?from=check" if self.request.GET.get("from") == "check" else ""
        return address("sharing", self.thing) + onward

    def _carried(self) -> list[tuple[str, str]]:
        given = getattr(self, "given", {})
        carried = [("topics", code) for code in given.get("topics") or ()]
        carried += [("topics_words", given["topics_words"])] if given.get("topics_words") else []
        return carried + [(name, "on") for name in ("in_conversation", "open_to_any") if given.get(name)]

    def _typed(self, first: Any) -> dict[str, Any]:
        first.is_valid()
        return {name: first.typed().get(name) for name in FIRST}


class Sharing(Mine):
    """What I share, reader by reader, and for each the way to see it as they will."""

    permission = may_view
    template = "applications/sharing.jinja"

    def context(self) -> dict[str, Any]:
        draft = self.thing.status == "draft" and not self.thing.named
        checking = draft and self.request.GET.get("from") == "check"
        onward = "check" if checking else "again" if self.thing.continued_from else "task_list"
        return {
            "readers": shared.readers(self.thing, self.by, self.now),
            "mine_alone": shared.mine_alone(self.thing, self.by, self.now),
            "may_change": bool(may_offer_experience(self.by, self.thing, self.now)),
            "offered": experience.SECTION in self.thing.sections_done,
            "who_sees": next_steps.steps(next_steps.WHO_SEES, self.by, self.thing, self.now),
            "back": address("task_list" if draft else "standing", self.thing),
            "onward": address(onward, self.thing) if draft else "",
        }


class Boundaries(Mine, FormPage):
    """What is off limits, what helps, and what is shown before two people agree: to change at any time."""

    permission = may_offer_experience
    template = "applications/boundaries.jinja"

    def find(self) -> Application | None:
        application = super().find()
        if application is not None and application.offers:
            self.section = queries.section(application, actions.BOUNDARIES)
            self.form_class = forms.section_form(self.section, self.who_sees(application))  # type: ignore[misc]
        return application

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": forms.as_initial(self.section, queries.answers(self.thing, self.by, self.now))}

    def context(self) -> dict[str, Any]:
        return {"section": self.section}

    def act(self, form: Any) -> str:
        actions.change_boundaries(application=self.thing, answers=form.given(), by=self.by, now=self.now)
        messages.success(self.request, _("Changed, everywhere and at once."))
        return address("sharing", self.thing)


class TakeBack(Mine, FormPage):
    permission = may_offer_experience
    template = "applications/take_back.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.withdraw_experience(application=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You have taken it back. What you had offered is removed."))
        return reverse("applications:standing", args=[self.thing.pk])
