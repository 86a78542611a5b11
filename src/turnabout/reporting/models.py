from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from turnabout.cohorts.models import Cohort
from turnabout.foundation.audit.models import Evidence
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.reporting.statuses import REPORT


class Report(models.Model):
    """The report on one cohort: a document tree, frozen with its digest, that every rendering is made from.

    A draft may be drafted afresh; a released report is evidence and never changes.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="report"))
    status = none(StatusField(REPORT))
    document = none(models.JSONField(default=dict))
    digest = none(models.CharField(max_length=64))
    drafted_at = none(models.DateTimeField())
    drafted_by = personal(models.UUIDField(null=True))
    released_at = none(models.DateTimeField(null=True))
    released_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["-drafted_at"]

    def __str__(self) -> str:
        return f"report on {self.cohort_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = None if self._state.adding else type(self).objects.values_list("status", flat=True).get(pk=self.pk)
        if stored == "released":
            raise Evidence("A released report is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("A report is never deleted.")
