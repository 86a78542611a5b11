"""Who may see the pages that compose many rooms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications import cases
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_view
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.cohorts.permissions import may_edit, may_view_plan
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.permissions import may_change_message
from turnabout.selection.models import Participation
from turnabout.selection.permissions import may_see_own_people


def may_see_day(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators see what it asks of them today."""
    return may_view_plan(by, cohort, now)


def may_preview(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators see its public page before anybody else does."""
    return may_view_plan(by, cohort, now)


def may_see_kit(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators get what they hand out: before it opens too, so that it can be printed in time."""
    return may_view_plan(by, cohort, now)


def may_see_outbox(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators keep what it sends."""
    return may_view_plan(by, cohort, now)


def may_see_message(by: Any, message: Message | None, now: datetime) -> Decision:
    """A cohort's co-ordinators keep each of its messages, but their own and those of cases that others take."""
    return NOT_YOURS if message is None else may_change_message(by, message, now)


def may_word_messages(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators say how its messages read, until it is over."""
    return may_edit(by, cohort, now)


def may_write_to_many(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators write to its people, until it is over."""
    return may_edit(by, cohort, now)


def may_see_mentoring(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """Each participant sees their own page; it is nobody else's, co-ordinators included."""
    if participation is None or participation.person_id != getattr(by, "id", None):
        return NOT_YOURS
    return YES


def may_look_as_they_will(by: Any, application: Application | None, now: datetime) -> Decision:
    """Whoever applied looks at their own as its readers see it, and at who they are; nobody else can look."""
    return may_view(by, application, now)


def may_see_organisation(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """An organisation's lead sees which of its own people take part; it is nobody else's page."""
    return may_see_own_people(by, organisation, now)


def may_see_cases(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's independent contact sees the cases that they take; a co-ordinator does not."""
    return cases.may_see_cases(by, cohort, now)
