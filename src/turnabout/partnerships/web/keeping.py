"""What co-ordinators see: who is paired with whom and how far they have got, never what a pair talks about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.cases import is_apart, not_for
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.partnerships import actions, permissions, queries
from turnabout.partnerships.models import Partnership


class _OfCohort:
    """A page about the pairs of one cohort."""

    by: Any
    kwargs: dict[str, Any]

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])


class Overview(_OfCohort, Page):
    """Every pair: signed, meeting, complete or ended."""

    permission = permissions.may_see_pairs
    template = "partnerships/overview.jinja"

    def context(self) -> dict[str, Any]:
        pairs = queries.pairs_of(self.by, self.thing, self.now)
        apart = not_for(self.by, self.thing, self.now)
        return {
            "pairs": pairs,
            "apart": {one.pk for one in pairs if is_apart(one.mentee, apart)},
            "live": permissions.LIVE,
            "planned": self.thing.policies["meetings_planned"],
            "may_complete": any(one.status == "active" for one in pairs)
            and permissions.may_complete_all(self.by, self.thing, self.now),
        }


class Complete(_OfCohort, FormPage):
    """Mentoring is over for the whole cohort."""

    permission = permissions.may_complete_all
    template = "partnerships/complete.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        pairs = queries.pairs_of(self.by, self.thing, self.now)
        return {
            "active": sum(one.status == "active" for one in pairs),
            "unsigned": sum(one.status in ("agreed", "half_signed") for one in pairs),
        }

    def act(self, form: Form) -> str:
        many = actions.complete_all(cohort=self.thing, by=self.by, now=self.now)
        words = ngettext("%(many)d pair is complete.", "%(many)d pairs are complete.", many)
        messages.success(self.request, words % {"many": many})
        return reverse("partnerships:overview", args=[self.thing.pk])


class EndForThem(FormPage):
    """A co-ordinator writes down that a pair has ended, when one of the two asked for it."""

    permission = permissions.may_end_for_them
    template = "partnerships/end_for_them.jinja"
    form_class = Form
    thing: Partnership

    def find(self) -> Partnership | None:
        return queries.find_for_keeper(self.by, self.kwargs["cohort"], self.kwargs["partnership"], self.now)

    def act(self, form: Form) -> str:
        actions.end(partnership=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("Their meetings have ended. Both were told, in neutral words."))
        return self._back()

    def context(self) -> dict[str, Any]:
        return {"back": self._back()}

    def _back(self) -> str:
        """Every pair, for a co-ordinator; their cases, for the independent contact."""
        keeps = permissions.may_see_pairs(self.by, self.thing.cohort, self.now)
        return reverse("partnerships:overview" if keeps else "home:cases", args=[self.thing.cohort_id])
