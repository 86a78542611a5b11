"""The co-ordinator's pages about managers: how far everybody is, and one release with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import actions, queries
from turnabout.applications.models import COVER, Release
from turnabout.applications.permissions import may_keep_release, may_keep_releases, may_settle_release
from turnabout.applications.statuses import UNSETTLED
from turnabout.applications.web.release_forms import (
    AGAIN,
    ASK,
    COVERED,
    MINE,
    NOT_NEEDED,
    OTHERWISE,
    SPOKEN,
    KeepForm,
)
from turnabout.applications.web.release_words import kept_words
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.mail import wording


class Releases(Page):
    """Everybody who takes part or applies, and how far their manager's release is."""

    permission = may_keep_releases
    template = "applications/releases.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        found = queries.releases(self.by, self.thing, self.now)
        with wording.remembered():
            return {"lines": [(one, kept_words(one, self.now)) for one in found]}


class KeptRelease(FormPage):
    """One release: what the manager answered, what waits, and what happens now."""

    permission = may_keep_release
    template = "applications/kept_release.jinja"
    form_class = KeepForm
    thing: Release

    def find(self) -> Release | None:
        return queries.find_release(self.by, self.kwargs["pk"], self.now)

    def form_arguments(self) -> dict[str, Any]:
        known = self.thing.to_email or self.thing.application.manager_email
        return {"deeds": self._deeds(), "asks": not known}

    def context(self) -> dict[str, Any]:
        answered = self.thing.status in ("supported", "supported_with_conditions", "not_now")
        return {
            "words": kept_words(self.thing, self.now),
            "said": queries.words_of(self.thing, self.by, self.now) if answered else None,
            "deeds": self._deeds(),
            "tasks": self.thing.open_tasks,  # type: ignore[attr-defined]
        }

    def act(self, form: KeepForm) -> str:
        given, keep = form.cleaned_data, {"release": self.thing, "by": self.by, "now": self.now}
        deeds: dict[str, Callable[[], Any]] = {
            SPOKEN: lambda: actions.note_talk(**keep),
            ASK: lambda: actions.ask_for_them(email=given.get("email", ""), agreed=True, **keep),
            AGAIN: lambda: actions.send_letter_again(**keep),
            OTHERWISE: lambda: actions.confirm_otherwise(how=given["how"], **keep),
            NOT_NEEDED: lambda: actions.waive(**keep),
            COVERED: lambda: actions.cover_arranged(**keep),
            MINE: lambda: actions.take_over(**keep),
        }
        deeds[given["deed"]]()
        messages.success(self.request, _("That is noted."))
        return reverse("applications:kept_release", args=[self.thing.pk])

    def _deeds(self) -> list[tuple[str, Any, Any]]:
        """What can be done now, as (code, words, hint)."""
        release, name = self.thing, {"name": self.thing.application.person.name}
        kinds = {one.kind for one in release.open_tasks}  # type: ignore[attr-defined]
        others = any(one.owner_id != self.by.pk for one in release.open_tasks)  # type: ignore[attr-defined]
        settles = release.status in UNSETTLED and bool(may_settle_release(self.by, release, self.now))
        asks = settles and release.status != "asked"
        offered = (
            (bool(kinds - {COVER}), SPOKEN, _("We have spoken. It stays as it is"), _("Nothing of the talk is kept.")),
            (COVER in kinds, COVERED, _("The cover is arranged"), ""),
            (
                asks,
                ASK,
                _("%(name)s agrees that their manager is asked now") % name,
                _("Neither their role nor the days are shown."),
            ),
            (release.status == "asked", AGAIN, _("Send the letter again"), _("To the same address.")),
            (settles, OTHERWISE, _("The manager has confirmed it another way"), ""),
            (settles, NOT_NEEDED, _("No manager needs to confirm it"), _("Some managers are the barrier.")),
            (others, MINE, _("I take care of this from now on"), ""),
        )
        return [(code, words, hint) for can, code, words, hint in offered if can]
