from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, NoReturn, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, models

from turnabout.foundation.datamap import none, personal

FIRST = "0" * 64


class Author(Protocol):
    """Whoever can be named as the author of a write: an id (None for somebody without an account) and a label."""

    @property
    def id(self) -> UUID | None: ...

    @property
    def label(self) -> str: ...


class Evidence(TypeError):
    """Somebody tried to change or delete a row that is evidence."""


class AuditEvent(models.Model):
    """One line of the trail: labels and ids, no foreign keys, chained to the line before it."""

    number = none(models.BigAutoField(primary_key=True))
    at = none(models.DateTimeField())
    event = none(models.CharField(max_length=100))
    by_id = personal(models.UUIDField(null=True))
    by_label = none(models.CharField(max_length=100))
    thing = none(models.CharField(max_length=100, blank=True))
    thing_id = none(models.CharField(max_length=64, blank=True))
    details = none(models.JSONField(default=dict))
    previous = none(models.CharField(max_length=64))
    chained = none(models.CharField(max_length=64))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["thing", "thing_id"]), models.Index(fields=["by_id"])]

    def __str__(self) -> str:
        return f"{self.number} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding or not kwargs.pop("appending", False):
            raise Evidence("An audit line is written once, by AuditEvent.append, and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("An audit line is never deleted.")

    @classmethod
    def append(
        cls,
        event: str,
        *,
        by: Author,
        at: datetime,
        thing: models.Model | None = None,
        details: dict[str, Any] | None = None,
    ) -> AuditEvent:
        """Write the next line of the chain. Call it inside the transaction whose deed it tells."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(7305)")
        last = cls.objects.order_by("-number").values_list("chained", flat=True).first()
        line = cls(
            at=at,
            event=event,
            by_id=by.id,
            by_label=by.label,
            thing=thing._meta.label_lower if thing is not None else "",
            thing_id=str(thing.pk) if thing is not None else "",
            details=details or {},
            previous=last or FIRST,
        )
        line.chained = line.link()
        line.save(appending=True, force_insert=True)
        return line

    def link(self) -> str:
        """The keyed hash of this line and the one before it, as 64 hexadecimal digits."""
        told = [
            self.at.timestamp(),
            self.event,
            str(self.by_id),
            self.by_label,
            self.thing,
            self.thing_id,
            self.details,
            self.previous,
        ]
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hmac.new(settings.AUDIT_KEY, text.encode(), hashlib.sha256).hexdigest()

    @classmethod
    def broken(cls) -> Iterator[int]:
        """The numbers of the lines that do not follow from the line before them; none in a sound trail."""
        previous = FIRST
        for line in cls.objects.order_by("number").iterator():
            if line.previous != previous or not hmac.compare_digest(line.chained, line.link()):
                yield line.number
            previous = line.chained
