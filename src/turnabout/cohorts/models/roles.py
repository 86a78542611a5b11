from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models.cohort import Cohort, Programme
from turnabout.cohorts.models.organisations import Organisation
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id

ROLES = (
    ("coordinator", _("Co-ordinator")),
    ("assessor", _("Assessor")),
    ("trainer", _("Trainer")),
    ("partner_lead", _("Partner-organisation lead")),
    ("independent_contact", _("Independent contact")),
    ("board_reader", _("Board reader")),
    ("ig_lead", _("Information-governance lead")),
    ("key_holder", _("Key holder")),
    ("sponsor", _("Sponsor")),
    ("dpo", _("Data-protection officer")),
)
ASKED = ("sponsor", "dpo", "key_holder")
"""The roles whose holders are asked to take something on before the cohort may go on."""


class Role(models.Model):
    """A person's role in one cohort, one programme or one organisation, from a day and until a day.

    `manager_email` is whom they report to at work: nobody decides about somebody in their own management line.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"))
    kind = none(models.CharField(max_length=20, choices=ROLES))
    manager_email = personal(models.EmailField(max_length=254, blank=True))
    organisation = none(models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="roles"))
    programme = none(models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, related_name="roles"))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, null=True, related_name="roles"))
    from_on = none(models.DateField())
    until_on = none(models.DateField(null=True))

    class Meta:
        ordering: ClassVar = ["kind", "from_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="role_in_one_place",
                condition=(
                    models.Q(cohort__isnull=False, programme__isnull=True, organisation__isnull=True)
                    | models.Q(cohort__isnull=True, programme__isnull=False, organisation__isnull=True)
                    | models.Q(cohort__isnull=True, programme__isnull=True, organisation__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class ReadinessMark(models.Model):
    """A line of the readiness checklist that a co-ordinator has marked as done; taken away, the row is gone."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="readiness_marks"))
    line = none(models.CharField(max_length=40))
    marked_at = none(models.DateTimeField())
    marked_by = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"))

    class Meta:
        ordering: ClassVar = ["marked_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "line"], name="one_mark_per_line")]

    def __str__(self) -> str:
        return self.line


class Undertaking(models.Model):
    """What the holder of a role was asked to take on before the cohort may go on, and whether they did.

    `given_by` is the holder when they said so themselves, else the co-ordinator who recorded it. `given_for` names
    the facts for which it was given (a signature under the assessment of other facts does not count).
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    role = none(models.OneToOneField(Role, on_delete=models.CASCADE, related_name="undertaking"))
    asked_at = none(models.DateTimeField(null=True))
    asked_by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    )
    given_at = none(models.DateTimeField(null=True))
    given_by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    )
    given_for = none(models.CharField(max_length=64, blank=True))

    class Meta:
        ordering: ClassVar = ["asked_at"]

    def __str__(self) -> str:
        return str(self.role_id)
