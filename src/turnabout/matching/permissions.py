"""Who runs a round, who is asked, and who answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.matching.models import Pair, Round

OPEN_STAGES = ("matching", "active")
"""Cohort statuses in which rounds are run: the first publication, and re-matching while mentoring runs."""


def may_see_rounds(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators."""
    return YES if cohort is not None and is_coordinator(by, cohort, day_of(now)) else NOT_YOURS


def may_match(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, once the cohort has got as far as matching."""
    if cohort is None or not (seen := may_see_rounds(by, cohort, now)):
        return NOT_YOURS
    if cohort.status not in OPEN_STAGES:
        return no(_("Matching starts once people are trained. Move the cohort on to matching first."))
    return seen


def may_run_round(by: Any, found: Round, now: datetime) -> Decision:
    """A co-ordinator of the round's cohort."""
    return may_match(by, found.cohort, now)


def may_publish(by: Any, found: Round, now: datetime) -> Decision:
    """A co-ordinator, and only an answer that the independent judge agreed with."""
    allowed = may_match(by, found.cohort, now)
    if not allowed:
        return allowed
    if not found.verified:
        return no(_("The independent check did not agree with this answer, so nobody is asked. Run it again."))
    return YES


def may_ask(by: Any, pair: Pair, now: datetime) -> Decision:
    """Pairs are asked when their round is published."""
    return may_publish(by, pair.round, now)


def may_answer(by: Any, pair: Pair | None, now: datetime) -> Decision:
    """Whoever's turn it is: the reverse mentor first, then the reverse mentee."""
    if pair is None or by.id not in (pair.mentor.person_id, pair.mentee.person_id):
        return NOT_YOURS
    if by.id == pair.mentor.person_id:
        return may_answer_as_mentor(by, pair, now)
    return may_answer_as_mentee(by, pair, now)


def may_answer_as_mentor(by: Any, pair: Pair, now: datetime) -> Decision:
    """The reverse mentor, once, while it is their turn."""
    if by.id != pair.mentor.person_id or pair.status == "drafted":
        return NOT_YOURS
    return YES if pair.status == "mentor_asked" else no(_("You have answered, or this question is closed."))


def may_answer_as_mentee(by: Any, pair: Pair, now: datetime) -> Decision:
    """The reverse mentee, once their reverse mentor has said yes; before that the pair does not exist for them."""
    if by.id != pair.mentee.person_id or pair.status in ("drafted", "mentor_asked"):
        return NOT_YOURS
    return YES if pair.status == "mentee_asked" else no(_("You have answered, or this question is closed."))


def may_drop(by: Any, pair: Pair, now: datetime) -> Decision:
    """A co-ordinator, or one of the two who leaves the cohort."""
    if by.id is not None and by.id in (pair.mentor.person_id, pair.mentee.person_id):
        return YES
    return may_see_rounds(by, pair.round.cohort, now)
