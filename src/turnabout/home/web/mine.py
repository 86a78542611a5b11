"""The first page of whoever signs in, and a participant's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from turnabout.cohorts import queries as cohorts
from turnabout.foundation.design.next_steps import MINE, PROMISED, steps
from turnabout.foundation.design.pages import SIGNED_IN, Page
from turnabout.home.permissions import may_see_mentoring
from turnabout.home.web.ways import current, first_page
from turnabout.home.web.words import events
from turnabout.partnerships import queries as partnerships
from turnabout.selection import queries as selection
from turnabout.selection.models import Participation

ON_MY_LINE = (
    "mentee_training",
    "mentor_briefing",
    "start",
    "midpoint",
    "end_questionnaire",
    "sharing_session",
    "end",
)


class Start(Page):
    """Leads everybody to the page they need first."""

    permission = SIGNED_IN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(first_page(self.by, self.now))


class MyMentoring(Page):
    """Leads a participant to the page of what goes on; says what will be here to somebody who is none."""

    permission = SIGNED_IN
    template = "home/no_mentoring.jinja"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = current(selection.mine(self.by))
        return HttpResponseRedirect(reverse("home:mine", args=[found.pk])) if found is not None else self.show()


class Mine(Page):
    """What happens next, when, and what do I owe."""

    permission = may_see_mentoring
    template = "home/mine.jinja"

    def find(self) -> Participation | None:
        return selection.find_participation(self.by, self.kwargs["participation"], self.now)

    def context(self) -> dict[str, Any]:
        participation: Participation = self.thing
        dates = cohorts.dates_for(participation.cohort, participation.role)
        todo = steps(MINE, self.by, participation, self.now)
        return {
            "cohort": participation.cohort,
            "first": todo[0] if todo else None,
            "rest": todo[1:],
            "promised": steps(PROMISED, self.by, participation, self.now),
            "pairs": [one for one in partnerships.mine(self.by) if participation.pk in (one.mentor_id, one.mentee_id)],
            "events": events(dates, ON_MY_LINE),
            "next": cohorts.next_date(dates, self.now),
            "others": [one for one in selection.mine(self.by) if one.pk != participation.pk],
        }
