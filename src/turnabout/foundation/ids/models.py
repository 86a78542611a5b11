from django.conf import settings
from django.db import models

from turnabout.foundation.datamap import none, personal


class UsedKey(models.Model):
    """The idempotency key of a form that was sent, and where its sender was taken; a second press goes there too."""

    key = none(models.UUIDField(primary_key=True))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True))
    path = none(models.CharField(max_length=500))
    outcome = none(models.CharField(max_length=500, blank=True))
    used_at = none(models.DateTimeField())

    def __str__(self) -> str:
        return f"{self.path} → {self.outcome}"
