from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.matching.statuses import PAIR, ROUND
from turnabout.selection.models import Participation

HOLDS = (
    ("hr", _("Human Resources asked to wait")),
    ("adjustments", _("An adjustment is not in place yet")),
)


class Round(models.Model):
    """One run of the engine on a frozen input. Input, answer and explanations are locked under the round's own key."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="rounds"))
    number = none(models.PositiveSmallIntegerField())
    status = none(StatusField(ROUND))
    problem = special(EncryptedField())
    result = special(EncryptedField())
    trouble = none(models.TextField(blank=True))
    problem_digest = none(models.CharField(max_length=64))
    policy_digest = none(models.CharField(max_length=64, blank=True))
    result_digest = none(models.CharField(max_length=64, blank=True))
    engine_version = none(models.CharField(max_length=20, blank=True))
    verified = none(models.BooleanField(default=False))
    mentors = none(models.PositiveIntegerField(default=0))
    mentees = none(models.PositiveIntegerField(default=0))
    pair_count = none(models.PositiveIntegerField(default=0))
    worst_fit = none(models.PositiveIntegerField(null=True))
    total_fit = none(models.PositiveIntegerField(default=0))
    run_at = none(models.DateTimeField())
    run_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "number"], name="one_round_per_number")]

    def __str__(self) -> str:
        return f"Round {self.number}"

    def key_owner(self) -> UUID:
        """The round's own key: it goes when the round's record goes, and holds several people's data."""
        return self.id


class Pair(models.Model):
    """Two people whom a round proposes to each other. Why is told to the co-ordinator only."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    round = none(models.ForeignKey(Round, on_delete=models.CASCADE, related_name="pairs"))
    mentor = personal(models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="proposed_as_mentor"))
    mentee = personal(models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="proposed_as_mentee"))
    status = none(StatusField(PAIR))
    fit = none(models.PositiveIntegerField())
    reasons = special(EncryptedField())

    class Meta:
        ordering: ClassVar = ["-fit", "id"]
        verbose_name = "pair"
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "mentor", "mentee"], name="once_per_round")]

    def __str__(self) -> str:
        return f"Pair {self.id}"

    @property
    def cohort_id(self) -> UUID:
        """The cohort that the pair's round belongs to."""
        return self.round.cohort_id

    def key_owner(self) -> UUID:
        """The round's key locks the reasons."""
        return self.round_id


class Unmatched(models.Model):
    """Somebody for whom a round found nobody, and why; for the co-ordinator only."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    round = none(models.ForeignKey(Round, on_delete=models.CASCADE, related_name="unmatched"))
    participation = personal(models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+"))
    reasons = special(EncryptedField())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "participation"], name="unmatched_once_per_round")
        ]

    def __str__(self) -> str:
        return f"Unmatched {self.participation_id}"

    def key_owner(self) -> UUID:
        """The round's key locks the reasons."""
        return self.round_id


class Hold(models.Model):
    """Somebody is kept out of rounds until a matter outside this system is settled: which, as a code, never how."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    participation = personal(models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="holds"))
    kind = personal(models.CharField(max_length=20, choices=HOLDS))
    placed_at = none(models.DateTimeField())
    placed_by = personal(models.UUIDField(null=True))
    lifted_at = none(models.DateTimeField(null=True))
    lifted_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participation", "kind"], condition=models.Q(lifted_at__isnull=True), name="held_once_for_each"
            )
        ]

    def __str__(self) -> str:
        return f"Hold {self.kind} {self.participation_id}"
