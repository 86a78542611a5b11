"""The panel as its co-ordinators keep it: who reads, what they see, who reads which, and what they differ about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import date_of, passages
from turnabout.foundation.design.pages import FormPage
from turnabout.selection import actions, queries
from turnabout.selection.models import Panel
from turnabout.selection.panel import STATES, criteria_of, panel_of, readers_of, word_of
from turnabout.selection.permissions import may_check, may_set_panel, may_settle
from turnabout.selection.personspec import MENTEE, MENTOR, in_words
from turnabout.selection.web.forms import PressForm
from turnabout.selection.web.panel_forms import CheckForm, PanelForm, SettleForm
from turnabout.selection.web.presenters import in_words as answer_in_words
from turnabout.selection.web.views.found import OfApplication, OfCohort, list_for, of_cohort


class PanelPage(OfCohort, FormPage):
    """Where the panel stands, and the one press that gives the applications out."""

    permission = may_set_panel
    template = "selection/panel.jinja"
    form_class = PressForm
    thing: Cohort

    def context(self) -> dict[str, Any]:
        state = queries.panel_state(self.by, self.thing, self.now)
        return {
            "state": state,
            "counts": [(code, words, state.states.get(code, 0)) for code, words in STATES.items()],
            "due": date_of(self.thing, "decisions"),
            "ready": [one for one in state.assessors if one.declared and not one.reason],
        }

    def act(self, form: PressForm) -> str:
        made = actions.give_out(cohort=self.thing, by=self.by, now=self.now)
        if made:
            words = ngettext("%(n)d reading is given out.", "%(n)d readings are given out.", len(made))
            messages.success(
                self.request, words % {"n": len(made)} + " " + _("The assessors are told that something waits.")
            )
        else:
            messages.warning(self.request, _("Nothing could be given out. The page says what is missing."))
        return of_cohort("panel", self.thing)


class PanelSettings(OfCohort, FormPage):
    """By how many each application is read, and what they score."""

    permission = may_set_panel
    template = "selection/panel_settings.jinja"
    form_class = PanelForm
    thing: Cohort

    def form_arguments(self) -> dict[str, Any]:
        panel: Panel | None = panel_of(self.thing)
        scored = [one.code for role in (MENTOR, MENTEE) for one in criteria_of(self.thing, role)]
        return {"initial": {"readers": str(panel.readers or "") if panel else "", "criteria": scored}}

    def context(self) -> dict[str, Any]:
        return {"readers": readers_of(self.thing)}

    def act(self, form: PanelForm) -> str:
        readers = form.cleaned_data["readers"]
        actions.set_panel(
            cohort=self.thing,
            readers=int(readers) if readers else None,
            criteria=form.cleaned_data["criteria"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("This is how the panel assesses now."))
        return of_cohort("panel", self.thing)


class CallIn(OfCohort, FormPage):
    """What one assessor has not finished goes to others."""

    permission = may_set_panel
    template = "selection/call_in.jinja"
    form_class = PressForm
    thing: Cohort

    def find(self) -> Cohort | None:
        cohort = super().find()
        known = cohort is not None and queries.assesses_unscoped(cohort, self.kwargs["person"], self.now)
        return cohort if known else None

    def context(self) -> dict[str, Any]:
        return {"assessor": self._assessor()}

    def act(self, form: PressForm) -> str:
        person = self._assessor().person
        many = actions.call_in(cohort=self.thing, assessor=person, by=self.by, now=self.now)
        words = ngettext("%(n)d reading is called in.", "%(n)d readings are called in.", many) % {"n": many}
        messages.success(self.request, words + " " + _("Give it out again to others."))
        return of_cohort("panel", self.thing)

    def _assessor(self) -> Any:
        here = queries.assessors_of(self.by, self.thing, self.now)
        found = next((one for one in here if one.person.pk == self.kwargs["person"]), None)
        if found is None:
            raise Http404
        return found


class Check(OfApplication, FormPage):
    """One application as the panel would read it, and the words to hide."""

    permission = may_check
    template = "selection/check.jinja"
    form_class = CheckForm
    thing: Application

    def form_arguments(self) -> dict[str, Any]:
        copy = queries.copy_of(self.thing)
        hidden = queries.hidden_words(copy, self.by) if copy else queries.suspected(self.thing, self.by)
        initial = {
            "hidden": "\n".join(hidden),
            "settled": copy.settled if copy else [],
            "seen": queries.mark_of_copy(copy),
        }
        return {"role": self.thing.role, "initial": initial}

    def context(self) -> dict[str, Any]:
        state = queries.panel_state(self.by, self.thing.cohort, self.now)
        return {
            "answers": [
                (question.label, answer_in_words(question, value))
                for question, value in queries.before_panel(self.thing, self.by)
            ],
            "copy": queries.copy_of(self.thing),
            "left": len([one for one in state.to_check if one.pk != self.thing.pk]),
            "back": list_for(self.by, self.thing.cohort, self.now, "panel"),
        }

    def act(self, form: CheckForm) -> str:
        actions.check(
            application=self.thing,
            hidden=form.cleaned_data["hidden"],
            settled=form.cleaned_data["settled"],
            seen=form.cleaned_data["seen"],
            by=self.by,
            now=self.now,
        )
        cohort = self.thing.cohort
        more = queries.panel_state(self.by, cohort, self.now).to_check
        if not more:
            messages.success(self.request, _("That was the last one to check. The panel can read them all."))
            return list_for(self.by, cohort, self.now, "panel")
        messages.success(self.request, _("The panel can read it. This is the next one."))
        return reverse("selection:check", args=[cohort.pk, more[0].pk])


class Settle(OfApplication, FormPage):
    """What the assessors said side by side, and what stands."""

    permission = may_settle
    template = "selection/settle.jinja"
    form_class = SettleForm
    thing: Application

    def form_arguments(self) -> dict[str, Any]:
        settlement = queries.settlement_of(self.thing)
        initial: dict[str, Any] = {"seen": queries.mark_of_settlement(settlement)}
        if settlement is not None:
            initial |= {f"score_{code}": str(score) for code, score in settlement.scores.items()}
            initial |= {"recommends": settlement.recommends}
            initial |= {"words": queries.settled_words(self.by, self.thing, self.now)}
        else:
            initial |= self._agreed()
        criteria = criteria_of(self.thing.cohort, self.thing.role)
        return {"criteria": criteria, "said": said_by(self.thing.cohort, self.thing.role), "initial": initial}

    def context(self) -> dict[str, Any]:
        return {
            "readings": queries.readings(self.by, self.thing, self.now),
            "criteria": criteria_of(self.thing.cohort, self.thing.role),
            "word": word_of(self.thing),
            "list": list_for(self.by, self.thing.cohort, self.now, "panel"),
            "back": reverse("selection:decide", args=[self.thing.cohort_id, self.thing.pk]),
        }

    def act(self, form: SettleForm) -> str:
        actions.settle(
            application=self.thing,
            scores=form.scores(),
            recommends=form.cleaned_data["recommends"],
            words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("It is settled. You can decide now."))
        return reverse("selection:decide", args=[self.thing.cohort_id, self.thing.pk])

    def _agreed(self) -> dict[str, str]:
        """The scores on which both agree are filled in already."""
        said = [one.marks.scores for one in queries.readings(self.by, self.thing, self.now)]
        codes = set.intersection(*(set(one) for one in said)) if said else set()
        return {f"score_{code}": str(said[0][code]) for code in codes if len({one[code] for one in said}) == 1}


def said_by(cohort: Cohort, role: str) -> dict[str, str]:
    """The cohort's own words for each criterion of `role`, where it has some."""
    given = passages(cohort).get(f"specification-{role}", {})
    return {one.code: words.rstrip(".") for one, words in in_words(role, given) if given.get(one.code)}
