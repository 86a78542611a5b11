from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.forms import Form, with_hints, with_privacy, with_reveals
from turnabout.selection.letters import faults
from turnabout.selection.models import (
    DECLINE,
    DECLINE_REASONS,
    OTHER_ROLE,
    OTHER_ROUTE,
    OUTCOMES,
    RESERVE,
    ROUTES,
    Verdict,
)
from turnabout.selection.personspec import nameable
from turnabout.selection.placing import has_other_role
from turnabout.selection.queries import ORDERS, STATES, Listed

HINTS = {
    "accept": _("They get a place when the letters go out."),
    "reserve": _("They are told that they are on the reserve list, and not where on it."),
    "decline": _("They are told the reason that you choose."),
    "other_route": _("They are told what else you offer them, and how to take it up."),
}
REASON_WORDS = {
    "capacity": _("There are not enough places this time"),
    "not_eligible": _("Not eligible for this programme"),
    "deferred": _("They asked to wait for the next cohort"),
    "withdrew": _("They told us that they withdraw"),
    "not_yet_shown": _("Something we look for is not yet shown in this application"),
}
"""The reasons as the co-ordinator reads them; the letters say them to the applicant in their own words."""
ROUTE_HINTS = {
    "other_role": _("They can start the other form from their letter until matching begins."),
    "network": _("The letter names no network. Tell them which when they ask."),
}
RANK_WORDS = _("Give the place in the order as a whole number from 1, or leave it empty")
PLURALS = {"mentor": _("Reverse mentors"), "mentee": _("Reverse mentees")}


def rank_field(label: Any, **more: Any) -> forms.IntegerField:
    """A place in the order of the reserve list; may stay empty."""
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), RANK_WORDS)
    return forms.IntegerField(label=label, min_value=1, max_value=999, required=False, error_messages=messages, **more)


