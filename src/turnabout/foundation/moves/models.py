from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from turnabout.foundation.audit.models import Evidence
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id


class StatusChange(models.Model):
    """One move that was made: what, from, to, by whom, when and why. Append only."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    table = none(models.CharField(max_length=60))
    thing_id = none(models.CharField(max_length=64))
    move = none(models.CharField(max_length=40))
    source = none(models.CharField(max_length=40))
    target = none(models.CharField(max_length=40))
    at = none(models.DateTimeField())
    by_id = personal(models.UUIDField(null=True))
    by_label = none(models.CharField(max_length=100))
    reason = none(models.CharField(max_length=60, blank=True, help_text="A code from the thing's fixed list."))
    number = none(models.PositiveIntegerField())

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "thing_id", "number"], name="one_move_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.move} ({self.source} → {self.target})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Evidence("A status change is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("A status change is never deleted.")
