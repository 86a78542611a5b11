"""A participant's own sessions: what is booked, what is to choose, and giving a place back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.foundation.design.pages import FormPage, Page
from turnabout.selection.models import Participation
from turnabout.selection.queries import find_participation
from turnabout.training import actions, queries
from turnabout.training.line_words import in_line, ordinal
from turnabout.training.messages import title_for
from turnabout.training.models import Booking, Waiting
from turnabout.training.permissions import may_cancel_booking, may_leave_line, may_see_mine
from turnabout.training.queries import Choice, Offer
from turnabout.training.web.forms import ChooseForm, PressForm
from turnabout.training.web.presenters import state_of


class _Own:
    """A page about one's own participation."""

    by: Any
    now: Any
    kwargs: dict[str, Any]

    def find(self) -> Participation | None:
        return find_participation(self.by, self.kwargs["participation"], self.now)


class Mine(_Own, Page):
    """Every choice with what is booked; the next thing to choose comes first."""

    permission = may_see_mine
    template = "training/mine.jinja"

    def context(self) -> dict[str, Any]:
        choices = queries.sessions_for(self.by, self.thing, self.now)
        return {
            "choices": [(one, state_of(one, self.thing.alumnus_exempt)) for one in choices],
            "in_line": in_line,
        }


class Choose(_Own, FormPage):
    """One of the sessions of a choice, booked or changed."""

    permission = may_see_mine
    template = "training/choose.jinja"
    form_class = ChooseForm

    def form_arguments(self) -> dict[str, Any]:
        choice = self._choice()
        own = choice.booking.session_id if choice.booking else None
        offers = [one for one in choice.upcoming if not one.full or one.session.pk == own]
        return {"choice": choice, "offers": offers}

    def context(self) -> dict[str, Any]:
        choice = self._choice()
        own = choice.booking.session_id if choice.booking else None
        open_now = choice.upcoming
        return {
            "choice": choice,
            "calendar_title": title_for(self.by, choice.offers[0].session),
            "full": [one for one in open_now if one.full and one.session.pk != own],
            "possible": any(not one.full and one.session.pk != own for one in open_now) and not choice.done,
        }

    def act(self, form: ChooseForm) -> str:
        offers = {str(one.session.pk): one.session for one in self._choice().offers}
        session = offers[form.cleaned_data["session"]]
        actions.book(session=session, participation=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You are booked. An invitation for your calendar is on its way."))
        return reverse("training:mine", args=[self.thing.pk])

    def _choice(self) -> Choice:
        for choice in queries.sessions_for(self.by, self.thing, self.now):
            if choice.group == self.kwargs["group"]:
                return choice
        raise Http404


class Cancel(FormPage):
    """Giving a place back."""

    permission = may_cancel_booking
    template = "training/cancel.jinja"
    form_class = PressForm
    thing: Booking

    def find(self) -> Booking | None:
        return queries.my_booking(self.by, self.kwargs["participation"], self.kwargs["booking"])

    def act(self, form: PressForm) -> str:
        actions.cancel_booking(booking=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("Your booking is cancelled. You can choose another date."))
        return reverse("training:mine", args=[self.thing.participation_id])


class JoinLine(_Own, FormPage):
    """Standing in line for a session that is full."""

    permission = may_see_mine
    template = "training/join_line.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        choice, offer = self._offer()
        return {"choice": choice, "offer": offer, "in_line": ordinal(offer.waiting + 1)}

    def act(self, form: PressForm) -> str:
        session = self._offer()[1].session
        actions.join_line(session=session, participation=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You are on the waiting list. If a place becomes free, you are booked."))
        return reverse("training:mine", args=[self.thing.pk])

    def _offer(self) -> tuple[Choice, Offer]:
        for choice in queries.sessions_for(self.by, self.thing, self.now):
            for offer in choice.upcoming:
                if offer.session.pk == self.kwargs["session"]:
                    return choice, offer
        raise Http404


class LeaveLine(FormPage):
    """Standing in line no longer."""

    permission = may_leave_line
    template = "training/leave_line.jinja"
    form_class = PressForm
    thing: Waiting

    def find(self) -> Waiting | None:
        return queries.my_waiting(self.by, self.kwargs["participation"], self.kwargs["waiting"])

    def act(self, form: PressForm) -> str:
        actions.leave_line(waiting=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("You are no longer on the waiting list."))
        return reverse("training:mine", args=[self.thing.participation_id])
