"""Coming back: going on from the last application, and one page on which all that must be confirmed is confirmed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from turnabout.applications import actions, experience, queries
from turnabout.applications.models import ROLES
from turnabout.applications.permissions import may_begin, may_confirm_again
from turnabout.applications.questions.shape import DAY
from turnabout.applications.sharing import OWN_WORDS, TIER_WORDS
from turnabout.applications.topics import words_of
from turnabout.applications.web import again_form
from turnabout.applications.web.views.begin import Begin
from turnabout.applications.web.views.form import Mine, address, address_of, card
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.foundation.design.pages import FormPage

FIRST = ("about", "grade", "meeting", "manager")
"""The sections that change most from year to year: they stand open, the rest behind a line to open."""


class Continue(Begin):
    """What is taken over from the last application, before anything is; without one, the page before the form."""

    permission = may_begin
    template = "applications/continue.jinja"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing._state.adding and queries.earlier_of(self.by, self.thing.cohort) is None:
            return HttpResponseRedirect(self.begin())
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        before = queries.earlier_of(self.by, self.thing.cohort)
        known = dict(ROLES)
        same = before is not None and before.role == self.thing.role
        return {"before": before, "same": same, "was": known.get(before.role, _("Either role")) if before else ""}

    def act(self, form: Any) -> str:
        if self.thing._state.adding:
            self.thing = actions.continue_earlier(
                cohort=self.thing.cohort, person=self.by, role=self.thing.role, by=self.by, now=self.now
            )
            return address("again", self.thing)
        return self._mine()


class Again(Mine, FormPage):
    """The one page: every answer to look at, a few ticks, and it is sent. Nothing has to be typed."""

    permission = may_confirm_again
    template = "applications/again.jinja"

    def find(self) -> Any:
        application = super().find()
        if application is not None and may_confirm_again(self.by, application, self.now):
            self.left = queries.again(application, self.by)
            self.form_class = again_form.again_form(application, self.left)  # type: ignore[misc]
        return application

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.left is not None and self.left.missing:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        known = queries.answers(self.thing, self.by, self.now)
        missing = self.left.missing if self.left else []
        sections = [one for one in queries.sections(self.thing) if not one.own_consent]
        links = [(one.title, self._where(one)) for one in queries.sections(self.thing) if str(one.title) in missing]
        cards = [(one.code, card(one, known | self._half(one), ""), self._where(one)) for one in sections]
        return {
            "first": [one for one in cards if one[0] in FIRST],
            "rest": [one for one in cards if one[0] not in FIRST],
            "missing": links,
            "offered": self._offered(),
            "settled": experience.SECTION in self.thing.sections_done,
            "change_offer": address("experience", self.thing) + "?from=again",
            "talks": bool(self.left and self.left.talks),
        }

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        actions.confirm_again(
            application=self.thing,
            still=given["still"],
            declarations=given["declarations"],
            wording=EXPERIENCE_NOW,
            can_attend=given.get("can_attend", ()),
            offer=given.get("offer", ""),
            agreed=bool(given.get("agreed")),
            later_cohorts=bool(given.get("later_cohorts")),
            by=self.by,
            now=self.now,
        )
        return address("sent", self.thing)

    def _where(self, section: Any) -> str:
        return f"{address_of(section, self.thing)}?from=again"

    def _half(self, section: Any) -> dict[str, Any]:
        """What was taken over of a section that is not whole, as far as it can be said in words."""
        begun = queries.half_filled(self.thing, self.by, self.now).get(section.code) or {}
        return {name: value for name, value in begun.items() if value and section.question(name).kind != DAY}

    def _offered(self) -> list[dict[str, Any]]:
        """What was offered before, each thing with who might know of it."""
        offered = self.left.offered if self.left else None
        if offered is None:
            return []
        topics = {code: tier for code, tier in offered.tiers.items() if code != OWN_WORDS}
        rows = [{"key": words_of([code])[0], "value": str(TIER_WORDS[tier])} for code, tier in topics.items()]
        return rows + ([{"key": _("In your own words"), "value": offered.words}] if offered.words else [])
