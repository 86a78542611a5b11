"""Open question sessions: the page that anybody reads, and where a co-ordinator plans them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort, public_cohort
from turnabout.foundation import calendar
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page
from turnabout.training import actions, opening, queries
from turnabout.training.models import Session
from turnabout.training.permissions import may_change, may_plan_open
from turnabout.training.web.forms import OpenSessionForm


class Questions(Page):
    """When and where everybody may come and ask. No sign-in, no name, no booking."""

    permission = PUBLIC
    template = "training/questions.jinja"

    def find(self) -> Cohort:
        found = public_cohort(self.kwargs["programme"], self.kwargs["cohort"])
        if found is None:
            raise Http404
        return found

    def context(self) -> dict[str, Any]:
        return {"sessions": opening.open_sessions(self.thing, self.now)}


class QuestionsCalendar(Questions):
    """The same for a calendar. Its titles stand on screens that others see, so they are neutral."""

    permission = PUBLIC

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = opening.open_sessions(self.thing, self.now)
        text = calendar.feed((entry(one, self.thing) for one in found), name=self.thing.calendar_title)
        return HttpResponse(
            text,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="questions.ics"'},
        )


class PlanOpen(FormPage):
    permission = may_plan_open
    template = "training/plan_open.jinja"
    form_class = OpenSessionForm

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def act(self, form: OpenSessionForm) -> str:
        session = actions.plan_open(cohort=self.thing, **form.values(), by=self.by, now=self.now)
        messages.success(self.request, _("The open question session is planned."))
        return reverse("training:session", args=[self.thing.pk, session.pk])


class ChangeOpen(FormPage):
    permission = may_change
    template = "training/change_open.jinja"
    form_class = OpenSessionForm

    def find(self) -> Session | None:
        found = queries.find_session(self.by, self.kwargs["cohort"], self.kwargs["session"], self.now)
        return found if found is not None and found.sort.everybody else None

    def form_arguments(self) -> dict[str, Any]:
        return {"session": self.thing}

    def act(self, form: OpenSessionForm) -> str:
        actions.change_open(session=self.thing, **form.values(), by=self.by, now=self.now)
        messages.success(self.request, _("The session is changed. Its public page says so; a printed poster does not."))
        return reverse("training:session", args=[self.thing.cohort_id, self.thing.pk])


def entry(session: Session, cohort: Cohort) -> calendar.Entry:
    """An open session as it stands in a calendar, under the programme's neutral name."""
    stamped_at: datetime = session.planned_at
    return calendar.Entry(
        uid=f"{session.pk}@turnabout.invalid",
        title=_("%(programme)s: questions") % {"programme": cohort.calendar_title},
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        stamped_at=stamped_at,
        place=session.place,
        link=session.link if session.link_public else "",
        cancelled=session.status == "cancelled",
    )
