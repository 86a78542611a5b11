"""How many pairs today's applicants allow, while that can still be changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.pages import Page
from turnabout.matching import actions
from turnabout.matching.forecast import LARGEST, forecast
from turnabout.matching.permissions import may_forecast
from turnabout.matching.web import outlook
from turnabout.selection.queries.candidates import ACCEPTED, EVERYBODY, WITH_RESERVE

GROUPS = {
    EVERYBODY: _("Waiting for a decision, and accepted"),
    WITH_RESERVE: _("The reserve list as well"),
    ACCEPTED: _("Accepted only"),
}


class Forecast(Page):
    """The number, what it is made of, who fits nobody, and what would help."""

    permission = may_forecast
    template = "matching/forecast.jinja"

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        group = self.request.GET.get("count", EVERYBODY)
        group = group if group in GROUPS else EVERYBODY
        given = forecast(actions.look_ahead(cohort=self.thing, group=group, by=self.by, now=self.now))
        topics = outlook.topics(given, self.thing.strands)
        return {
            "given": given,
            "found": given.found,
            "counted": outlook.counted(given),
            "largest": LARGEST,
            "groups": [(code, words, code == group) for code, words in GROUPS.items()],
            "topics": topics,
            "picture": outlook.picture(topics),
            "organisations": outlook.organisations(given, [one.name for one in self.thing.organisations.all()]),
            "alone": outlook.alone(given),
            "advice": outlook.advice(given),
        }
