"""The pages on which a cohort's public words are written, and its packs before they are public."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_edit
from turnabout.cohorts.web.editing import Editing
from turnabout.foundation.design.pages import Page
from turnabout.home.permissions import may_preview
from turnabout.home.web.kit import facts
from turnabout.home.web.kit.newsletter import short_text
from turnabout.home.web.pack import pack
from turnabout.home.web.passages import THINGS, Thing
from turnabout.home.web.public import passages_shown


class Passage(Editing):
    """One thing to write. What was left as it stood of itself is not stored, so it goes on following the rules."""

    permission = may_edit
    template = "home/passage.jinja"

    def find(self) -> Cohort | None:
        if self.kwargs["passage"] not in THINGS:
            raise Http404
        self.form_class = self.what.form  # type: ignore[misc]
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    @property
    def what(self) -> Thing:
        return THINGS[self.kwargs["passage"]]

    def stands(self) -> dict[str, str]:
        cohort: Any = queries.find_cohort(self.by, self.thing.pk)
        return queries.passages(cohort).get(self.what.code, {})

    def form_arguments(self) -> dict[str, Any]:
        return {"cohort": self.thing, "initial": {**self.what.defaults(self.thing), **self.stands()}}

    def context(self) -> dict[str, Any]:
        return {"what": self.what}

    def look(self, form: Any) -> dict[str, Any]:
        passages = queries.passages(self.thing) | {self.what.code: self._own(form)}
        shown: dict[str, Any] = passages_shown(self.thing, passages)
        if self.what.code.startswith("pack-"):
            shown["document"] = pack(self.thing, self.what.code.removeprefix("pack-"), passages)
        if self.what.code == "short":
            shown["short"] = short_text(facts(self.thing, passages, self.now))
        return shown

    def write(self, form: Any, seen: str | None) -> str:
        actions.change_passage(
            cohort=self.thing, thing=self.what.code, values=self._own(form), seen=seen, by=self.by, now=self.now
        )
        if self.what.code.startswith("pack-"):
            return reverse("home:pack_preview", args=[self.thing.pk, self.what.code.removeprefix("pack-")])
        if self.what.code == "short":
            return reverse("home:kit", args=[self.thing.pk])
        return reverse("home:preview", args=[self.thing.pk]) + f"#{self.what.place}"

    def _own(self, form: Any) -> dict[str, str]:
        ours = {name: _plain(value) for name, value in self.what.defaults(self.thing).items()}
        return {name: value for name, value in form.values().items() if _plain(value) != ours.get(name, "")}


class PassagesOf(Page):
    """Everything that can be written for the public pages, and whether it was."""

    permission = may_preview
    template = "home/passages.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        written = queries.passages(self.thing)
        return {"things": [(one, bool(written.get(one.code))) for one in THINGS.values()]}


def _plain(value: str) -> str:
    """The words without the line ends that a browser gives them."""
    return value.replace("\r\n", "\n").strip()
