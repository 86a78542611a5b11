"""Reads of rounds and pairs. Why a pair was made is read by the co-ordinator; the two learn who, not why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from turnabout.applications.cases import is_apart, is_not_for, not_for
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.encryption import vault
from turnabout.matching.freeze import places_taken, ready
from turnabout.matching.models import Hold, Pair, Round
from turnabout.matching.permissions import may_answer, may_close_question, may_hold, may_see_rounds
from turnabout.matching.record import unexplained
from turnabout.matching.wording import sentences
from turnabout.selection import queries as selection
from turnabout.selection.models import Participation
from turnabout.selection.partners import Told, before_meeting
from turnabout.training import queries as training


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A pair or an unmatched person of a round, with the reasons as the engine gave them.

    `apart` says that the reader is not told them, because it is about somebody to whom they report.
    """

    thing: Any
    reasons: dict[str, Any]
    apart: bool = False

    @property
    def words(self) -> str:
        """The reasons in sentences, for the co-ordinator's eyes only."""
        return " ".join(sentences(self.reasons.get("to_coordinator", ())))


def latest_round(viewer: Any, cohort: Cohort, now: datetime) -> Round | None:
    """The cohort's last round, for its co-ordinators; None for anybody else."""
    if not may_see_rounds(viewer, cohort, now):
        return None
    return Round.objects.filter(cohort=cohort).select_related("cohort").order_by("-number").first()


def find_round(viewer: Any, id: UUID | str, now: datetime) -> Round | None:
    """One round, for a co-ordinator of its cohort; None for anybody else."""
    found = Round.objects.filter(pk=id).select_related("cohort").first()
    return found if found is not None and may_see_rounds(viewer, found.cohort, now) else None


def pairs(viewer: Any, found: Round, now: datetime) -> list[Reasoned]:
    """The round's pairs, best fit first, with their reasons; for a co-ordinator, nothing for anybody else.

    Why somebody is paired with the viewer's own leader is not among them.
    """
    if not may_see_rounds(viewer, found.cohort, now):
        return []
    above = not_for(viewer, found.cohort, now)
    rows = list(
        found.pairs.select_related(
            "mentor__person", "mentee__person", "mentor__organisation", "mentee__organisation", "round__cohort"
        ).order_by("-fit", "mentor__person__name", "id")
    )
    return _with_reasons(rows, viewer, apart=[one for one in rows if is_apart(one.mentee, above)])


def unmatched(viewer: Any, found: Round, now: datetime) -> list[Reasoned]:
    """Everybody for whom the round found nobody, with their reasons; for a co-ordinator, nothing for anybody else."""
    if not may_see_rounds(viewer, found.cohort, now):
        return []
    rows = found.unmatched.select_related("participation__person", "participation__organisation", "round__cohort")
    left = list(rows.order_by("participation__role", "participation__person__name"))
    above = not_for(viewer, found.cohort, now)
    apart = [one for one in left if is_apart(one.participation, above)]
    return _with_reasons(left, viewer, apart=apart)


def published_unscoped(cohort: Cohort) -> list[Round]:
    """The cohort's published rounds, first to last; for the evaluation of a rehearsal."""
    return list(Round.objects.filter(cohort=cohort, status="published").order_by("number"))


def proposed_unscoped(found: Round) -> list[Pair]:
    """The round's pairs in the order of names; for the evaluation of a rehearsal."""
    return list(_whole().filter(round=found).order_by("mentor__person__name", "mentee__person__name"))


def left_over_unscoped(found: Round) -> int:
    """How many people the round found nobody for; for the evaluation of a rehearsal."""
    return found.unmatched.count()


def unexplained_unscoped(found: Round) -> int:
    """How many of the round's pairs and people have no explanation; for the evaluation of a rehearsal."""
    return unexplained(found)


def to_answer(viewer: Any, now: datetime) -> list[Pair]:
    """The pairs that wait for the viewer's own answer."""
    turn = Q(mentor__person=viewer.id, status="mentor_asked") | Q(mentee__person=viewer.id, status="mentee_asked")
    return list(_whole().filter(turn))


def find_pair(viewer: Any, id: UUID | str, now: datetime) -> Pair | None:
    """A pair about which the viewer was asked, answered or not; None for anybody else and before their turn."""
    pair = _whole().filter(pk=id).first()
    return pair if pair is not None and not may_answer(viewer, pair, now).hidden else None


def asked_about(viewer: Any, own: Participation) -> list[str]:
    """The names of those who are being asked about the viewer, as far as the viewer may know: leaders, never mentors.

    A reverse mentor knows whom they said yes to; a leader learns of a reverse mentor when that person has said yes.
    """
    if own.person_id != viewer.id or own.role != "mentor":
        return []
    found = _whole().filter(mentor=own, status="mentee_asked")
    return [pair.mentee.person.name for pair in found.order_by("mentee__person__name", "id")]


