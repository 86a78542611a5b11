from __future__ import annotations

from typing import ClassVar

from django.db import models

from turnabout.cohorts.models import Cohort
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id


class Rehearsal(models.Model):
    """One rehearsal of a cohort: asked for, begun, and over once `ended_at` is there. A cohort keeps its latest one.

    Everybody in it is invented. `troubles` is what was refused on the way, each with its instant and reason; `broke`
    says that it could not be played to its end at all.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="rehearsal"))
    asked_at = none(models.DateTimeField())
    asked_by = personal(models.UUIDField(null=True))
    begun_at = none(models.DateTimeField(null=True))
    begun_by = personal(models.UUIDField(null=True))
    ended_at = none(models.DateTimeField(null=True))
    ended_by = personal(models.UUIDField(null=True))
    broke = none(models.BooleanField(default=False))
    people = none(models.PositiveSmallIntegerField(default=0))
    troubles = none(models.JSONField(default=list))

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.asked_at:%Y-%m-%d}"


class Sent(models.Model):
    """One message that was written in a rehearsal, and to which invented person. It went nowhere.

    Its words name the cohort's contact, as the public page does.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    rehearsal = none(models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="sent"))
    at = none(models.DateTimeField())
    kind = none(models.CharField(max_length=100))
    who = none(models.CharField(max_length=200))
    job = none(models.CharField(max_length=40))
    subject = none(models.CharField(max_length=200))
    body = personal(models.TextField())
    method = none(models.CharField(max_length=20, blank=True))

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["rehearsal", "at"], name="sent_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
