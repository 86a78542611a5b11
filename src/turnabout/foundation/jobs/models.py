from typing import ClassVar

from django.db import models

from turnabout.foundation.datamap import none, personal


class Due(models.Model):
    """A job for later: `tick` starts it once its time has come. One row for each `key`."""

    key = none(models.CharField(max_length=200, primary_key=True))
    job = none(models.CharField(max_length=100))
    arguments = personal(models.JSONField(default=dict))
    due_at = none(models.DateTimeField(db_index=True))

    class Meta:
        ordering: ClassVar = ["due_at", "key"]

    def __str__(self) -> str:
        return f"{self.job} at {self.due_at:%Y-%m-%d %H:%M}"
