"""Who runs a round, who is asked, and who answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.cases import may_handle
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.matching.asked import mentee_was_asked
from turnabout.matching.models import Hold, Pair, Round
from turnabout.selection.models import Participation

OPEN_STAGES = ("matching", "active")
"""Cohort statuses in which rounds are run: the first publication, and re-matching while mentoring runs."""
FORECAST_STAGES = ("open", "choosing", "preparing")
"""Cohort statuses in which it is still worth knowing how many pairs there could be."""
NOT_ASKED = ("drafted", "set_aside")
"""Pairs that nobody but the co-ordinator knows of."""
TAKES_PART = no(_("You take part in this cohort yourself, so another co-ordinator runs its matching."))
CLOSED = no(_("You have answered, or this question is closed."))


def may_see_rounds(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators, but for one who takes part in it: they would see their own pair and its answers."""
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    return TAKES_PART if Participation.objects.filter(cohort=cohort, person=by.id).exists() else YES


def may_match(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, once the cohort has got as far as matching and while mentoring runs."""
    if cohort is None or not (seen := may_see_rounds(by, cohort, now)):
        return seen if cohort is not None else NOT_YOURS
    if cohort.status in OPEN_STAGES:
        return seen
    if cohort.status in ("draft", "open", "choosing", "preparing"):
        return no(_("Matching starts once people are trained. Move the cohort on to matching first."))
    return no(_("Mentoring has ended in this cohort, so nobody more is paired."))


def may_forecast(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator who takes no part, from the opening of applications until rounds are run."""
    if cohort is None or not (seen := may_see_rounds(by, cohort, now)):
        return seen if cohort is not None else NOT_YOURS
    if cohort.status in FORECAST_STAGES:
        return seen
    if cohort.status == "draft":
        return no(_("Nobody can apply yet. Once applications are open, this page says how many pairs are possible."))
    return no(_("Matching has begun. Its rounds say who can be paired, and why somebody is left over."))


def may_run_round(by: Any, found: Round | None, now: datetime) -> Decision:
    """A co-ordinator of the round's cohort."""
    return may_match(by, None if found is None else found.cohort, now)


def may_discard(by: Any, found: Round | None, now: datetime) -> Decision:
    """A co-ordinator, while nobody was asked."""
    allowed = may_run_round(by, found, now)
    if not allowed or found is None or found.status == "solved":
        return allowed
    return no(_("These pairs no longer wait for you: people were asked, or they were put aside."))


def may_publish(by: Any, found: Round | None, now: datetime) -> Decision:
    """A co-ordinator, once, and only an answer that the independent judge agreed with."""
    allowed = may_discard(by, found, now)
    if not allowed or found is None:
        return allowed
    if not found.verified:
        return no(_("The independent check did not agree with this answer, so nobody is asked. Run it again."))
    return YES


def may_ask(by: Any, pair: Pair, now: datetime) -> Decision:
    """Pairs are asked when their round is published."""
    return may_run_round(by, pair.round, now)


def may_answer(by: Any, pair: Pair | None, now: datetime) -> Decision:
    """Whoever's turn it is: the reverse mentor first, then the reverse mentee."""
    if pair is None or by.id is None:
        return NOT_YOURS
    if by.id == pair.mentor.person_id:
        return may_answer_as_mentor(by, pair, now)
    return may_answer_as_mentee(by, pair, now)


def may_answer_as_mentor(by: Any, pair: Pair, now: datetime) -> Decision:
    """The reverse mentor, once, while it is their turn."""
    if by.id != pair.mentor.person_id or pair.status in NOT_ASKED:
        return NOT_YOURS
    return YES if pair.status == "mentor_asked" else CLOSED


def may_answer_as_mentee(by: Any, pair: Pair, now: datetime) -> Decision:
    """The reverse mentee, once their reverse mentor has said yes; before that the pair does not exist for them.

    Nor does it afterwards, when the reverse mentor said no: a silent no leaves no trace on the other side.
    """
    if by.id != pair.mentee.person_id or pair.status in (*NOT_ASKED, "mentor_asked"):
        return NOT_YOURS
    if pair.status == "mentee_asked":
        return YES
    return CLOSED if mentee_was_asked(pair) else NOT_YOURS


def may_hold(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """A co-ordinator keeps somebody of their cohort out of rounds, or lets them in again; never their own leader."""
    return _handles(by, participation, now)


def may_let_in(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """A co-ordinator lets somebody into rounds again."""
    if not (seen := may_hold(by, participation, now)):
        return seen
    if Hold.objects.filter(participation=participation, lifted_at=None).exists():
        return seen
    return no(_("This person is not kept out of rounds, so there is nothing to change."))


def may_close(by: Any, pair: Pair | None, now: datetime) -> Decision:
    """A co-ordinator; one of the two; and anybody's withdrawal from the cohort, once it was allowed below."""
    if pair is None:
        return NOT_YOURS
    own = by.id is not None and by.id in (pair.mentor.person_id, pair.mentee.person_id)
    left = "withdrawn" in (pair.mentor.status, pair.mentee.status)
    return YES if own or left else _handles(by, pair.mentee, now)


def may_close_question(by: Any, pair: Pair | None, now: datetime) -> Decision:
    """A co-ordinator stops waiting for an answer."""
    if pair is None or not (seen := _handles(by, pair.mentee, now)):
        return seen if pair is not None else NOT_YOURS
    if pair.status in ("mentor_asked", "mentee_asked"):
        return seen
    return no(_("Nobody is being asked about this pair any more, so there is nothing to stop."))


def _handles(by: Any, participation: Participation | None, now: datetime) -> Decision:
    """A co-ordinator who takes no part, or the independent contact for a co-ordinator's own leader."""
    if participation is None:
        return NOT_YOURS
    handled = may_handle(by, participation, now)
    if handled and is_coordinator(by, participation.cohort, day_of(now)):
        return may_see_rounds(by, participation.cohort, now)
    return handled