class DecideForm(Form):
    """Accept, reserve, decline or another route; `seen` is the mark of the decision that was shown."""

    outcome = with_privacy(
        with_reveals(
            with_hints(
                forms.ChoiceField(
                    label=_("Your decision"),
                    choices=OUTCOMES,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Choose whether to accept, reserve, decline or offer another route")},
                ),
                HINTS,
            ),
            {RESERVE: "rank", DECLINE: "reason", OTHER_ROUTE: "route"},
        ),
        _("The co-ordinators of this cohort. The applicant is told when all letters go out together."),
    )
    rank = rank_field(
        _("Place in the order"),
        help_text=_("1 is asked first. Leave it empty to ask them after those who have a number."),
    )
    reason = with_reveals(
        forms.ChoiceField(
            label=_("Why, in the words of the letter"),
            choices=[(code, REASON_WORDS[code]) for code, _words in DECLINE_REASONS],
            widget=forms.RadioSelect,
            required=False,
            help_text=_("Lived experience is never a reason: nobody is told that theirs is not enough."),
        ),
        {"not_yet_shown": "criterion"},
    )
    criterion = forms.ChoiceField(label=_("What is not yet shown?"), widget=forms.RadioSelect, required=False)
    route = with_hints(
        forms.ChoiceField(label=_("What do you offer them?"), choices=ROUTES, widget=forms.RadioSelect, required=False),
        ROUTE_HINTS,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["criterion"]
        field.choices = [(one.code, one.words) for one in nameable(application.role)]  # type: ignore[attr-defined]
        if not has_other_role(application):
            others = [(code, words) for code, words in ROUTES if code != OTHER_ROLE]
            self.fields["route"].choices = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A decline needs its reason and criterion, another route its route; what another choice left is dropped."""
        given = super().clean() or {}
        outcome = given.get("outcome")
        self._drop(given, outcome == RESERVE, "rank", None)
        self._drop(given, outcome == OTHER_ROUTE, "route", "")
        self._drop(given, outcome == DECLINE, "reason", "")
        self._drop(given, given.get("reason") == "not_yet_shown", "criterion", "")
        self._need(given, outcome == OTHER_ROUTE, "route", _("Choose which other route to offer"))
        self._need(given, outcome == DECLINE, "reason", _("Choose the reason that the applicant is told"))
        shown = given.get("reason") == "not_yet_shown"
        self._need(given, shown, "criterion", _("Choose which criterion is not yet shown"))
        return given

    def _drop(self, given: dict[str, Any], wanted: bool, name: str, empty: Any) -> None:
        if not wanted:
            given[name] = empty
            if name in self.errors:
                del self.errors[name]

    def _need(self, given: dict[str, Any], wanted: bool, name: str, words: Any) -> None:
        if wanted and not given.get(name) and name not in self.errors:
            self.add_error(name, words)


class ChoiceForm(Form):
    """Which applications the shortlist shows, and in which order: part of the page's address."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, *args: Any, listed: Listed, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = listed.everybody
        known = {code: words for code, words in PLURALS.items() if code in listed.roles}
        others = {code: _("Either role") for code in listed.roles if code not in PLURALS}
        self._offer("role", [("", _("Everybody"), everybody)], [*known.items(), *others.items()], listed.roles)
        self._offer("state", [("", _("Any"), everybody)], [one[:2] for one in STATES], listed.states)
        self.fields["organisation"].choices = [("", _("Any")), *organisations]  # type: ignore[attr-defined]
        self.fields["order"].choices = list(ORDERS)  # type: ignore[attr-defined]

    def _offer(
        self, name: str, first: list[tuple[str, Any, int]], others: Iterable[tuple[str, Any]], many: Mapping[str, int]
    ) -> None:
        every = [*first, *((code, words, many.get(code, 0)) for code, words in others)]
        choices = [(code, f"{words} ({n})") for code, words, n in every if n or not code]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def sound(given: Mapping[str, str], organisations: list[tuple[str, str]]) -> dict[str, str]:
        """What of an address makes sense; the rest counts as empty."""
        known: dict[str, set[str]] = {
            "role": {*PLURALS, "either"},
            "organisation": {code for code, _name in organisations},
            "state": {code for code, _words, _which in STATES},
            "order": {code for code, _words in ORDERS},
        }
        return {name: given.get(name, "") if given.get(name, "") in codes else "" for name, codes in known.items()}


class TickedForm(Form):
    """The applications that were ticked, and what to decide on all of them."""

    ticked = forms.CharField(required=False)
    outcome = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """The ids that were ticked, at least one of them."""
        ticked, given = set(), cast("QueryDict", self.data)
        for value in given.getlist("ticked"):
            try:
                ticked.add(UUID(value))
            except ValueError:
                continue
        if not ticked:
            raise forms.ValidationError(_("Tick the people you want to decide on, then press again"))
        return {"ticked": ticked, "outcome": given.get("outcome", "")}


class LetterForm(Form):
    """The words of one letter."""

    words = with_privacy(
        forms.CharField(
            label=_("The letter, word for word"),
            widget=forms.Textarea(attrs={"rows": 18}),
            required=False,
            strip=False,
            help_text=_("An empty line begins a new paragraph. Keep the line that says whom to ask."),
        ),
        _("The co-ordinators of this cohort, and the applicant once the letters are released."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort

    def clean_words(self) -> str:
        """What cannot go out is said beside the box, with the words still in it."""
        words = str(self.cleaned_data["words"])
        if found := list(faults(words, self.cohort)):
            raise forms.ValidationError(found)
        return words


class OrderForm(Form):
    """A number for everybody on the reserve list."""

    def __init__(self, *args: Any, people: list[Verdict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for verdict in people:
            label = _("Place of %(name)s") % {"name": verdict.application.person.name}
            self.fields[f"rank_{verdict.pk}"] = rank_field(label, initial=verdict.rank)

    def box(self, verdict: Verdict) -> Any:
        """The box of one person; None for somebody whose place is not the viewer's to give."""
        name = f"rank_{verdict.pk}"
        return self[name] if name in self.fields else None

    def ranks(self) -> dict[UUID, int | None]:
        """The numbers by verdict."""
        return {verdict.pk: self.cleaned_data[f"rank_{verdict.pk}"] for verdict in self.people}


class PressForm(Form):
    """A deed behind one button: nothing to fill in."""
