from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.applications.models import ROLES, WISHES, Application
from turnabout.cohorts.models import Cohort, Organisation, Programme
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.importing.statuses import UPLOAD

APPLICATIONS, ALUMNI = "applications", "alumni"
KINDS = ((APPLICATIONS, _("Applications")), (ALUMNI, _("People who took part earlier")))
NEW, SAME, CLASH, FAULT = "new", "same", "clash", "fault"
STATES = (
    (NEW, _("New")),
    (SAME, _("Already here, unchanged")),
    (CLASH, _("Already here, and different")),
    (FAULT, _("Needs mending")),
)
"""What becomes of one row."""
LEFT = "left"
"""Counted besides, after an import: new rows of people who were left alone. Which these are is not kept."""


class Upload(models.Model):
    """One file that somebody uploaded for one cohort, and how far its import has come.

    File, headings and rows are locked under the upload's own key, which is shredded together with them when the
    import is over: done, dropped, or `until`. The counts stay. Only whoever uploaded it sees it.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="uploads"))
    kind = none(models.CharField(max_length=20, choices=KINDS))
    role = none(models.CharField(max_length=10, choices=WISHES, blank=True))
    status = none(StatusField(UPLOAD))
    file_name = personal(models.CharField(max_length=200, blank=True))
    read_as = none(models.CharField(max_length=60, blank=True))
    received_on = none(models.DateField(null=True))
    columns = none(models.JSONField(default=dict))
    row_count = none(models.PositiveIntegerField(default=0))
    judged = none(models.PositiveIntegerField(default=0))
    counts = none(models.JSONField(default=dict))
    uploaded_at = none(models.DateTimeField())
    uploaded_by = personal(models.UUIDField(null=True))
    until = none(models.DateTimeField())
    ended_at = none(models.DateTimeField(null=True))
    ended_by = personal(models.UUIDField(null=True))
    file = special(EncryptedField())
    headings = special(EncryptedField())
    trouble = special(EncryptedField())

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]

    def __str__(self) -> str:
        return f"upload {self.id} ({self.status})"

    def key_owner(self) -> UUID:
        """The upload's own key: it holds many people's data, and goes with them."""
        return self.id


class Line(models.Model):
    """What the trial found about one row. `told` holds whom it is about, what was found, and the answers as read."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    upload = none(models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="lines"))
    number = none(models.PositiveIntegerField())
    state = none(models.CharField(max_length=10, choices=STATES))
    warned = none(models.BooleanField(default=False))
    told = special(EncryptedField())

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "number"], name="one_line_of_a_row")]

    def __str__(self) -> str:
        return f"row {self.number} of {self.upload_id}"

    def key_owner(self) -> UUID:
        """The upload's key locks its rows."""
        return self.upload_id


class Arrival(models.Model):
    """That an application came in a list, and a digest of what its row said: the same row later changes nothing."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = none(models.OneToOneField(Application, on_delete=models.CASCADE, related_name="arrival"))
    upload = none(models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, related_name="arrivals"))
    digest = special(EncryptedField())

    def __str__(self) -> str:
        return f"arrival of {self.application_id}"

    def key_owner(self) -> UUID:
        """The applicant's own key locks what was said of them."""
        return self.application.person_id


class EarlierPlace(models.Model):
    """Somebody took part, to the end, in a cohort of the programme that was run before it was run here.

    It makes them an alumnus: they need not come to the same briefing twice, and a new form knows what is here. They
    are written to only if they agreed to it, on `contact_on`.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="earlier"))
    programme = none(models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="earlier"))
    role = personal(models.CharField(max_length=10, choices=ROLES))
    cohort_name = none(models.CharField(max_length=100))
    ended_on = none(models.DateField())
    organisation = personal(models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+"))
    organisation_name = personal(models.CharField(max_length=200, blank=True))
    directorate = personal(models.CharField(max_length=200, blank=True))
    job_title = personal(models.CharField(max_length=200, blank=True))
    staff_group = personal(models.CharField(max_length=60, blank=True))
    grade = personal(models.CharField(max_length=60, blank=True))
    base = personal(models.CharField(max_length=200, blank=True))
    contact_on = personal(models.DateField(null=True))
    imported_at = none(models.DateTimeField())
    imported_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["-ended_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "programme", "role", "cohort_name"], name="one_earlier_place_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.cohort_name}"


class Remembered(models.Model):
    """How columns were matched, for the next file with the same headings, of which a digest stands here."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    programme = none(models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+"))
    kind = none(models.CharField(max_length=20, choices=KINDS))
    role = none(models.CharField(max_length=10, choices=WISHES, blank=True))
    headings = none(models.CharField(max_length=64))
    columns = none(models.JSONField(default=dict))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "kind", "role", "headings"], name="matched_once")
        ]

    def __str__(self) -> str:
        return f"columns of {self.kind} {self.role}"
