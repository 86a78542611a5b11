"""What somebody needs at a session, on the screen: for themself, and for whoever sees to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.forms import DateField, Form, with_privacy, with_reveals
from turnabout.foundation.design.pages import FormPage
from turnabout.training import actions, queries
from turnabout.training.models import Arrangement, Booking
from turnabout.training.permissions import may_confirm_needs, may_settle
from turnabout.training.web.presenters import NEEDS


class NeedsForm(Form):
    """What somebody needs at one session; a need, never a reason."""

    needs = with_privacy(
        forms.MultipleChoiceField(
            label=gettext_lazy("What do you need at this session?"),
            choices=list(NEEDS.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=gettext_lazy("Take a tick away if you do not need it this time. You need not say why."),
        ),
        gettext_lazy(
            "The trainers of this session; the co-ordinators too, for peer support and action learning without your "
            "name. Never your manager or your partner."
        ),
    )


class SettleForm(Form):
    """Whether something is in place, or what was offered instead."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Is it in place?"),
        choices=[
            ("in_place", gettext_lazy("Yes, it is in place")),
            ("not_possible", gettext_lazy("It is not possible")),
        ],
        widget=forms.RadioSelect,
    )
    instead = with_privacy(
        forms.CharField(
            label=gettext_lazy("What did you offer instead?"),
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy("What was offered, never a reason why somebody needs it."),
        ),
        gettext_lazy("The person, the co-ordinators and the trainers of this session."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_reveals(self.fields["outcome"], {"not_possible": "instead"})


class HandOverForm(Form):
    """Who sees to it, and by which day."""

    owner = forms.ChoiceField(label=gettext_lazy("Who sees to it?"), widget=forms.RadioSelect)
    due_on = DateField(label=gettext_lazy("By which day?"), help_text=gettext_lazy("For example, 6 2 2024"))

    def __init__(self, *args: Any, people: Iterable[Person], row: Arrangement, **kwargs: Any) -> None:
        kwargs["initial"] = {"owner": str(row.owner_id or ""), "due_on": row.due_on}
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["owner"].choices = [(id, one.name) for id, one in self.people.items()]  # type: ignore[attr-defined]


class MyNeeds(FormPage):
    """Whether what somebody needs is still right for one session."""

    permission = may_confirm_needs
    template = "training/my_needs.jinja"
    form_class = NeedsForm
    thing: Booking

    def find(self) -> Booking | None:
        return queries.my_booking(self.by, self.kwargs["participation"], self.kwargs["booking"])

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"needs": [one.need for one in queries.my_arrangements(self.by, self.thing)]}}

    def context(self) -> dict[str, Any]:
        return {"arranged": queries.my_arrangements(self.by, self.thing), "needs": NEEDS}

    def act(self, form: NeedsForm) -> str:
        actions.confirm_needs(booking=self.thing, codes=form.cleaned_data["needs"], by=self.by, now=self.now)
        messages.success(self.request, _("Thank you. We arrange this for the session."))
        return reverse("training:mine", args=[self.thing.participation_id])


class _OfArrangement:
    """A page about one thing that is arranged."""

    by: Any
    now: Any
    thing: Arrangement
    kwargs: dict[str, Any]

    def find(self) -> Arrangement | None:
        where = (self.kwargs["cohort"], self.kwargs["session"], self.kwargs["arrangement"])
        return queries.find_arrangement(self.by, *where, self.now)

    def context(self) -> dict[str, Any]:
        found = queries.read_arrangement(self.by, self.thing)
        return {"need": NEEDS.get(found.need, found.need), "instead": found.instead}


class Settle(_OfArrangement, FormPage):
    """Whether it is in place."""

    permission = may_settle
    template = "training/settle.jinja"
    form_class = SettleForm

    def act(self, form: SettleForm) -> str:
        given = form.cleaned_data
        in_place = given["outcome"] == "in_place"
        actions.settle(arrangement=self.thing, in_place=in_place, instead=given["instead"], by=self.by, now=self.now)
        messages.success(self.request, _("It is noted."))
        return reverse("training:session", args=[self.thing.session.cohort_id, self.thing.session_id])


class HandOver(_OfArrangement, FormPage):
    """Who sees to it, and by when."""

    permission = may_settle
    template = "training/hand_over.jinja"
    form_class = HandOverForm

    def form_arguments(self) -> dict[str, Any]:
        return {"people": queries.who_may_own(self.by, self.thing, self.now), "row": self.thing}

    def act(self, form: HandOverForm) -> str:
        given = form.cleaned_data
        actions.hand_over(
            arrangement=self.thing, owner=form.people[given["owner"]], due_on=given["due_on"], by=self.by, now=self.now
        )
        messages.success(self.request, _("It is noted. Tell them yourself: no message names a need."))
        return reverse("training:session", args=[self.thing.session.cohort_id, self.thing.session_id])
