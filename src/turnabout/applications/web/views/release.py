"""The applicant's own pages about their manager: how far it is, what would be sent, and the press that sends it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.hours import asked_by
from turnabout.applications.links import address_of
from turnabout.applications.managers import neutral_contact, neutral_title, who_releases
from turnabout.applications.models import Release
from turnabout.applications.permissions import may_ask, may_stop_asking, may_view_release
from turnabout.applications.reminding import over_at
from turnabout.applications.web.release_forms import ROLE, TIME, AnswerForm, AskForm
from turnabout.applications.web.release_words import my_words
from turnabout.applications.wordings import ASK_MANAGER_NOW, ASK_MANAGER_WORDS
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.mail.types import KINDS

HIDDEN_PART = "…"
"""What stands in a preview where the secret of the link will stand."""


class _Own:
    """A page about the release of the viewer's own application."""

    thing: Release

    def find(self) -> Release | None:
        return queries.find_own_release(self.by, self.kwargs["pk"])  # type: ignore[attr-defined]

    def standing(self) -> str:
        return reverse("applications:release", args=[self.thing.application_id])


class MyRelease(_Own, Page):
    """How far it is, what happens next and when."""

    permission = may_view_release
    template = "applications/release.jinja"

    def context(self) -> dict[str, Any]:
        mine = queries.my_release(self.by, self.thing, self.now)
        return {"mine": mine, "words": my_words(mine, self.now) if mine else {}}


class Preview(_Own, Page):
    """The page behind the link, as the manager sees it; nothing on it can be pressed."""

    permission = may_view_release
    template = "applications/manager.jinja"

    def context(self) -> dict[str, Any]:
        seen = as_they_will(self.thing, self.by, self.now, self.request.GET.get("told", ""))
        return {**managers_page(seen), "form": AnswerForm(who=seen.application.person.name), "preview": True}


class Ask(_Own, FormPage):
    """The letter and the page word for word, then the press that has them sent."""

    permission = may_ask
    template = "applications/ask_manager.jinja"
    form_class = AskForm

    def form_arguments(self) -> dict[str, Any]:
        application = self.thing.application
        initial = {
            "name": self.thing.to_name or application.manager_name,
            "email": self.thing.to_email or application.manager_email,
            "told": self._told(),
        }
        return {"initial": initial, "who": who_releases(application)}

    def context(self) -> dict[str, Any]:
        seen = as_they_will(self.thing, self.by, self.now, self._told())
        to = KINDS["applications.ask_manager"].audience(seen)
        link = unquote(address_of(HIDDEN_PART))
        subject, body = KINDS["applications.ask_manager"].words(seen, next(iter(to)), link=link)
        return {
            **managers_page(seen),
            "who": who_releases(seen.application),
            "subject": subject,
            "body": body.replace(f"<{link}>", link),
            "answer_form": AnswerForm(who=seen.application.person.name, prefix="preview"),
            "told_more": self._told(),
            "agreed": ASK_MANAGER_WORDS[ASK_MANAGER_NOW],
        }

    def act(self, form: AskForm) -> str:
        given = form.cleaned_data
        release, _token = actions.ask_manager(
            application=self.thing.application,
            email=given["email"],
            name=given["name"],
            show_role=given["told"] == ROLE,
            hide_days=given["told"] == TIME,
            by=self.by,
            now=self.now,
        )
        told = _("A letter with the link is on its way to %(email)s.")
        messages.success(self.request, told % {"email": release.to_email})
        return self.standing()

    def _told(self) -> str:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return told if (told := given.get("told", "")) in (ROLE, TIME) else ""


class StopAsking(_Own, FormPage):
    """The link that was sent stops working."""

    permission = may_stop_asking
    template = "applications/stop_asking.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.stop_asking(release=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The request is stopped. The link no longer works."))
        return self.standing()


def as_they_will(release: Release, by: Any, now: Any, told: str) -> Release:
    """What would be sent now, as a release that is never saved."""
    application = release.application
    return Release(
        application=application,
        to_name=release.to_name or application.manager_name,
        to_email=release.to_email or application.manager_email,
        show_role=told == ROLE,
        hide_days=told == TIME,
        asked_by=by.pk,
        until=over_at(now, application.cohort),
    )


def managers_page(release: Release) -> dict[str, Any]:
    """Everything that the page behind a manager's link knows; nothing else of the application reaches its template."""
    application = release.application
    who = who_releases(application)
    return {
        "name": application.person.name,
        "programme": neutral_title(application.cohort),
        "host": application.cohort.programme.host.name,
        "role": application.get_role_display() if release.show_role else "",
        "asked": asked_by(release),
        "told": who.told,
        "time": who.time,
        "until": release.until,
        "reach": neutral_contact(application.cohort),
        "preview": False,
    }
