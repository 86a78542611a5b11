from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications import queries as applications
from turnabout.applications.cases import not_for
from turnabout.applications.models import MENTEE, ROLES, Application
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.next_steps import MINE, steps
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.selection import actions, queries
from turnabout.selection.models import Participation, Verdict
from turnabout.selection.permissions import (
    may_exempt,
    may_graduate_cohort,
    may_offer_place,
    may_read_decision,
    may_see_people,
    may_send_letters,
    may_shortlist,
    may_stop,
    may_view_application,
)
from turnabout.selection.personspec import BY_CODE, SPECIFICATION
from turnabout.selection.web.forms import DecideForm, PressForm
from turnabout.selection.web.presenters import PRACTICAL, TELLING, in_order, parts_of, totals_in_words


def list_for(by: Any, cohort: Cohort, now: datetime, name: str) -> str:
    """The page `name` of the cohort for its co-ordinators; for the independent contact, their cases."""
    return reverse(name if may_shortlist(by, cohort, now) else "home:cases", args=[cohort.pk])


class _OfCohort:
    """A page about a cohort that the viewer may find."""

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])  # type: ignore[attr-defined]


class Shortlist(_OfCohort, Page):
    """Every application that was sent, by role, with what was decided on it."""

    permission = may_shortlist
    template = "selection/shortlist.jinja"

    def context(self) -> dict[str, Any]:
        lines = queries.shortlist(self.by, self.thing, self.now)
        role = self.request.GET.get("role", "")
        role = role if role in dict(ROLES) else ""
        here = reverse("selection:shortlist", args=[self.thing.pk])
        views = [("", _("Everybody"), len(lines))]
        plurals = (("mentor", _("Reverse mentors")), ("mentee", _("Reverse mentees")))
        views += [(code, words, sum(1 for one in lines if one.application.role == code)) for code, words in plurals]
        waiting = [line for line in lines if line.application.status == "submitted"]
        return {
            "lines": in_order([line for line in lines if not role or line.application.role == role]),
            "role": role,
            "views": [
                {"code": code, "words": words, "n": n, "href": f"{here}?{urlencode({'role': code})}" if code else here}
                for code, words, n in views
            ],
            "undecided": sum(1 for line in waiting if line.verdict is None),
            "held": sum(1 for line in waiting if line.verdict is not None),
        }


