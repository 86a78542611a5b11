"""Registers on the screen: the list, the code on the wall, and "I am here"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from turnabout.foundation.design.forms import Form, side_by_side
from turnabout.foundation.design.pages import FormPage
from turnabout.selection.models import Participation
from turnabout.selection.queries import find_participation
from turnabout.training import actions, queries
from turnabout.training.codes import CLOSES, OPENS, code_of
from turnabout.training.marks import CAME, MARKS, PRESENT
from turnabout.training.models import Session
from turnabout.training.permissions import Wish, may_come, may_mark, may_show_code
from turnabout.training.queries import Row
from turnabout.training.web.forms import PressForm


class RegisterForm(Form):
    """Who came: one tap for each person with a booking, and people who came without one."""

    others = forms.MultipleChoiceField(
        label=gettext_lazy("Who came without a booking?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("If they are booked on another date, that booking is cancelled."),
    )

    def __init__(self, *args: Any, rows: Iterable[Row], **kwargs: Any) -> None:
        rows = list(rows)
        super().__init__(*args, **kwargs)
        self.booked = [row for row in rows if row.booking is not None]
        others = self.fields.pop("others")
        for row in self.booked:
            name = row.participation.person.name
            by_code = row.booking is not None and row.booking.by_code
            field = side_by_side(
                forms.ChoiceField(
                    label=_("%(name)s (by code)") % {"name": name} if by_code else name,
                    choices=MARKS,
                    required=False,
                    widget=forms.RadioSelect,
                )
            )
            self.fields[name_of(row)] = field
            self.initial[name_of(row)] = _mark_of(row)
        if choices := [(str(row.participation.pk), row.participation.person.name) for row in rows if not row.booking]:
            others.choices = choices  # type: ignore[attr-defined]
            self.fields["others"] = others

    def marks(self) -> dict[str, str]:
        """What was chosen, by participation: a mark for whoever has one."""
        given = {str(row.participation.pk): self.cleaned_data[name_of(row)] for row in self.booked}
        return {one: mark for one, mark in given.items() if mark}


def name_of(row: Row) -> str:
    """The name of somebody's field on the register."""
    return f"of_{row.participation.pk}"


def _mark_of(row: Row) -> str:
    """What stands; nothing beforehand, because whoever is marked as there can be paired."""
    booking = row.booking
    if booking is None or booking.mark:
        return booking.mark if booking is not None else ""
    return CAME if booking.status == "attended" else ""


class CodeForm(Form):
    """The digits on the wall."""

    code = forms.CharField(
        label=gettext_lazy("What is the code in the room?"),
        max_length=20,
        help_text=gettext_lazy("Six digits. The trainer shows them, in the room or on the screen."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 10}),
        error_messages={"required": gettext_lazy("Enter the six digits of the code")},
    )


class _OfSession:
    """A page about one session of a cohort that the viewer keeps."""

    by: Any
    now: Any
    kwargs: dict[str, Any]

    def find(self) -> Session | None:
        return queries.find_session(self.by, self.kwargs["cohort"], self.kwargs["session"], self.now)


class Register(_OfSession, FormPage):
    """Who came; can be corrected later."""

    permission = may_mark
    template = "training/register.jinja"
    form_class = RegisterForm

    def form_arguments(self) -> dict[str, Any]:
        return {"rows": queries.register(self.by, self.thing, self.now)}

    def act(self, form: RegisterForm) -> str:
        marks, came = form.marks(), set(form.cleaned_data.get("others", ()))
        came |= {one for one, mark in marks.items() if mark in dict(PRESENT)}
        rows = queries.register(self.by, self.thing, self.now)
        people = {str(row.participation.pk): row.participation for row in rows}
        actions.mark_register(
            session=self.thing,
            attended=[one for id, one in people.items() if id in came],
            absent=[one for id, one in people.items() if id in marks and id not in came],
            marks={one.pk: marks[id] for id, one in people.items() if id in marks},
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("The register is kept. You can correct it here at any time."))
        return reverse("training:session", args=[self.thing.cohort_id, self.thing.pk])


class Code(_OfSession, FormPage):
    """The code of the session, big enough for a wall."""

    permission = may_show_code
    template = "training/code.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        code = code_of(self.thing)
        opens, closes = self.thing.starts_at - OPENS, self.thing.ends_at + CLOSES
        return {"code": f"{code[:3]} {code[3:]}", "opens": opens, "closes": closes}

    def act(self, form: PressForm) -> str:
        actions.renew_code(session=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("There is a new code. The one before works no longer."))
        return reverse("training:code", args=[self.thing.cohort_id, self.thing.pk])


class Here(FormPage):
    """A participant in the room types its code."""

    permission = may_come
    template = "training/here.jinja"
    form_class = CodeForm
    thing: Wish

    def find(self) -> Wish | None:
        mine: Participation | None = find_participation(self.by, self.kwargs["participation"], self.now)
        if mine is None or mine.person_id != self.by.id:
            return None
        for choice in queries.sessions_for(self.by, mine, self.now):
            for offer in choice.offers:
                if offer.session.pk == self.kwargs["session"]:
                    return Wish(offer.session, mine)
        raise Http404

    def act(self, form: CodeForm) -> str:
        session, mine = self.thing
        code = form.cleaned_data["code"]
        typed = actions.come_by_code(session=session, participation=mine, code=code, by=self.by, now=self.now)
        if typed.right:
            messages.success(self.request, _("Thank you. You are marked as there."))
            return reverse("training:mine", args=[mine.pk])
        wrong = ngettext(
            "That is not the code of this session. Look at it again: you have %(n)d more try.",
            "That is not the code of this session. Look at it again: you have %(n)d more tries.",
            typed.left,
        )
        none_left = _("That is not the code of this session. Ask the trainer to mark you on the list.")
        messages.error(self.request, wrong % {"n": typed.left} if typed.left else none_left)
        return reverse("training:here", args=[mine.pk, session.pk])
