from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from turnabout.applications.models import ROLES
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.selection.statuses import PARTICIPATION


class Participation(models.Model):
    """Somebody takes part in a cohort in a role. Later rooms refer to this, never to an application.

    `profile` holds, under the person's key, what matching may use and what a partner may be told; see `queries` and
    `partners`, which decide who reads what of it.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="participations"))
    person = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations")
    )
    role = personal(models.CharField(max_length=10, choices=ROLES))
    status = none(StatusField(PARTICIPATION))
    organisation = personal(models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+"))
    directorate = personal(models.CharField(max_length=200, blank=True))
    job_title = personal(models.CharField(max_length=200, blank=True))
    level = personal(models.PositiveSmallIntegerField())
    manager_email = personal(models.EmailField(max_length=254, blank=True))
    modes = personal(models.JSONField(default=list))
    available = personal(models.JSONField(default=list))
    capacity = none(models.PositiveSmallIntegerField(default=1))
    open_to_any = personal(models.BooleanField(default=False))
    is_chief_executive = personal(models.BooleanField(default=False))
    alumnus_exempt = none(models.BooleanField(default=False))
    hr_clear = personal(models.BooleanField(default=True))
    profile = special(EncryptedField())
    accepted_at = none(models.DateTimeField())
    accepted_by = personal(models.UUIDField(null=True))
    left_free_at = none(models.DateTimeField(null=True))
    left_free_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_participation_per_person_and_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.id}"

    def key_owner(self) -> UUID:
        """The participant's own key locks their profile."""
        return self.person_id
