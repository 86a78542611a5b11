from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from turnabout.cohorts.models import Cohort
from turnabout.foundation.datamap import monitoring, none, personal
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id


class Row(models.Model):
    """What one person answered to the equality questions of one cohort. Nothing points here, and nothing lists it."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+"))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"))
    recorded_at = none(models.DateTimeField())
    recorded_by = personal(models.UUIDField(null=True))
    answers = monitoring(EncryptedField())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_monitoring_row_per_person_and_cohort")
        ]

    def __str__(self) -> str:
        return f"monitoring row {self.id}"

    def key_owner(self) -> UUID:
        """Each person's own key locks their row, so that shredding the key empties it."""
        return self.person_id
