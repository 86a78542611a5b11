"""Reads of people who take part, and of what matching may use of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from turnabout.applications.models import MENTOR
from turnabout.applications.sharing import Choices, unpack
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.consent import ledger
from turnabout.foundation.encryption import vault
from turnabout.selection.graduation import graduating
from turnabout.selection.models import Participation
from turnabout.selection.permissions import may_find, may_graduate_cohort, may_see_people

EMPTY: dict[str, Any] = {
    "topics": [], "silent": False, "avoid": {"emails": [], "teams": []}, "adjustments": [], "adjustments_words": "",
    "why": "", "hope": "",
}  # fmt: skip
BLANK: dict[str, Any] = EMPTY | {
    "offer": [], "topics_words": "", "about_me": "", "off_limits": "", "off_limits_topics": [], "shown": [],
    "tell_off_limits": False, "observe": [], "observe_limits": "",
}  # fmt: skip


def participations(viewer: Any, cohort: Cohort, role: str | None = None) -> QuerySet[Participation]:
    """Everybody who takes or took part in `cohort`, for its co-ordinators and trainers; nobody for anybody else."""
    found = Participation.objects.filter(cohort=cohort).select_related("person", "organisation", "cohort")
    if not may_see_people(viewer, cohort, clock.now()):
        return found.none()
    return found.filter(**({"role": role} if role else {})).order_by("role", "person__name", "id")


def mine(viewer: Any) -> list[Participation]:
    """The viewer's own participations, the newest cohort first."""
    found = Participation.objects.filter(person=viewer.id)
    return list(found.select_related("cohort__programme", "organisation", "person").order_by("-cohort__starts_on"))


def mine_in(viewer: Any, cohort: Cohort) -> Participation | None:
    """The viewer's own participation in `cohort`, or None."""
    found = Participation.objects.filter(person=viewer.id, cohort=cohort)
    return found.select_related("cohort__programme", "organisation", "person").first()


def find_participation(viewer: Any, id: UUID | str, now: datetime) -> Participation | None:
    """One participation: the viewer's own, one of a cohort that the viewer keeps, or a case they take; else None."""
    found = Participation.objects.filter(pk=id)
    one = found.select_related("cohort__programme", "organisation", "person").first()
    if one is None or one.person_id == viewer.id or may_find(viewer, one, now):
        return one
    return None


def matchable_unscoped(cohort: Cohort) -> QuerySet[Participation]:
    """Everybody who takes part in `cohort` now, for the rooms that pair and train; takes no viewer."""
    found = Participation.objects.filter(cohort=cohort, status="taking_part")
    return found.select_related("person", "organisation").order_by("accepted_at", "id")


def everybody_unscoped(cohort: Cohort) -> QuerySet[Participation]:
    """Everybody who ever took part in `cohort`, in whatever status, for its totals; takes no viewer."""
    found = Participation.objects.filter(cohort=cohort).select_related("person", "organisation", "cohort")
    return found.order_by("role", "person__name", "id")


def profile(participation: Participation, viewer: Any, purpose: str) -> dict[str, Any]:
    """What matching may use of one person, decrypted for `purpose`; a reader who is not the owner is audited.

    `topics`: codes wanted, or those offered that may be used. `silent`: whether one of them is told to nobody, so that
    no reason may be shown that counts it. `avoid`: {"emails": […], "teams": […]}. `adjustments`: codes of needs, empty
    when there are none. `adjustments_words`: what else helps, for co-ordinators alone. `why`, `hope`: the person's own
    words.
    """
    return profiles([participation], viewer, purpose)[participation.pk]


def profiles(chosen: Iterable[Participation], viewer: Any, purpose: str) -> dict[UUID, dict[str, Any]]:
    """The profiles of several people of one or more cohorts, by participation id, in one audited read.

    A reverse mentor's topics are empty once they took back their consent to offer lived experience. What a partner
    may be told is not in them: that is `partners`.
    """
    chosen = list(chosen)
    found = {}
    for one, words in whole_profiles(chosen, viewer, purpose).items():
        offered = Choices(*unpack(words["offer"]))
        kept = {name: words[name] for name in EMPTY}
        found[one] = kept | ({"topics": offered.used(), "silent": offered.silent} if words["offer"] else {})
    return found


def whole_profiles(chosen: Iterable[Participation], viewer: Any, purpose: str) -> dict[UUID, dict[str, Any]]:
    """All that was copied of several people, in one audited read; for the functions that say who may be told what.

    The ledger of consent decides, not the copy: without it nothing that a reverse mentor offers is in what is returned.
    """
    chosen = list(chosen)
    read = vault.unlock_many(chosen, "profile", by=viewer, purpose=purpose)
    offering: dict[UUID, set[UUID]] = {}
    for cohort_id in {one.cohort_id for one in chosen}:
        people = [one.person_id for one in chosen if one.cohort_id == cohort_id]
        offering[cohort_id] = ledger.standing(people, LIVED_EXPERIENCE, cohort_id)  # type: ignore[arg-type]
    found = {}
    for one, words in zip(chosen, read, strict=True):
        found[one.pk] = as_agreed(words or {}, one.role, one.person_id in offering[one.cohort_id])
    return found


def as_agreed(words: dict[str, Any], role: str, agreed: bool) -> dict[str, Any]:
    """A whole profile without what a reverse mentor offers unless their consent stands."""
    whole = BLANK | words
    if role != MENTOR:
        return whole
    offer = whole["offer"] or whole["topics"]  # a copy from before anybody could say who may know is a plain list
    return whole | ({"topics": [], "offer": offer} if agreed else {"topics": [], "offer": [], "topics_words": ""})


def would_graduate(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Participation, bool]]:
    """Everybody who still takes part, and whether every rule says that they graduate; for the co-ordinator only."""
    if not may_graduate_cohort(viewer, cohort, now):
        return []
    here = Participation.objects.filter(cohort=cohort, status="taking_part").select_related("cohort", "person")
    yes = graduating(cohort)
    return [(one, one.pk in yes) for one in here.order_by("role", "person__name", "id")]
