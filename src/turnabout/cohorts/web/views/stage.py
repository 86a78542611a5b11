"""Leading a cohort from one stage to the next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_run
from turnabout.cohorts.statuses import COHORT
from turnabout.cohorts.web.onward import DAY, to
from turnabout.cohorts.web.stages import STAGES
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.next_steps import BLOCKS, steps
from turnabout.foundation.design.pages import FormPage
from turnabout.foundation.moves.apply import guard_of


class Stage(FormPage):
    permission = may_run
    template = "cohorts/stage.jinja"

    def find(self) -> Cohort | None:
        if self.kwargs["move"] not in STAGES:
            raise Http404
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        cohort: Cohort = self.thing
        move = COHORT.move(self.kwargs["move"])
        legal = cohort.status in move.sources
        decision = guard_of(COHORT, move)(self.by, cohort, self.now)
        return {
            "stage": STAGES[move.name],
            "legal": legal,
            "opens_early": move.name == "open" and cohort.opens_at is not None and self.now < cohort.opens_at,
            "reason": "" if decision else decision.reason,
            "blocks": steps(BLOCKS, self.by, cohort, self.now) if legal else [],
            "back": to(DAY, self.by, self.thing, self.now),
        }

    def act(self, form: Form) -> str:
        cohort = STAGES[self.kwargs["move"]].action(cohort=self.thing, by=self.by, now=self.now)
        label = COHORT.status(cohort.status).label
        said = {"cohort": cohort.title, "status": label}
        messages.success(self.request, _("%(cohort)s is now “%(status)s”.") % said)
        return to(DAY, self.by, self.thing, self.now)
