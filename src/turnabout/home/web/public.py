"""The pages that anybody can read: the programmes that are open, and each cohort's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from turnabout.cohorts import joining, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.foundation.design.pages import PUBLIC, Page
from turnabout.foundation.documents import pdf
from turnabout.home.web.kept import Kept
from turnabout.home.web.pack import ROLES
from turnabout.home.web.ways import page
from turnabout.home.web.words import choices, events
from turnabout.resources import queries as resources
from turnabout.selection import personspec
from turnabout.stories import queries as stories
from turnabout.training import opening


class Front(Page):
    permission = PUBLIC
    template = "home/front.jinja"

    def context(self) -> dict[str, Any]:
        running = queries.running_cohorts()
        found = sorted((one for one in running if one.status == "open"), key=lambda one: (one.closes_at, one.title))
        return {"cohorts": found, "under_way": [one for one in running if one.status != "open"]}


class Public(Kept):
    permission = PUBLIC
    template = "home/public.jinja"

    def find(self) -> Cohort:
        return open_to_all(self.kwargs["programme"], self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return shown(self.thing, self.now)

    def holds_until(self) -> datetime:
        other = joining.open_now(self.thing.programme, self.now)
        ends = (self.thing.closes_at, other.closes_at if other else None)
        others = (super().holds_until(), opening.holds_until(self.thing, self.now))
        return min(*others, *(end for end in ends if end is not None and end > self.now))


def open_to_all(programme: str, cohort: str) -> Cohort:
    """The cohort at a public address; `Http404` when there is none, or none yet."""
    found = queries.public_cohort(programme, cohort)
    if found is None:
        raise Http404
    return found


def passages_shown(cohort: Cohort, passages: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The further words of the page: awards, video, own site, and what is looked for in each role."""
    return {
        "awards": passages.get("awards", {}).get("text", ""),
        "video": passages.get("video", {}),
        "site": passages.get("site", {}),
        "specification": {role: specification(role, passages.get(f"specification-{role}", {})) for role in ROLES},
    }


def specification(role: str, given: Mapping[str, str]) -> dict[str, list[str]]:
    """What is looked for in a role, in sentences: what there has to be, and what helps."""
    needed = [said for _criterion, said in personspec.in_words(role, given)]
    return {"needed": needed, "helpful": personspec.helpful(role, given)}


def shown(cohort: Cohort, now: datetime) -> dict[str, Any]:
    """What a cohort's public page shows."""
    dates = queries.public_dates(cohort)
    is_open = cohort.status == "open" and cohort.closes_at is not None and now < cohort.closes_at
    return {
        "cohort": cohort,
        "events": events(dates),
        "choices": choices(dates),
        "hear_by": queries.date_of(cohort, "decisions"),
        "is_open": is_open,
        "doors": doors(cohort, is_open),
        "said": stories.published(cohort, day_of(now)) if cohort.has("testimonials") else [],
        "resources": resources.for_cohort(cohort),
        "questions": opening.next_open(cohort, now),
        "elsewhere": None if is_open else joining.open_now(cohort.programme, now),
        "code": cohort.short_link.code,
        "can_make_files": pdf.available(),
        **passages_shown(cohort, queries.passages(cohort)),
    }


def doors(cohort: Cohort, is_open: bool) -> list[dict[str, Any]]:
    """The roles that a person can apply for here; in a Board programme the leaders are named, so there is one."""
    mentor = {
        "role": "mentor",
        "heading": _("Reverse mentor"),
        "text": _("You share your lived experience with a leader who wants to listen. You decide what you share."),
        "button": _("Apply as a reverse mentor"),
    }
    mentee = {
        "role": "mentee",
        "heading": _("Reverse mentee"),
        "text": _("You are a leader who listens, learns, and changes how things are done."),
        "button": _("Apply as a reverse mentee"),
    }
    roles = [mentor] if cohort.pattern == "board" else [mentor, mentee]
    return [{**one, "href": apply_at(cohort, one["role"]) if is_open else ""} for one in roles]


def apply_at(cohort: Cohort, role: str) -> str:
    """Where an application in a role is begun; "" when this installation takes none."""
    return page("applications:begin", cohort.programme.slug, cohort.slug, role)