class Decide(FormPage):
    """One application and the decision on it."""

    permission = may_view_application
    template = "selection/decide.jinja"
    form_class = DecideForm
    thing: Application

    def find(self) -> Application | None:
        cohort = find_cohort(self.request.user, self.kwargs["cohort"])
        return queries.find_application(self.by, cohort, self.kwargs["application"], self.now)

    def form_arguments(self) -> dict[str, Any]:
        verdict = queries.verdict_of(self.thing)
        initial = {"seen": queries.mark_of(verdict)}
        if verdict is not None:
            initial |= {"outcome": verdict.outcome, "reason": verdict.reason, "criterion": verdict.criterion}
        return {"role": self.thing.role, "initial": initial}

    def context(self) -> dict[str, Any]:
        verdict = queries.verdict_of(self.thing)
        read = applications.answers(self.thing, self.by, self.now, "deciding on an application")
        return {
            "parts": parts_of(applications.sections(self.thing), read, TELLING),
            "practical": parts_of(applications.sections(self.thing), read, PRACTICAL),
            "verdict": verdict,
            "decided_by": queries.decided_by(verdict),
            "criterion": BY_CODE.get(verdict.criterion) if verdict else None,
            "open": self.thing.status == "submitted" and (verdict is None or verdict.status == "held"),
            "looked_for": [one for one in SPECIFICATION if one.role == self.thing.role],
            "back": self._list(),
            "may_offer": bool(verdict is not None and may_offer_place(self.by, verdict, self.now)),
        }

    def act(self, form: DecideForm) -> str:
        given = form.cleaned_data
        actions.decide(
            application=self.thing,
            outcome=given["outcome"],
            reason=given["reason"],
            criterion=given["criterion"],
            seen=given["seen"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("Your decision is kept. Nobody is told before you send the letters."))
        return self._list()

    def _list(self) -> str:
        return list_for(self.by, self.thing.cohort, self.now, "selection:shortlist")


class OfferPlace(FormPage):
    """A place that became free, for somebody on the reserve list."""

    permission = may_offer_place
    template = "selection/offer_place.jinja"
    form_class = PressForm
    thing: Verdict

    def find(self) -> Verdict | None:
        cohort = find_cohort(self.request.user, self.kwargs["cohort"])
        application = queries.find_application(self.by, cohort, self.kwargs["application"], self.now)
        return queries.verdict_of(application) if application is not None else None

    def act(self, form: PressForm) -> str:
        actions.offer_place(verdict=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("They have the place, and their letter is on its way."))
        return list_for(self.by, self.thing.application.cohort, self.now, "selection:people")


class Release(_OfCohort, FormPage):
    """Every letter as it will go out, and the one press that sends them together."""

    permission = may_shortlist
    template = "selection/release.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        undecided, _held = queries.waiting(self.by, self.thing, self.now)
        letters = queries.letters(self.by, self.thing, self.now)
        return {
            "letters": letters,
            "totals": totals_in_words([letter.verdict for letter in letters]),
            "undecided": undecided,
            "may_send": may_send_letters(self.by, self.thing, self.now),
            "unseen": queries.unseen(self.by, self.thing, self.now),
        }

    def act(self, form: PressForm) -> str:
        sent = actions.release(cohort=self.thing, by=self.by, now=self.now)
        words = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", sent)
        messages.success(self.request, words % {"n": sent})
        return reverse("selection:people", args=[self.thing.pk])


class People(_OfCohort, Page):
    """Who takes part, in which role, and who no longer does."""

    permission = may_see_people
    template = "selection/people.jinja"

    def context(self) -> dict[str, Any]:
        people, apart = list(queries.participations(self.by, self.thing)), not_for(self.by, self.thing, self.now)
        return {
            "people": people,
            "keeps": bool(may_shortlist(self.by, self.thing, self.now)),
            "apart": {one.pk for one in people if one.role == MENTEE and one.person.email in apart},
        }


class Graduation(_OfCohort, FormPage):
    """Who graduates by the rules, and the press that makes it so."""

    permission = may_graduate_cohort
    template = "selection/graduation.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        return {"people": queries.would_graduate(self.by, self.thing, self.now)}

    def act(self, form: PressForm) -> str:
        graduated = actions.complete_participations(cohort=self.thing, by=self.by, now=self.now)
        words = ngettext("%(n)d person has graduated.", "%(n)d people have graduated.", len(graduated))
        messages.success(self.request, words % {"n": len(graduated)})
        return reverse("selection:people", args=[self.thing.pk])


class MyDecision(Page):
    """The decision on one's own application, after it was told."""

    permission = may_read_decision
    template = "selection/my_decision.jinja"
    thing: Verdict

    def find(self) -> Verdict | None:
        return queries.my_decision(self.by, self.kwargs["application"])

    def context(self) -> dict[str, Any]:
        participation = queries.mine_in(self.by, self.thing.application.cohort)
        return {
            "letter": queries.letter(self.thing),
            "participation": participation,
            "next_steps": steps(MINE, self.by, participation, self.now) if participation else [],
        }


class _OfParticipation:
    """A page about one participation: the viewer's own, or one of a cohort that they keep."""

    def find(self) -> Participation | None:
        return queries.find_participation(
            self.by,  # type: ignore[attr-defined]
            self.kwargs["participation"],  # type: ignore[attr-defined]
            self.now,  # type: ignore[attr-defined]
        )


class Stop(_OfParticipation, FormPage):
    """Taking part no longer, without a reason."""

    permission = may_stop
    template = "selection/stop.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        return {"own": self.thing.person_id == self.by.pk, "back": self._back()}

    def act(self, form: PressForm) -> str:
        actions.withdraw(participation=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("That is noted. Nobody is told a reason."))
        return self._back()

    def _back(self) -> str:
        if self.thing.person_id == self.by.pk:
            return reverse("home:start")
        return list_for(self.by, self.thing.cohort, self.now, "selection:people")


class Exempt(_OfParticipation, FormPage):
    """Letting somebody who graduated before off the training."""

    permission = may_exempt
    template = "selection/exempt.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.exempt_alumnus(participation=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("They can be paired without the training."))
        return self._back()

    def context(self) -> dict[str, Any]:
        return {"back": self._back()}

    def _back(self) -> str:
        return list_for(self.by, self.thing.cohort, self.now, "selection:people")
