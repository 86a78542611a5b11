"""A cohort's rehearsal: have one played, see how far it is, and read every message that would go."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from turnabout.cohorts import queries as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.planner.saying import days_of
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.mail.types import KINDS
from turnabout.home import outbox
from turnabout.rehearsal.dress import actions, jobs, queries
from turnabout.rehearsal.dress.models import Rehearsal, Sent
from turnabout.rehearsal.dress.permissions import is_running, may_rehearse, may_see_rehearsal, may_see_sent
from turnabout.rehearsal.dress.script import unfixed


class Row(NamedTuple):
    """One line of the timeline: a message, or several of a kind, and to whom; or a date of the cohort."""

    on: date
    until: date
    what: Any
    to: str
    message: Sent | None

    @property
    def when(self) -> str:
        """ "15 November", "15 to 24 November"; the year stands above, and what goes on into another month is said."""
        first, last = self.on, self.until
        if first == last:
            return date_format(first, "j F")
        form = "j" if (first.year, first.month) == (last.year, last.month) else "j F"
        return _("%(first)s to %(last)s") % {"first": date_format(first, form), "last": date_format(last, "j F")}


class Timeline(Page):
    """What would be sent, day by day, to everybody or to one of them; before that, how far it is."""

    permission = may_see_rehearsal
    template = "dress/rehearsal.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return cohorts.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        found = queries.latest(self.by, self.thing, self.now)
        shown = {"rehearsal": found, "may_begin": may_rehearse(self.by, self.thing, self.now)}
        if found is None or found.ended_at is None:
            running = is_running(found, self.now)
            return shown | {"running": running, "far": queries.far(found) if found and running else None}
        people = queries.people(found)
        who = next((one for one in people if _code(*one) == self.request.GET.get("who")), None)
        return shown | {
            "people": [(_code(job, name), jobs.described(name, job)) for job, name in people],
            "who": _code(*who) if who else "",
            "who_words": jobs.described(who[1], who[0]) if who else "",
            "months": self._months(found, who),
            "troubles": _troubles(found),
            "unfixed": unfixed(self.thing),
        }

    def _months(self, found: Rehearsal, who: tuple[str, str] | None) -> list[tuple[date, list[Row]]]:
        """Month by month what is sent, with the cohort's own dates between."""
        rows = [_row(one) for one in queries.timeline(found, who)]
        last = max((row.on for row in rows), default=date.min)
        dates = [Row(*days_of(one), one.words, "", None) for one in cohorts.dates(self.thing)]
        rows = [*(one for one in dates if one.on <= last), *rows]
        rows.sort(key=lambda row: (row.on, row.message is not None))
        return [(month, list(some)) for month, some in groupby(rows, key=lambda row: row.on.replace(day=1))]


class Begin(FormPage):
    """Have the cohort rehearsed."""

    permission = may_rehearse
    template = "dress/begin.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return cohorts.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"unfixed": unfixed(self.thing)}

    def act(self, form: Any) -> str:
        actions.begin(cohort=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The rehearsal has begun. It takes about a minute."))
        return reverse("dress:rehearsal", args=[self.thing.pk])


class OneMessage(Page):
    """One message as its invented reader would read it."""

    permission = may_see_sent
    template = "dress/message.jinja"
    thing: Sent

    def find(self) -> Sent | None:
        cohort = cohorts.find_cohort(self.by, self.kwargs["cohort"])
        return queries.find_sent(self.by, cohort, self.kwargs["sent"], self.now)

    def context(self) -> dict[str, Any]:
        sort, cohort = KINDS.get(self.thing.kind), self.thing.rehearsal.cohort
        return {
            "cohort": cohort,
            "label": sort.label if sort else self.thing.subject,
            "to": jobs.described(self.thing.who, self.thing.job),
            "worded": outbox.kind_of(self.by, cohort, self.thing.kind, self.now) is not None,
        }


def _troubles(found: Rehearsal) -> list[tuple[datetime, str]]:
    """What was refused, each reason once, with the day on which it was first."""
    first: dict[str, datetime] = {}
    for one in found.troubles:
        first.setdefault(one["reason"], datetime.fromisoformat(one["at"]))
    return [(at, reason) for reason, at in first.items()]


def _code(job: str, name: str) -> str:
    return f"{job}:{name}"


def _row(entry: queries.Entry) -> Row:
    first, sort = entry.first, KINDS.get(entry.first.kind)
    one = entry.many == 1
    to = jobs.described(first.who, first.job) if one else jobs.counted(entry.many, first.job)
    return Row(queries.day_of(first), entry.until, sort.label if sort else first.subject, to, first)
