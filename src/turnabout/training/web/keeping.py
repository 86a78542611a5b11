"""The co-ordinator's and trainer's pages: planning sessions, changing them, and filling in registers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.training import actions, opening, queries
from turnabout.training.models import Session
from turnabout.training.permissions import (
    may_add,
    may_change,
    may_mark,
    may_plan,
    may_plan_open,
    may_see_names,
    may_see_needs,
    may_see_session,
    may_see_sessions,
    may_show_code,
)
from turnabout.training.web.forms import AddSessionForm, PressForm, SessionForm
from turnabout.training.web.presenters import in_numbers, in_words, what_to_arrange


class _OfCohort:
    """A page about a cohort that the viewer may find."""

    by: Any
    now: Any
    kwargs: dict[str, Any]

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])


class _OfSession:
    """A page about one session of a cohort that the viewer keeps."""

    by: Any
    now: Any
    kwargs: dict[str, Any]

    def find(self) -> Session | None:
        return queries.find_session(self.by, self.kwargs["cohort"], self.kwargs["session"], self.now)


class Sessions(_OfCohort, Page):
    """Every session of the cohort with its places, and who cannot be paired yet."""

    permission = may_see_sessions
    template = "training/sessions.jinja"

    def context(self) -> dict[str, Any]:
        return {
            "sessions": queries.sessions(self.by, self.thing, self.now),
            "open_to_all": opening.all_open(self.by, self.thing, self.now),
            "may_open": may_plan_open(self.by, self.thing, self.now),
            "to_fill": {one.pk for one in queries.registers_to_fill(self.by, self.thing, self.now)},
            "to_plan": queries.to_plan(self.by, self.thing, self.now),
            "on_time": queries.in_place_on_time(self.by, self.thing, self.now),
            "may_add": may_add(self.by, self.thing, self.now),
            "untrained": len(queries.untrained(self.by, self.thing, self.now)),
            "needs": bool(may_see_needs(self.by, self.thing, self.now)),
        }


class Plan(_OfCohort, FormPage):
    """The sessions that the chain of dates asks for, made in one press."""

    permission = may_plan
    template = "training/plan.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        return {"to_plan": queries.to_plan(self.by, self.thing, self.now)}

    def act(self, form: PressForm) -> str:
        made = actions.plan_sessions(cohort=self.thing, by=self.by, now=self.now)
        words = ngettext("%(n)d session is planned.", "%(n)d sessions are planned.", len(made))
        messages.success(self.request, words % {"n": len(made)})
        return reverse("training:sessions", args=[self.thing.pk])


class Add(_OfCohort, FormPage):
    """A session that stands in no chain of dates: a catch-up, or one of its own."""

    permission = may_add
    template = "training/add.jinja"
    form_class = AddSessionForm

    def form_arguments(self) -> dict[str, Any]:
        return {"groups": queries.groups(self.by, self.thing, self.now)}

    def act(self, form: AddSessionForm) -> str:
        session = actions.add_session(cohort=self.thing, **form.values(), by=self.by, now=self.now)
        joined = _("The session is added. Whoever has not been there and has no booking is written to.")
        messages.success(self.request, joined if form.cleaned_data["group"] else _("The session is added."))
        return reverse("training:session", args=[self.thing.pk, session.pk])


class Untrained(_OfCohort, Page):
    """Everybody who cannot be paired yet, and why."""

    permission = may_see_sessions
    template = "training/untrained.jinja"

    def context(self) -> dict[str, Any]:
        return {
            "people": queries.untrained(self.by, self.thing, self.now),
            "keeps": bool(may_plan(self.by, self.thing, self.now)),
        }


class Needs(_OfCohort, Page):
    """What to arrange for everybody who takes part, in their own words too."""

    permission = may_see_needs
    template = "training/needs.jinja"

    def context(self) -> dict[str, Any]:
        found = queries.everybodys_needs(self.by, self.thing, self.now)
        return {"people": [(one, in_words(need)) for one, need in found]}


class OneSession(_OfSession, Page):
    """One session: when, where, who is booked and what to arrange for them."""

    permission = may_see_session
    template = "training/session.jinja"

    def context(self) -> dict[str, Any]:
        named = bool(may_see_names(self.by, self.thing, self.now))
        booked = [row for row in queries.register(self.by, self.thing, self.now) if row.booking is not None]
        coming = [row.participation for row in booked] if self.thing.status == "planned" else []
        needs = queries.needs(self.by, self.thing, coming, self.now)
        arranged = queries.arrangements(self.by, self.thing, self.now) if coming else {}
        return {
            "booked": [(row, *what_to_arrange(row, needs, arranged)) for row in booked],
            "named": named,
            "unnamed": in_numbers(self._unnamed()) if not named else [],
            "can_show_code": may_show_code(self.by, self.thing, self.now),
            "line": queries.line(self.by, self.thing, self.now),
            "can_change": may_change(self.by, self.thing, self.now),
            "can_mark": may_mark(self.by, self.thing, self.now),
        }

    def _unnamed(self) -> Counter[str]:
        if self.thing.status != "planned":
            return Counter()
        return queries.needs_unnamed(self.by, self.thing, self.now)


class Change(_OfSession, FormPage):
    """Another time, place or number of places."""

    permission = may_change
    template = "training/change.jinja"
    form_class = SessionForm

    def find(self) -> Session | None:
        found = super().find()
        return found if found is not None and not found.sort.everybody else None

    def form_arguments(self) -> dict[str, Any]:
        return {"session": self.thing}

    def act(self, form: SessionForm) -> str:
        actions.change_session(session=self.thing, **form.values(), by=self.by, now=self.now)
        messages.success(self.request, _("The session is changed. Everybody booked is told of a new time or place."))
        return reverse("training:session", args=[self.thing.cohort_id, self.thing.pk])


class CallOff(_OfSession, FormPage):
    """Calling a session off."""

    permission = may_change
    template = "training/call_off.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.cancel_session(session=self.thing, by=self.by, now=self.now)
        told = _("The session is called off, and everybody booked is written to.")
        shown = _("The session is called off. Its public page says so until the end of its day.")
        messages.success(self.request, shown if self.thing.sort.everybody else told)
        return reverse("training:sessions", args=[self.thing.cohort_id])
