"""Where the link of whoever an application was entered for leads. Looking uses nothing up."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, experience, queries
from turnabout.applications.permissions import APPLICANTS_LINK, in_time
from turnabout.applications.queries import OPEN, EntryLink
from turnabout.applications.web import entry_forms
from turnabout.applications.web.views.entering import cards_of, may_talk, missing_of
from turnabout.applications.web.views.link import ByLink
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import PUBLIC, Page


class OfEntryLink(ByLink):
    """A page for whoever holds that link."""

    thing: EntryLink | None  # type: ignore[assignment]
    over = "applications/entry_link_over.jinja"

    def find(self) -> EntryLink | None:  # type: ignore[override]
        return queries.entry_by_token(self.kwargs["token"], self.now)

    def context(self) -> dict[str, Any]:
        return {"application": self.thing.application, "token": self.kwargs["token"]} if self.thing else {}


class CheckEntered(OfEntryLink):
    """The answers as they were entered, and three things to do: send it, put something right first, or delete it."""

    template = "applications/check_entered.jinja"

    def find(self) -> EntryLink | None:  # type: ignore[override]
        link = super().find()
        open_link = link is not None and link.state == OPEN
        self.form_class = (  # type: ignore[misc]
            entry_forms.confirm_form(link.application, talk=may_talk(link.application)) if link and open_link else Form
        )
        return link

    def context(self) -> dict[str, Any]:
        if self.thing is None or self.thing.state != OPEN:
            return super().context()
        application = self.thing.application
        return {
            **super().context(),
            "cards": cards_of(application, queries.answers_by_link(self.thing)),
            "left": missing_of(application),
            "still": in_time(application),
            "offered": experience.SECTION in application.sections_done and not application.in_conversation,
        }

    def act(self, form: Any) -> str:
        assert self.thing is not None
        actions.confirm_entered(
            application=self.thing.application,
            token=self.kwargs["token"],
            declarations=form.cleaned_data["declarations"],
            in_conversation=bool(form.cleaned_data.get("in_conversation")),
            by=APPLICANTS_LINK,
            now=self.now,
        )
        return reverse("applications:entry_thanks")


class DeleteEntered(OfEntryLink):
    """It is not from them, or they want it gone."""

    template = "applications/delete_entered.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        assert self.thing is not None
        actions.refuse_entered(
            application=self.thing.application, token=self.kwargs["token"], by=APPLICANTS_LINK, now=self.now
        )
        return reverse("applications:entry_deleted")


class Thanks(Page):
    """Where a confirmation leads: a page for everybody, whose address holds no secret and which names nobody."""

    permission = PUBLIC
    template = "applications/entry_thanks.jinja"

    def context(self) -> dict[str, Any]:
        return {"heading": _("Thank you: your application is sent"), "sent": True}


class Deleted(Thanks):
    def context(self) -> dict[str, Any]:
        return {"heading": _("It is deleted"), "sent": False}
