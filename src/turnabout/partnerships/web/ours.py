"""What the two people of a pair see: their meetings, their agreement, and how to end it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.ids import new_id
from turnabout.partnerships import actions, agreement, permissions, queries
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.partnerships.web import presenters
from turnabout.partnerships.web.forms import CancelForm, ProposeForm, SignForm
from turnabout.selection.partners import Told


class _OfPair:
    """A page about one of the viewer's own pairs."""

    by: Any
    kwargs: dict[str, Any]

    def find(self) -> Partnership | None:
        return queries.find(self.by, self.kwargs["partnership"])


class Pair(_OfPair, Page):
    """Our pair: six marks, what comes next, what both signed."""

    permission = permissions.may_see
    template = "partnerships/pair.jinja"

    def context(self) -> dict[str, Any]:
        return shown(self.thing, self.by, self.now, queries.told_of_partner(self.by, self.thing))


def shown(partnership: Partnership, by: Any, now: datetime, told: Told | None) -> dict[str, Any]:
    """What a pair's page shows to `by`, one of the two; `told` is what they are told of the other."""
    meetings = queries.meetings(by, partnership)
    return {
        "role": partnership.role_of(by),
        "partner": partnership.partner_of(by),
        "theirs": partnership.part_of_partner(by),
        "told": told,
        "marks": presenters.marks(meetings),
        "planned": partnership.cohort.policies["meetings_planned"],
        "deeds": presenters.DEEDS,
        "rows": presenters.rows(meetings, by, now),
        "may_propose": permissions.may_propose_meeting(by, partnership, now),
        "may_sign": permissions.may_sign(by, partnership, now),
        "may_end": permissions.may_end(by, partnership, now),
        "signatures": queries.signatures(by, partnership),
        "idempotency_key": new_id(),
    }


class Agreement(_OfPair, Page):
    """The agreement: the copy that one signed, else the words in force."""

    permission = permissions.may_see
    template = "partnerships/agreement.jinja"

    def context(self) -> dict[str, Any]:
        copy = queries.signed_copy(self.by, self.thing)
        may_sign = permissions.may_sign(self.by, self.thing, self.now)
        in_force = copy is None or may_sign
        return {
            "signed_at": copy[0].signed_at if copy else None,
            "clauses": agreement.clauses(self.thing.cohort) if in_force or copy is None else agreement.parts(copy[1]),
            "may_sign": may_sign,
        }


class Sign(_OfPair, FormPage):
    """The second of two steps: read it, then sign it."""

    permission = permissions.may_sign
    template = "partnerships/sign.jinja"
    form_class = SignForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"read": agreement.digest(self.thing.cohort)}}

    def context(self) -> dict[str, Any]:
        return {"partner": self.thing.partner_of(self.by), "version": agreement.VERSION}

    def act(self, form: SignForm) -> str:
        signed = actions.sign(partnership=self.thing, read=form.cleaned_data["read"], by=self.by, now=self.now)
        if signed.status == "active":
            words = _("You have both signed. Meetings can be booked now.")
        else:
            words = _("You have signed. Once %(name)s has signed too, meetings can be booked.") % {
                "name": signed.partner_of(self.by).name
            }
        messages.success(self.request, words)
        return reverse("partnerships:pair", args=[self.thing.pk])


class Propose(_OfPair, FormPage):
    """The reverse mentee proposes an hour."""

    permission = permissions.may_propose_meeting
    template = "partnerships/propose.jinja"
    form_class = ProposeForm

    def context(self) -> dict[str, Any]:
        return {"partner": self.thing.partner_of(self.by)}

    def act(self, form: ProposeForm) -> str:
        given = {name: form.cleaned_data[name] for name in ("starts_at", "mode", "place")}
        actions.propose_meeting(partnership=self.thing, by=self.by, now=self.now, **given)
        words = _("Sent. %(name)s says whether it suits, and you both hear.")
        messages.success(self.request, words % {"name": self.thing.partner_of(self.by).name})
        return reverse("partnerships:pair", args=[self.thing.pk])


class End(_OfPair, FormPage):
    """Either ends it, with no reason and no fault."""

    permission = permissions.may_end
    template = "partnerships/end.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        return {"partner": self.thing.partner_of(self.by), "planned": queries.to_come(self.by, self.thing, self.now)}

    def act(self, form: Form) -> str:
        actions.end(partnership=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("Your meetings have ended. Nobody is asked why."))
        return reverse("partnerships:pair", args=[self.thing.pk])


class _OfMeeting(FormPage):
    """One deed about one meeting, and back to the pair."""

    template = "partnerships/meeting.jinja"
    form_class = Form
    thing: Meeting
    deed: ClassVar[str]

    def find(self) -> Meeting | None:
        return queries.find_meeting(self.by, self.kwargs["meeting"])

    def context(self) -> dict[str, Any]:
        return {"partner": self.thing.partnership.partner_of(self.by), "words": presenters.DEEDS[self.deed]}

    def back(self, words: str) -> str:
        """Say that it is done, and lead to the pair's page."""
        messages.success(self.request, words)
        return reverse("partnerships:pair", args=[self.thing.partnership_id])


class Accept(_OfMeeting):
    """The reverse mentor says that the date suits."""

    permission = permissions.may_accept_meeting
    deed = "accept"

    def act(self, form: Form) -> str:
        actions.accept_meeting(meeting=self.thing, by=self.by, now=self.now)
        return self.back(_("It is in both diaries: an invitation is on its way to each of you."))


class Decline(_OfMeeting):
    """The reverse mentor asks for another time."""

    permission = permissions.may_decline_meeting
    deed = "decline"

    def act(self, form: Form) -> str:
        actions.decline_meeting(meeting=self.thing, by=self.by, now=self.now)
        return self.back(_("We have asked for another time. No reason was given."))


class Held(_OfMeeting):
    """Either says that the meeting took place."""

    permission = permissions.may_mark_held
    deed = "held"

    def act(self, form: Form) -> str:
        actions.mark_held(meeting=self.thing, by=self.by, now=self.now)
        return self.back(_("Marked as held. What you talked about stays between you."))


class Missed(_OfMeeting):
    """Either says that the meeting did not take place; nobody is named for it."""

    permission = permissions.may_mark_missed
    deed = "missed"

    def act(self, form: Form) -> str:
        actions.mark_missed(meeting=self.thing, by=self.by, now=self.now)
        return self.back(_("Marked as not held. The reverse mentee can propose another date."))


class Cancel(_OfMeeting):
    """Either cancels, with a reason from the list."""

    permission = permissions.may_cancel_meeting
    deed = "cancel"
    form_class = CancelForm

    def act(self, form: CancelForm) -> str:
        actions.cancel_meeting(meeting=self.thing, reason=form.cleaned_data["reason"], by=self.by, now=self.now)
        return self.back(_("Cancelled, and taken out of both diaries."))
