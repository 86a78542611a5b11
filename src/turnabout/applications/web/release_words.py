"""How far a release is, in words: for the applicant what is, what happens next and when; for the co-ordinator too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.models import Release
from turnabout.applications.queries import MyRelease
from turnabout.applications.reminding import reminded_after, reminder_on
from turnabout.foundation.design.dates import day, deadline


def my_words(mine: MyRelease, now: datetime) -> dict[str, str]:
    """What is, and what happens next and when, to the applicant."""
    release, who = mine.release, mine.who.yours
    if release.status == "not_asked" and release.application.talk_first:
        return {
            "is": _("You want to talk to the co-ordinator first. Nothing is sent before that."),
            "next": _("The co-ordinator gets in touch with you. Nobody else is told."),
        }
    if release.status == "asked":
        told = {"who": _first(who), "day": day(release.asked_at), "email": release.to_email}
        return {"is": _("%(who)s was asked on %(day)s, at %(email)s.") % told, "next": _waiting(release, now)}
    told = {"who": _first(who), "day": day(mine.answered_at)}
    nothing = _("Nothing more is needed. Your manager can still change the answer by a new link.")
    speak = _("The co-ordinator speaks with you before anything else. A “not now” never decides about your place.")
    late = _("The co-ordinator speaks with you. No answer never decides about your place.")
    return {
        "not_asked": {
            "is": _("%(who)s has not been asked yet.") % told,
            "next": _("Look at what they would see, and press the button when you want them to be asked."),
        },
        "supported": {"is": _("%(who)s said yes on %(day)s.") % told, "next": nothing},
        "supported_with_conditions": {"is": _("%(who)s said yes on %(day)s, with conditions.") % told, "next": nothing},
        "not_now": {"is": _("%(who)s said “not now” on %(day)s.") % told, "next": speak},
        "expired": {"is": _("%(who)s has not answered.") % told, "next": late},
        "confirmed_otherwise": {
            "is": _("Your time is confirmed: %(who)s agreed %(how)s.")
            % {"who": who, "how": release.get_settled_how_display()},
            "next": _("Nothing more is needed."),
        },
        "not_needed": {
            "is": _("The co-ordinator has decided that nobody needs to confirm your time."),
            "next": _("Nothing more is needed, and nobody is written to."),
        },
        "cancelled": {
            "is": _("You stopped the request. The link that was sent no longer works."),
            "next": _("You can have them asked again at any time, or talk to the co-ordinator."),
        },
    }[release.status]


def kept_words(release: Release, now: datetime) -> str:
    """What is and what comes next, to a co-ordinator."""
    if release.status == "not_asked" and release.application.talk_first:
        return _("Wants to talk first. Nothing was sent.")
    if release.status == "asked":
        return _waiting(release, now)
    return {
        "not_asked": _("The applicant has not had their manager asked yet. That is up to them."),
        "supported": _("Nothing more is needed."),
        "supported_with_conditions": _("The applicant reads the conditions as well."),
        "not_now": _("Speak to the applicant first. This decides nothing about their place."),
        "expired": _("Reminded twice, without an answer. Speak to the applicant, then decide what happens."),
        "confirmed_otherwise": _("The manager agreed %(how)s.") % {"how": release.get_settled_how_display()},
        "not_needed": _("You or a colleague decided that nobody needs to confirm this time."),
        "cancelled": _("The applicant stopped the request."),
    }[release.status]


def _waiting(release: Release, now: datetime) -> str:
    """When the next reminder goes out, and when the request is over."""
    until = _("An answer can be given until %(when)s.") % {"when": deadline(release.until)}
    if release.asked_at is None or release.until is None or now >= release.until:
        return _("The link is over, and there is no answer.")
    cohort = release.application.cohort
    left = reminded_after(cohort)[release.reminders :]
    coming = [reminder_on(release.asked_at, days, cohort) for days in left]
    if not coming:
        return _("Both reminders are sent. %(until)s Then the co-ordinator speaks with the applicant.") % {
            "until": until
        }
    return _("If there is no answer, a reminder goes out on %(day)s. %(until)s") % {
        "day": day(coming[0]),
        "until": until,
    }


def _first(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
