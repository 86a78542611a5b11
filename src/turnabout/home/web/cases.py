"""The page of a cohort's independent contact: the cases that a co-ordinator must not handle, and nothing else."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.pages import Page
from turnabout.foundation.mail.types import KINDS
from turnabout.home import outbox
from turnabout.home.permissions import may_see_cases
from turnabout.matching import queries as matching
from turnabout.partnerships import queries as partnerships
from turnabout.selection.cases import Case, cases
from turnabout.training import queries as training
from turnabout.training.web.presenters import in_words


class Cases(Page):
    permission = may_see_cases
    template = "home/cases.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        found = cases(self.by, self.thing, self.now)
        people = [case.application.person_id for case in found]
        failed = outbox.failed_in_cases(self.by, self.thing, people, self.now)
        undelivered = {who: [KINDS[one.kind].label for one in some] for who, some in failed.items()}
        return {"cases": [(case, self._more(case)) for case in found], "undelivered": undelivered}

    def _more(self, case: Case) -> dict[str, Any]:
        """What goes on about somebody who takes part."""
        part = case.participation
        if part is None:
            return {}
        needs = training.needs_of_case(self.by, part, self.now) if part.status == "taking_part" else None
        return {
            "needs": in_words(needs),
            "asked": matching.of_case(self.by, part, self.now),
            "holds": matching.holds_on(self.by, part, self.now),
            "pairs": partnerships.of_case(self.by, part, self.now),
        }
