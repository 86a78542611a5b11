"""Who may plan, ask, answer, close and open, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import readiness
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, has_role, is_coordinator, ready_for
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.surveys.models import Questionnaire

RUNNING = ("preparing", "matching", "active", "closing")
ASKING = ("active", "closing")


def one_holder_is_enough() -> Decision:
    """Whether one person alone may hold the key: among invented people only, never for real answers."""
    if getattr(settings, "DEMO", False) or getattr(settings, "REHEARSAL", False):
        return YES
    return no(
        _(
            "One person alone may hold the key to the box in a demo or a rehearsal only. With real people, three "
            "holders are invited and any two of them open it together, which this version cannot do yet. So no "
            "questionnaire can be planned here."
        )
    )


def may_see(by: Any, questionnaire: Questionnaire | None, now: datetime) -> Decision:
    """The cohort's co-ordinators, and the holder of the key, see how far a questionnaire is; nobody sees answers."""
    return YES if questionnaire is not None and _keeps(by, questionnaire.cohort, now) else NOT_YOURS


def may_see_planning(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators see its questionnaire, planned or not."""
    return YES if cohort is not None and _keeps(by, cohort, now) else NOT_YOURS


def may_plan(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, while the cohort is under way, where one person may hold the key."""
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    if not cohort.has("end_questionnaire"):
        return no(_("This cohort goes without an end questionnaire: it was switched off before the cohort opened."))
    if cohort.status not in RUNNING:
        return no(_("A questionnaire is planned while a cohort is getting ready or under way."))
    if Questionnaire.objects.filter(cohort=cohort).exclude(status="planned").exists():
        return no(_("The questionnaire has been sent already, so its plan and its key stay as they are."))
    return one_holder_is_enough()


def may_open_questionnaire(by: Any, questionnaire: Questionnaire | None, now: datetime) -> Decision:
    """A co-ordinator sends a planned questionnaire once the pairs have been meeting, and once only."""
    if questionnaire is None or not is_coordinator(by, questionnaire.cohort, day_of(now)):
        return NOT_YOURS
    if questionnaire.status != "planned":
        return no(_("The questionnaire has been sent already, so there is nothing to send."))
    if questionnaire.cohort.status not in ASKING:
        return no(_("The last questionnaire is sent once mentoring has started."))
    if not questionnaire.cohort.has("end_questionnaire"):
        return no(_("This cohort goes without an end questionnaire: it was switched off before the cohort opened."))
    return ready_for(questionnaire.cohort, readiness.QUESTIONNAIRE, now)


def may_answer(by: Any, questionnaire: Questionnaire | None, now: datetime) -> Decision:
    """Whoever was asked, from the opening until the closing instant."""
    if questionnaire is None or not is_invited(by, questionnaire):
        return NOT_YOURS
    if questionnaire.status == "planned":
        return NOT_YOURS
    if questionnaire.status != "open" or questionnaire.closes_at is None or now >= questionnaire.closes_at:
        return no(
            _("The questionnaire has closed. What you sent before it closed counts; nothing can be added or changed.")
        )
    return YES


def may_read_about(by: Any, questionnaire: Questionnaire | None, now: datetime) -> Decision:
    """Whoever was asked can always read what the questionnaire is and what became of the answers."""
    if questionnaire is None or questionnaire.status == "planned" or not is_invited(by, questionnaire):
        return NOT_YOURS
    return YES


def may_close(by: Any, questionnaire: Questionnaire | None, now: datetime) -> Decision:
    """A co-ordinator at any time; the clock never before the closing instant."""
    if questionnaire is None:
        return NOT_YOURS
    if by is CLOCK:
        early = questionnaire.closes_at is None or now < questionnaire.closes_at
        return no(_("The last day to answer has not ended yet.")) if early else YES
    if not is_coordinator(by, questionnaire.cohort, day_of(now)):
        return NOT_YOURS
    return YES if questionnaire.status == "open" else no(_("The questionnaire is not open, so it cannot be closed."))


def may_open_box(by: Any, questionnaire: Questionnaire | None, now: datetime) -> Decision:
    """The holder of the key, or a co-ordinator who was given it, once the questionnaire has closed; only once."""
    if questionnaire is None or not _keeps(by, questionnaire.cohort, now):
        return NOT_YOURS
    if questionnaire.status == "opened":
        return no(_("The box has been opened. It is opened once, and what was found is printed below."))
    if questionnaire.status != "closed":
        return no(_("The box is opened once, for everybody together, so not before the questionnaire has closed."))
    return one_holder_is_enough()


def is_invited(person: Any, questionnaire: Questionnaire) -> bool:
    """Whether `person` was asked. One query."""
    return (
        bool(getattr(person, "is_authenticated", False)) and questionnaire.invitations.filter(person=person.pk).exists()
    )


def _keeps(by: Any, cohort: Cohort, now: datetime) -> bool:
    on = day_of(now)
    return is_coordinator(by, cohort, on) or has_role(by, "key_holder", cohort, on)