def find_question(viewer: Any, id: UUID | str, now: datetime) -> Pair | None:
    """A pair of a cohort that the viewer keeps, to stop waiting for an answer; None for anybody else."""
    pair = _whole().filter(pk=id).first()
    return pair if pair is not None and not may_close_question(viewer, pair, now).hidden else None


def of_case(viewer: Any, participation: Participation, now: datetime) -> list[Pair]:
    """The pairs of one reverse mentee that wait for an answer, for whoever may stop waiting; else nothing."""
    found = _whole().filter(mentee=participation, status__in=("mentor_asked", "mentee_asked")).order_by("id")
    return [one for one in found if may_close_question(viewer, one, now)]


def waiting(viewer: Any, cohort: Cohort, now: datetime) -> list[Pair]:
    """The pairs of any round of the cohort that wait for an answer, the longest first; for its co-ordinators."""
    if not may_see_rounds(viewer, cohort, now):
        return []
    found = _whole().filter(round__cohort=cohort, status__in=("mentor_asked", "mentee_asked"))
    return list(found.order_by("round__number", "mentor__person__name", "id"))


def round_before(viewer: Any, found: Round, now: datetime) -> Round | None:
    """The round before one that was answered, to compare with; None for the first and for anybody else."""
    if not may_see_rounds(viewer, found.cohort, now):
        return None
    earlier = Round.objects.filter(cohort=found.cohort, number__lt=found.number).exclude(status="stopped")
    return earlier.order_by("-number").first()


def holds(viewer: Any, cohort: Cohort, now: datetime) -> list[Hold]:
    """Who is kept out of rounds and what they wait for, by name; for the cohort's co-ordinators."""
    if not may_see_rounds(viewer, cohort, now):
        return []
    found = Hold.objects.filter(participation__cohort=cohort, participation__status="taking_part", lifted_at=None)
    found = found.exclude(is_not_for(viewer, cohort, now, "participation__"))
    found = found.select_related("participation__person")
    return list(found.order_by("participation__person__name", "id"))


def holds_on(viewer: Any, participation: Participation, now: datetime) -> list[Hold]:
    """What one person waits for, for whoever may keep them out of rounds; nothing for anybody else."""
    if not may_hold(viewer, participation, now):
        return []
    return list(participation.holds.filter(lifted_at=None).order_by("kind"))


def _whole() -> Any:
    return Pair.objects.select_related(
        "round__cohort__programme", "mentor__person", "mentee__person", "mentor__organisation", "mentee__organisation"
    )


def _with_reasons(rows: list[Any], viewer: Any, *, apart: list[Any]) -> list[Reasoned]:
    """Each row with its reasons; those of `apart` are not even unlocked."""
    told = [row for row in rows if row not in apart]
    reasons = vault.unlock_many(told, "reasons", by=viewer, purpose="reviewing a round")
    known = {row.pk: why or {} for row, why in zip(told, reasons, strict=True)}
    return [Reasoned(row, known.get(row.pk, {}), apart=row.pk not in known) for row in rows]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many people of each role could be paired now, and how many take part but are not trained yet.

    `somebody_new` is whether anybody has a place whom the last round did not already leave over.
    """

    mentors: int
    mentees: int
    untrained: int
    somebody_new: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What one of two people is shown before answering: of the other by the other's own choice, and of both."""

    told: Told
    about: tuple[str, ...]


def readiness(viewer: Any, cohort: Cohort, now: datetime) -> Readiness | None:
    """Who could be paired now, for the cohort's co-ordinators; None for anybody else."""
    if not may_see_rounds(viewer, cohort, now):
        return None
    trained = training.trained_ids(cohort)
    free = ready(cohort, trained, places_taken(cohort))
    last = Round.objects.filter(cohort=cohort).order_by("-number").first()
    left = set(last.unmatched.values_list("participation_id", flat=True)) if last is not None else set()
    people = selection.matchable_unscoped(cohort).exclude(pk__in=trained)
    return Readiness(
        mentors=sum(one.role == "mentor" for one in free),
        mentees=sum(one.role == "mentee" for one in free),
        untrained=people.count(),
        somebody_new=any(one.pk not in left for one in free),
    )


def shown_to(viewer: Any, pair: Pair, now: datetime) -> Shown:
    """What the viewer is shown of the other when it is their turn to answer: never reasons, nor strands by default.

    A reverse mentor reads the leader's name and work, why they want this, what they want to learn about and let
    somebody observe. A leader reads of the reverse mentor what that person chose to show. `Refused` for anybody else,
    and for either when it is not their turn.
    """
    require(may_answer(viewer, pair, now))
    mentor_reads = viewer.id == pair.mentor.person_id
    other = pair.mentee if mentor_reads else pair.mentor
    reasons = vault.unlock(pair, "reasons", by=viewer, purpose="asking about a pair") or {}
    phrases = reasons.get("to_mentor" if mentor_reads else "to_mentee", ())
    return Shown(before_meeting(other, viewer), tuple(sentences(phrases)))
