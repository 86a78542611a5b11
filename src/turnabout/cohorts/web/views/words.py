"""A cohort's first words and its contact."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_edit
from turnabout.cohorts.web import forms
from turnabout.cohorts.web.editing import Editing
from turnabout.cohorts.web.onward import PREVIEW, to

WORDS = ("what", "who_for", "how_to_apply")
CONTACT = ("name", "email", "phone")


class Words(Editing):
    permission = may_edit
    template = "cohorts/words.jinja"

    class WordsAndContact(forms.ContactForm, forms.WordsForm):
        """What it is, who it is for, how to apply, and whom to ask."""

        field_order = [*WORDS, *CONTACT]

    form_class = WordsAndContact

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def stands(self) -> dict[str, str]:
        cohort: Any = queries.find_cohort(self.by, self.thing.pk)
        return {name: getattr(cohort, name if name in WORDS else f"contact_{name}") for name in (*WORDS, *CONTACT)}

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": self.stands()}

    def look(self, form: Any) -> Any:
        return form.cleaned_data

    def write(self, form: Any, seen: str | None) -> str:
        words = {name: form.cleaned_data[name] for name in WORDS}
        contact = {name: form.cleaned_data[name] for name in CONTACT}
        actions.change_words(cohort=self.thing, words=words, contact=contact, seen=seen, by=self.by, now=self.now)
        return to(PREVIEW, self.by, self.thing, self.now)
