"""Before you tell everybody: the letters, edited one by one, and released together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.foundation.design.pages import FormPage
from turnabout.selection import actions, queries
from turnabout.selection.letters import standard, written
from turnabout.selection.models import OUTCOMES
from turnabout.selection.permissions import may_edit_letter, may_send_letters, may_shortlist
from turnabout.selection.web.forms import LetterForm, PressForm
from turnabout.selection.web.presenters import totals_in_words
from turnabout.selection.web.views.found import OfCohort, OfVerdict, list_for, of_cohort

PER_PAGE = 50


class Release(OfCohort, FormPage):
    """Who will be told what, and the one press that tells everybody together."""

    permission = may_shortlist
    template = "selection/release.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        undecided, _held = queries.waiting(self.by, self.thing, self.now)
        held = queries.held(self.by, self.thing, self.now)
        pages = max(1, -(-len(held) // PER_PAGE))
        asked = self.request.GET.get("page", "")
        page = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 6 else 1), pages)
        shown = held[(page - 1) * PER_PAGE : page * PER_PAGE]
        here = of_cohort("release", self.thing)
        return {
            "letters": written(shown, by=self.by, purpose=queries.READING),
            "many": len(held),
            "mark": queries.mark_of_all(queries.going_out(self.by, self.thing, self.now)),
            "unseen": queries.unseen(self.by, self.thing, self.now),
            "in_words": totals_in_words(held),
            "totals": queries.totals(held),
            "outcomes": OUTCOMES,
            "edited": sum(one.letter_edited_at is not None for one in held),
            "dropped": queries.dropped(self.by, self.thing, self.now),
            "undecided": undecided,
            "may_send": may_send_letters(self.by, self.thing, self.now),
            "page_number": page,
            "pages": pages,
            "before": f"{here}?page={page - 1}" if page > 1 else "",
            "after": f"{here}?page={page + 1}" if page < pages else "",
        }

    def act(self, form: PressForm) -> str:
        seen = self.request.POST.get("seen", "")
        sent = actions.release(cohort=self.thing, seen=seen, by=self.by, now=self.now)
        words = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", sent)
        messages.success(self.request, words % {"n": sent})
        return of_cohort("people", self.thing)


class EditLetter(OfVerdict, FormPage):
    """One letter, read and edited word for word."""

    permission = may_edit_letter
    template = "selection/edit_letter.jinja"
    form_class = LetterForm

    def form_arguments(self) -> dict[str, Any]:
        initial: dict[str, Any] = {"seen": queries.mark_of_letter(self.thing)}
        if self.request.method != "POST":
            initial["words"] = self._letter().body
        return {"cohort": self.thing.application.cohort, "initial": initial}

    def context(self) -> dict[str, Any]:
        return {
            "letter": standard(self.thing),
            "edited_by": queries.name_of(self.thing.letter_edited_by),
            "back": list_for(self.by, self.thing.application.cohort, self.now, "release"),
            "to_standard": self.page_of("standard_letter"),
            "to_decision": self.page_of("decide"),
        }

    def act(self, form: LetterForm) -> str:
        verdict = actions.edit_letter(
            verdict=self.thing,
            words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"],
            by=self.by,
            now=self.now,
        )
        name = self.thing.application.person.name
        kept = _("The letter to %(name)s is kept as you wrote it.") if verdict.letter_edited_at else ""
        same = _("These are the words of the standard letter, so %(name)s gets the standard letter.")
        messages.success(self.request, (kept or same) % {"name": name})
        return list_for(self.by, self.thing.application.cohort, self.now, "release")

    def _letter(self) -> queries.Letter:
        return queries.letter(self.thing, self.by, "editing the letter to its applicant")


class StandardLetter(OfVerdict, FormPage):
    """Back to the standard letter."""

    permission = may_edit_letter
    template = "selection/standard_letter.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        return {"letter": standard(self.thing), "back": self.page_of("edit_letter")}

    def act(self, form: PressForm) -> str:
        actions.standard_letter(verdict=self.thing, by=self.by, now=self.now)
        name = self.thing.application.person.name
        messages.success(self.request, _("%(name)s gets the standard letter again.") % {"name": name})
        return list_for(self.by, self.thing.application.cohort, self.now, "release")
