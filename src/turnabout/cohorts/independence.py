"""Whether somebody reports to a reverse mentee of a cohort. Later rooms know who that is: they say it here.

independence.judged_by(reports_to_a_mentee)      # in a later room's `AppConfig.ready`
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import YES, Decision, no

Judge = Callable[[Any, str, Cohort, datetime], bool]
_in_line: list[Judge] = []
_objections: list[Callable[[Any, str, Cohort, datetime], Any]] = []


def judged_by(judge: Judge, objection: Callable[[Any, str, Cohort, datetime], Any]) -> None:
    """Have `judge(person, manager_email, cohort, now)` asked whether a person reports to a reverse mentee.

    `objection` is asked with the same why somebody cannot be independent: a sentence, or "" when they can.
    """
    if judge not in _in_line:
        _in_line.append(judge)
        _objections.append(objection)


def reports_to_a_mentee(person: Any, cohort: Cohort, now: datetime) -> bool:
    """Whether a reverse mentee of the cohort is the person's manager, or stands anywhere above them."""
    return any(judge(person, "", cohort, now) for judge in _in_line)


def sponsor_conflicted(sponsor: Any, cohort: Cohort, now: datetime) -> bool:
    """Whether the sponsor reports to a reverse mentee of the cohort, so that they cannot approve anything alone."""
    return reports_to_a_mentee(sponsor, cohort, now)


def may_approve_alone(sponsor: Any, cohort: Cohort, now: datetime) -> Decision:
    """A sponsor outside every reverse mentee's management line; for anybody else a second approval is needed.

    It says nothing of whether they may approve at all: ask the permission for that first.
    """
    if not sponsor_conflicted(sponsor, cohort, now):
        return YES
    return no(
        _(
            "You report to somebody who takes part in this cohort as a reverse mentee, so your approval alone is not "
            "enough. Ask somebody outside your management line to approve as well."
        )
    )


def objection(person: Any, manager_email: str, cohort: Cohort, now: datetime) -> Any:
    """Why somebody with that manager cannot be the cohort's independent contact; "" when they can."""
    return next((why for ask in _objections if (why := ask(person, manager_email, cohort, now))), "")
