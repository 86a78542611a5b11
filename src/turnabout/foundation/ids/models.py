from hashlib import sha256

from django.conf import settings
from django.db import models

from turnabout.foundation.datamap import none, personal


class UsedKey(models.Model):
    """The idempotency key of a form that was sent, and where its sender was taken; a second press goes there too.

    The address of the form is kept as a digest, because the address of a one-time link ends in its secret. For the
    same reason `outcome` must never be the address of such a link.
    """

    key = none(models.UUIDField(primary_key=True))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True))
    path = none(models.CharField(max_length=64))
    outcome = none(models.CharField(max_length=500, blank=True))
    used_at = none(models.DateTimeField())

    def __str__(self) -> str:
        return f"{self.key} → {self.outcome}"


def digest_of(path: str) -> str:
    """What is kept of the address of a form: its SHA-256 as 64 hexadecimal digits."""
    return sha256(path.encode()).hexdigest()
