from __future__ import annotations

from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import models

from turnabout.cohorts.models import Cohort
from turnabout.foundation.audit.models import Evidence
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


class PrintedTable(models.Model):
    """A protected table that left this room, word for word. Written once and never changed.

    `record` holds rounded numbers and stars alone. `behind` holds, for the auditor, who was counted: it is what a later
    table of the same questions is attacked together with (policy D8), and no reader's page can reach it.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+"))
    items = none(models.JSONField())
    record = none(models.JSONField())
    digest = none(models.CharField(max_length=64))
    behind = monitoring(EncryptedField())
    printed_at = none(models.DateTimeField())
    printed_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["printed_at", "id"]

    def __str__(self) -> str:
        return f"{'+'.join(self.items)} {self.digest[:12]}"

    def key_owner(self) -> UUID:
        """A key of the table's own locks who was counted in it: it holds many people's data."""
        return self.id

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Evidence("A table that was printed is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("A table that was printed is never deleted.")
