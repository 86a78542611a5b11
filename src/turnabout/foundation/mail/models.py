from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.moves.fields import StatusField


class Message(models.Model):
    """One message to one address, kept from the moment its cause was written."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    kind = none(models.CharField(max_length=80))
    scope = none(models.UUIDField(null=True, db_index=True))
    about = none(models.UUIDField(null=True, db_index=True))
    to_person = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    )
    to_address = personal(models.EmailField(max_length=254))
    subject = personal(models.CharField(max_length=200))
    body = personal(models.TextField())
    calendar = personal(models.TextField(blank=True))
    method = none(models.CharField(max_length=10, blank=True))
    status = none(StatusField(MESSAGE))
    queued_at = none(models.DateTimeField())
    queued_by = personal(models.UUIDField(null=True))
    not_before = none(models.DateTimeField(null=True))
    sent_at = none(models.DateTimeField(null=True))
    taken_until = none(models.DateTimeField(null=True))
    tries = none(models.PositiveSmallIntegerField(default=0))
    trouble = none(models.CharField(max_length=200, blank=True))

    class Meta:
        ordering: ClassVar = ["queued_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} ({self.status})"

    @property
    def message_id(self) -> str:
        """The constant Message-ID header: a copy sent twice can be told for a copy.

        It names the site's own host, as the links in the message do, and nothing else that could be looked up.
        """
        return f"<{self.id}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


class Wording(models.Model):
    """How one cohort wants one kind of message: its own words, kept back until let go, or not sent at all.

    Without words of its own (`body` empty) the standard ones stand, and without `days` those of its rule (`When`).
    """

    scope = none(models.UUIDField())
    kind = none(models.CharField(max_length=80))
    subject = none(models.CharField(max_length=200, blank=True))
    body = none(models.TextField(blank=True))
    held_first = none(models.BooleanField(default=False))
    switched_off = none(models.BooleanField(default=False))
    days = none(models.JSONField(null=True))
    changed_at = none(models.DateTimeField())
    changed_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["scope", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scope", "kind"], name="one_wording_per_kind")]

    def __str__(self) -> str:
        return self.kind


class Stopped(models.Model):
    """Somebody wants no optional messages of one cohort any more."""

    scope = none(models.UUIDField())
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"))
    stopped_at = none(models.DateTimeField())
    stopped_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["scope", "person"], name="stopped_once")]

    def __str__(self) -> str:
        return f"{self.scope}"
