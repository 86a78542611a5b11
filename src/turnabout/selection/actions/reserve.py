"""The reserve list: its order, and the places that people on it are given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from turnabout.applications.cases import is_not_for
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit import trail
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.selection.actions.deciding import HIGHEST_RANK
from turnabout.selection.intake import take_part
from turnabout.selection.letters import KIND_OF
from turnabout.selection.models import ACCEPT, RESERVE, Participation, Verdict
from turnabout.selection.permissions import may_fill_place, may_offer_place, may_order_reserve
from turnabout.selection.placing import check_complete
from turnabout.selection.queries import free_unscoped, next_unscoped


@action("verdict.place_offered", about="verdict")
def offer_place(*, verdict: Verdict, by: Person, now: datetime) -> Participation:
    """Accept somebody from the reserve list, whoever is next, into a place; their letter goes out at once.

    A place that became free in their role is filled with it, if there is one.
    """
    cohort = Cohort.objects.select_for_update().get(pk=verdict.application.cohort_id)
    return _give(verdict, cohort, by=by, now=now)


@action("verdict.next_offered", about="cohort")
def offer_next(*, cohort: Cohort, role: str, seen: UUID | str, by: Person, now: datetime) -> Participation:
    """Give the place of a role that became free to whoever is next on the reserve list; their letter goes out at once.

    `seen` is the id of the verdict of whoever was shown as next. Refused when a colleague gave the place away since,
    and when somebody else is next now, because the one who was shown withdrew or the order was changed. A reverse
    mentee to whom `by` reports is never named: their place is offered by whoever takes the case.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_fill_place(by, cohort, now))
    if not free_unscoped(cohort, role).exists():
        raise Refused(_("No place is free any more: a colleague has just given it away, or left it free."))
    first = next_unscoped(cohort, role).first()
    if first is None:
        raise Refused(_("Nobody is left on the reserve list, so the place stays free."))
    require(may_offer_place(by, first, now))
    if str(first.pk) != str(seen):
        raise Refused(
            _("The order has changed since you looked, or somebody withdrew: %(name)s is next now. Look again.")
            % {"name": first.application.person.name}
        )
    return _give(first, cohort, by=by, now=now)


@action("place.left_free", about="cohort")
def leave_free(*, cohort: Cohort, role: str, by: Person, now: datetime) -> int:
    """Offer the free places of a role to nobody, because nobody is needed in them; returns how many."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_fill_place(by, cohort, now))
    free = list(free_unscoped(cohort, role))
    if not free:
        raise Refused(_("No place is free any more, so there is none to leave free."))
    for participation in free:
        participation.left_free_at, participation.left_free_by = now, by.id
        participation.save(update_fields=["left_free_at", "left_free_by"])
    note(role=role, places=len(free))
    return len(free)


@action("reserve.ordered", about="cohort")
def order_reserve(*, cohort: Cohort, ranks: Mapping[UUID, int | None], by: Person, now: datetime) -> int:
    """Set the order in which people on the reserve list are asked; returns how many places in it were changed.

    `ranks` gives numbers by verdict: 1 is asked first, the same number by when they applied, None last. Refused for
    anybody who is not on the list now; the co-ordinator's own place, and that of their leader, is left as it is.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_order_reserve(by, cohort, now))
    if any(rank is not None and not 1 <= rank <= HIGHEST_RANK for rank in ranks.values()):
        raise Refused(_("Give each place in the order as a number from 1 to %(n)d.") % {"n": HIGHEST_RANK})
    here = Verdict.objects.select_for_update(of=("self",)).filter(application__cohort=cohort, outcome=RESERVE)
    apart = is_not_for(by, cohort, now, "application__")
    found = list(here.filter(pk__in=list(ranks)).exclude(application__person=by).exclude(apart).order_by("pk"))
    if not found:
        raise Refused(_("Nobody is on the reserve list, so there is no order to keep."))
    if len(found) != len(ranks):
        raise Refused(_("Somebody is no longer on the reserve list, so nothing was changed. Look again."))
    changed = [verdict for verdict in found if verdict.rank != ranks[verdict.pk]]
    for verdict in changed:
        verdict.rank = ranks[verdict.pk]
        verdict.save(update_fields=["rank"])
    note(changed=len(changed))
    return len(changed)


def _give(verdict: Verdict, cohort: Cohort, *, by: Person, now: datetime) -> Participation:
    """Accept `verdict`'s applicant now; the cohort is locked, so that one place is given once."""
    Application.objects.select_for_update(of=("self",)).get(pk=verdict.application_id)
    found = Verdict.objects.select_for_update(of=("self",)).filter(pk=verdict.pk)
    verdict = found.select_related("application__cohort", "application__person").get()
    require(may_offer_place(by, verdict, now))
    check_complete(verdict.application)
    verdict.outcome, verdict.decided_at, verdict.decided_by = ACCEPT, now, by.id
    verdict.offered_at, verdict.offered_by = now, by.id
    verdict.in_place_of = free_unscoped(cohort, verdict.application.role).first()
    verdict.letter, verdict.letter_edited_at, verdict.letter_edited_by = b"", None, None
    verdict.save()
    trail.gather("offered", f"selection.verdict {verdict.pk}")
    send(KIND_OF[ACCEPT], thing=verdict, by=by, now=now)
    return take_part([verdict.application], by=by, now=now)[0]
