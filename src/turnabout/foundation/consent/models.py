from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.audit.models import Evidence
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id


class ConsentEvent(models.Model):
    """Somebody agreed to something, changed it or took it back: the words they saw, when, and who wrote it down."""

    GIVEN, CHANGED, WITHDRAWN = "given", "changed", "withdrawn"
    KINDS = ((GIVEN, _("given")), (CHANGED, _("changed")), (WITHDRAWN, _("taken back")))

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"))
    purpose = none(models.CharField(max_length=60))
    scope = none(models.UUIDField(null=True, help_text=_("The cohort it is about, if any.")))
    kind = none(models.CharField(max_length=10, choices=KINDS))
    wording = none(models.CharField(max_length=60))
    at = none(models.DateTimeField())
    by_id = personal(models.UUIDField(null=True))
    number = none(models.PositiveIntegerField())

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "purpose", "scope", "number"], name="one_consent_event_at_a_time"
            ),
            # Databases hold that two empty scopes differ, so events about no cohort need a constraint of their own.
            models.UniqueConstraint(
                fields=["person", "purpose", "number"],
                condition=models.Q(scope=None),
                name="one_consent_event_at_a_time_without_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Evidence("A consent event is never changed; write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("A consent event is never deleted; write that it was taken back.")
