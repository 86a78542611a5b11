"""Naming, writing to and hearing from the sponsor, the data-protection officer and the key holders."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import actions, queries, readiness
from turnabout.cohorts.independence import may_approve_alone
from turnabout.cohorts.messages import KINDS
from turnabout.cohorts.models import Cohort, Role
from turnabout.cohorts.permissions import (
    may_ask,
    may_edit,
    may_record,
    may_see_asked,
    may_take_back,
    may_view_plan,
)
from turnabout.cohorts.web import forms
from turnabout.cohorts.web.asking import ASKINGS, standing_of
from turnabout.foundation.accounts.decisions import YES
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage
from turnabout.foundation.mail.types import KINDS as LETTERS


class NameFor(FormPage):
    """Who is asked for one thing: those who are named, and a form while somebody is wanted."""

    permission = may_edit
    template = "cohorts/name_for.jinja"
    form_class = forms.WhoForm

    def find(self) -> Cohort | None:
        if self.kwargs["kind"] not in ASKINGS:
            raise Http404
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        asking, cohort = ASKINGS[self.kwargs["kind"]], self.thing
        named = queries.asked_in(self.by, cohort, self.kwargs["kind"], self.now)
        return {
            "asking": asking,
            "named": [standing_of(role, cohort) for role in named],
            "wanted": len(named) < asking.most,
        }

    def act(self, form: Form) -> str:
        given = {"cohort": self.thing, "kind": self.kwargs["kind"], **form.cleaned_data}
        role = actions.appoint(**given, by=self.by, now=self.now)
        return reverse("cohorts:letter", args=[role.pk])


class OfRole(FormPage):
    """A page about one named person, for the cohort's co-ordinators."""

    form_class = Form
    thing: Role

    def find(self) -> Role | None:
        return queries.find_role(self.by, self.kwargs["role"], self.now)

    def context(self) -> dict[str, Any]:
        return {"asking": ASKINGS[self.thing.kind], "cohort": self.thing.cohort, "back": self.back()}

    def back(self) -> str:
        return reverse("cohorts:first_steps", args=[self.thing.cohort_id])


class Letter(OfRole):
    """The letter as its reader will see it, and the button that sends it."""

    permission = may_ask
    template = "cohorts/letter.jinja"

    def context(self) -> dict[str, Any]:
        role = self.thing
        subject, body = LETTERS[KINDS[role.kind]].words(role, role.person)
        return {
            **super().context(),
            "subject": subject,
            "body": body,
            "standing": standing_of(role, role.cohort),
            "sent": getattr(getattr(role, "undertaking", None), "asked_at", None),
            "given": readiness.has_given(role, role.cohort),
            "may_record": may_record(self.by, role, self.now),
            "may_take_back": may_take_back(self.by, role, self.now),
        }

    def act(self, form: Form) -> str:
        actions.ask(role=self.thing, by=self.by, now=self.now)
        said = _("The letter to %(name)s is on its way.") % {"name": self.thing.person.name}
        messages.success(self.request, said)
        return self.back()


class Record(OfRole):
    """Somebody said yes on paper or in a meeting, and the co-ordinator records it."""

    permission = may_record
    template = "cohorts/record.jinja"

    def act(self, form: Form) -> str:
        actions.record_undertaking(role=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("It is recorded, with your name and the day."))
        return self.back()


class TakeBack(OfRole):
    """Take back what was said; for whoever said it, and for a co-ordinator who recorded it."""

    permission = may_take_back
    template = "cohorts/take_back.jinja"

    def find(self) -> Role | None:
        return super().find() or queries.find_asked(self.by, self.kwargs["role"], self.now)

    def back(self) -> str:
        if may_view_plan(self.by, self.thing.cohort, self.now):
            return super().back()
        return reverse("cohorts:asked", args=[self.thing.pk])

    def act(self, form: Form) -> str:
        actions.take_back(role=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("It is taken back."))
        return self.back()


class Asked(FormPage):
    """What somebody is asked to take on, and their yes. They come here from their letter, and sign in by a code."""

    permission = may_see_asked
    template = "cohorts/asked.jinja"
    form_class = Form
    thing: Role

    def find(self) -> Role | None:
        return queries.find_asked(self.by, self.kwargs["role"], self.now)

    def context(self) -> dict[str, Any]:
        role = self.thing
        return {
            "asking": ASKINGS[role.kind],
            "cohort": role.cohort,
            "given": readiness.has_given(role, role.cohort),
            "may_take_back": may_take_back(self.by, role, self.now),
            "alone": may_approve_alone(role.person, role.cohort, self.now) if role.kind == "sponsor" else YES,
        }

    def act(self, form: Form) -> str:
        actions.undertake(role=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("Thank you. The programme office sees it at once."))
        return self.request.path
