"""Answers as people read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from turnabout.applications.models import EITHER, ROLES, Application
from turnabout.applications.permissions import closed, sends_late
from turnabout.applications.queries import Standing
from turnabout.applications.questions import Question
from turnabout.applications.questions.shape import ALL, DAY, EMAILS, LINES, MANY, NAMED, ONE, WORDS, YES
from turnabout.cohorts.planner import WINDOW
from turnabout.cohorts.queries import dates_for
from turnabout.foundation.design.dates import day, deadline


def spoken(question: Question, value: Any) -> SafeString | str:
    """An answer in words: the text of what was chosen, the lines that were written, or "Not answered"."""
    if question.kind == YES:
        return _("Yes") if value else _("No")
    if value in (None, "", [], ()):
        return _("Not answered")
    if question.kind in (ONE, NAMED):
        return str(dict(question.choices).get(value, value))
    if question.kind in (MANY, ALL):
        words = dict(question.choices)
        return _several([str(words.get(each, each)) for each in value])
    if question.kind in (EMAILS, LINES):
        return _several(list(value))
    if question.kind == DAY:
        return day(value)
    if question.kind == WORDS:
        return SafeString(linebreaks(value, autoescape=True))
    return str(value)


def standing_words(standing: Standing, now: datetime) -> dict[str, Any]:
    """Where somebody stands: what is, what happens next, and when."""
    application, hears = standing.application, standing.hears
    status, cohort = application.status, application.cohort
    if status == "draft" and application.named:
        return {"is": _("You have been named, and have not answered yet."), "next": _("Use the link in your email.")}
    if status == "draft" and sends_late(application):
        return {"is": _("You have not sent this yet."), "next": _("You can send it until matching begins.")}
    if status == "draft":
        late = closed(cohort, now, application)
        until = _("Send it before %(when)s.") % {"when": deadline(standing.closes_at)}
        return {"is": _("You have not sent this yet."), "next": until if standing.may_change else late}
    if status == "submitted":
        told = _("The co-ordinator reads every application. Everybody hears on the same day: %(day)s.") % {"day": hears}
        return {"is": _("We have your application."), "next": told}
    if status == "confirmed":
        return {"is": _("You have said yes."), "next": _("We write to you with the dates of the training hour.")}
    return {
        "decided": {"is": _("We have written to you with our decision."), "next": _("It says what comes next.")},
        "turned_down": {"is": _("You have said no."), "next": _("Nothing more is asked of you.")},
        "withdrawn": {
            "is": _("You have withdrawn."),
            "next": _("Nobody is told a reason. Nothing more is asked of you."),
        },
    }[status]


def line_of(application: Application) -> list[dict[str, Any]]:
    """The cohort's dates that concern this role, for the line with today on it."""
    if application.role == EITHER:
        both = (dates_for(application.cohort, role) for role, _words in ROLES)
        dates = sorted({one.pk: one for found in both for one in found}.values(), key=lambda one: one.starts_at)
    else:
        dates = dates_for(application.cohort, application.role)
    return [
        {
            "day": one.starts_at,
            "what": one.label,
            "when": "" if one.exact and one.whole_day else one.when,
            **({} if one.exact else {"until": one.ends_at if one.kind == WINDOW else None}),
        }
        for one in dates
        if one.public
    ]


def _several(words: list[str]) -> SafeString | str:
    if len(words) == 1:
        return words[0]
    return format_html(
        '<ul class="nhsuk-list">{}</ul>', format_html_join("", "<li>{}</li>", ((each,) for each in words))
    )
