"""The two pages of an offer: what I offer to talk about, and for each thing of it who may know, and when.

The second page carries the first one's answers along, so that nothing is kept anywhere before the consent at its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.applications import sharing
from turnabout.applications.sharing import NOBODY, OWN_WORDS, TIER_WORDS, TIERS, Choices
from turnabout.applications.topics import words_of
from turnabout.applications.wordings import EXPERIENCE, EXPERIENCE_NOW
from turnabout.foundation.design.forms import Form, with_reveals


class WhoForm(Form):
    """For each thing on offer a row of plain choices, none of them ticked for anybody, and the consent to it all."""

    rows: Sequence[str]

    def tiers(self) -> dict[str, str]:
        """Who may know each topic, by its code."""
        return {code: self.cleaned_data[f"who_{code}"] for code in self.rows if code != OWN_WORDS}

    def quietly(self) -> list[str]:
        """The topics that are told to nobody and may be used all the same."""
        return [code for code, tier in self.tiers().items() if tier == NOBODY and self.cleaned_data[f"use_{code}"]]

    def words_for(self) -> str:
        """Who may read the own words."""
        return str(self.cleaned_data.get(f"who_{OWN_WORDS}") or sharing.COORDINATOR)


def who_form(given: Mapping[str, Any]) -> type[WhoForm]:
    """The second page's form for what the first page was `given`: "topics" and "topics_words"."""
    rows = [*sharing.ordered(given["topics"]), *([OWN_WORDS] if given["topics_words"] else [])]
    fields: dict[str, Any] = {}
    for code in rows:
        fields |= _row(code)
    fields["consent"] = forms.BooleanField(
        label=EXPERIENCE[EXPERIENCE_NOW],
        error_messages={"required": gettext_lazy("Tick to agree, or go back: without it nothing is kept")},
    )
    return type("WhoForm", (WhoForm,), {**fields, "rows": rows})


def who_initial(choices: Choices | None) -> dict[str, Any]:
    """The second page as it was left; a topic that was never offered has no choice made for it."""
    if choices is None:
        return {}
    chosen = {f"who_{code}": tier for code, tier in choices.tiers.items()}
    return chosen | {f"use_{code}": True for code in choices.quiet}


def _row(code: str) -> dict[str, forms.Field]:
    label = _("My own words") if code == OWN_WORDS else words_of([code])[0]
    offered = TIERS[1:] if code == OWN_WORDS else TIERS
    who = forms.ChoiceField(
        label=label,
        choices=[(tier, TIER_WORDS[tier]) for tier in offered],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may know about “%(what)s”") % {"what": label}},
    )
    if code == OWN_WORDS:
        return {f"who_{code}": who}
    use = forms.BooleanField(
        label=gettext_lazy("Use it to find somebody for me, and tell nobody"),
        required=False,
        help_text=gettext_lazy(
            "The co-ordinator then sees how well you fit somebody, as one number, and never why. Whom you are paired "
            "with may still give it away."
        ),
    )
    return {f"who_{code}": with_reveals(who, {NOBODY: f"use_{code}"}), f"use_{code}": use}
