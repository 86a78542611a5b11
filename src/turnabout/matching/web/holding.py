"""Keeping people out of rounds for now, and letting them in again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.applications.cases import is_apart, not_for
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form, with_privacy
from turnabout.foundation.design.pages import FormPage
from turnabout.matching import actions, queries
from turnabout.matching.models import HOLDS, Hold
from turnabout.matching.permissions import may_hold, may_let_in, may_see_rounds
from turnabout.matching.web.views import list_for
from turnabout.selection.models import Participation
from turnabout.selection.queries import find_participation, participations


class KindForm(Form):
    kind = with_privacy(
        forms.ChoiceField(
            label=lazy("What do they wait for?"),
            choices=HOLDS,
            widget=forms.RadioSelect,
            error_messages={"required": lazy("Choose what they wait for")},
        ),
        lazy(
            "The co-ordinators of this cohort, and the independent contact for a leader of theirs. The person is not "
            "told, and nothing of the matter itself is kept."
        ),
    )


class HoldForm(KindForm):
    who = forms.ChoiceField(label=lazy("Who has to wait?"), error_messages={"required": lazy("Choose a person")})
    field_order = ["who", "kind"]

    def __init__(self, *args: Any, people: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.person.name}, {one.get_role_display()}") for one in people]
        self.fields["who"].choices = [("", lazy("Choose a person")), *choices]  # type: ignore[attr-defined]


class Holds(FormPage):
    """Who is kept out of rounds, and keeping somebody out."""

    permission = may_see_rounds
    template = "matching/holds.jinja"
    form_class = HoldForm

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])

    def form_arguments(self) -> dict[str, Any]:
        return {"people": self._people()}

    def context(self) -> dict[str, Any]:
        return {"holds": queries.holds(self.by, self.thing, self.now)}

    def act(self, form: HoldForm) -> str:
        who = next(one for one in self._people() if str(one.pk) == form.cleaned_data["who"])
        actions.hold_back(participation=who, kind=form.cleaned_data["kind"], by=self.by, now=self.now)
        messages.success(self.request, _("%(name)s is kept out of rounds for now.") % {"name": who.person.name})
        return reverse("matching:holds", args=[self.thing.pk])

    def _people(self) -> list[Participation]:
        """Everybody who takes part, but for a reverse mentee to whom the viewer reports."""
        apart = not_for(self.by, self.thing, self.now)
        found = participations(self.by, self.thing).filter(status="taking_part")
        theirs = [one for one in found if not is_apart(one, apart)]
        return sorted(theirs, key=lambda one: (one.person.name.lower(), str(one.pk)))


class _OfOne(FormPage):
    """A page about one person, and back to where the reader came from."""

    thing: Participation

    def find(self) -> Participation | None:
        return find_participation(self.request.user, self.kwargs["participation"], self.now)

    def context(self) -> dict[str, Any]:
        return {"back": self.back()}

    def back(self) -> str:
        """Everybody who waits, for a co-ordinator; their cases, for the independent contact."""
        return list_for(self.by, self.thing.cohort, self.now, "matching:holds")


class HoldOne(_OfOne):
    """Keeping one person out of rounds."""

    permission = may_hold
    template = "matching/hold.jinja"
    form_class = KindForm

    def act(self, form: KindForm) -> str:
        actions.hold_back(participation=self.thing, kind=form.cleaned_data["kind"], by=self.by, now=self.now)
        messages.success(self.request, _("%(name)s is kept out of rounds for now.") % {"name": self.thing.person.name})
        return self.back()


class LetInForm(Form):
    kind = forms.ChoiceField(
        label=lazy("What is settled?"),
        widget=forms.RadioSelect,
        error_messages={"required": lazy("Choose what is settled")},
    )

    def __init__(self, *args: Any, holds: Iterable[Hold], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.kind, one.get_kind_display()) for one in holds]  # type: ignore[attr-defined]


class LetIn(_OfOne):
    """Let somebody into rounds again."""

    permission = may_let_in
    template = "matching/let_in.jinja"
    form_class = LetInForm

    def form_arguments(self) -> dict[str, Any]:
        return {"holds": queries.holds_on(self.by, self.thing, self.now)}

    def act(self, form: LetInForm) -> str:
        actions.let_in(participation=self.thing, kind=form.cleaned_data["kind"], by=self.by, now=self.now)
        said = _("%(name)s does not wait for that any more.") % {"name": self.thing.person.name}
        messages.success(self.request, said)
        return self.back()
