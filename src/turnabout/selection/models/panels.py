from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.selection.statuses import ASSESSMENT

SHOWN, NOT_YET = "yes", "not_yet"
RECOMMENDS = ((SHOWN, _("Yes: what we look for is shown")), (NOT_YET, _("Not yet: something is not shown")))
SCORES = (("0", _("0: not shown")), ("1", _("1: partly shown")), ("2", _("2: shown")))


class Panel(models.Model):
    """How the applications of one cohort are assessed: by how many, and against which criteria.

    `readers` is empty as long as the number of applications decides it; `criteria` holds codes of the person
    specification, empty for those that the specification itself gives to a panel.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="panel"))
    readers = none(models.PositiveSmallIntegerField(null=True))
    criteria = none(models.JSONField(default=list))
    set_at = none(models.DateTimeField())
    set_by = personal(models.UUIDField(null=True))

    def __str__(self) -> str:
        return f"panel of {self.cohort_id}"


class Panellist(models.Model):
    """An assessor has declared whom they know too well; `apart` holds those addresses and teams under their own key.

    No other person ever reads `apart`: it only keeps applications away from them. `named` is how long it is, which
    co-ordinators see: naming nearly everybody would leave one person's application.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="panellists"))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="panels"))
    apart = special(EncryptedField())
    named = personal(models.PositiveSmallIntegerField(default=0))
    declared_at = none(models.DateTimeField())
    declared_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_declaration_per_assessor_and_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.cohort_id}"

    def key_owner(self) -> UUID:
        """The assessor's own key locks whom they know."""
        return self.person_id


class PanelCopy(models.Model):
    """A co-ordinator has read an application for the panel: the words to hide, and what was settled outside it.

    `settled` holds the codes of the criteria outside the panel, such as employment, that the co-ordinator found met.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = personal(models.OneToOneField(Application, on_delete=models.CASCADE, related_name="panel_copy"))
    hidden = special(EncryptedField())
    settled = personal(models.JSONField(default=list))
    checked_at = none(models.DateTimeField())
    checked_by = personal(models.UUIDField(null=True))

    def __str__(self) -> str:
        return f"copy of {self.application_id}"

    def key_owner(self) -> UUID:
        """The applicant's own key locks the words that would give them away."""
        return self.application.person_id


class Assessment(models.Model):
    """One application before one assessor: scores by criterion, a recommendation, and notes under the applicant's key.

    What stands in it before it is done is half-filled, and nobody else's.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = personal(models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments"))
    assessor = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessments")
    )
    status = none(StatusField(ASSESSMENT))
    scores = personal(models.JSONField(default=dict))
    recommends = personal(models.CharField(max_length=10, choices=RECOMMENDS, blank=True))
    notes = special(EncryptedField())
    assigned_at = none(models.DateTimeField())
    assigned_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "assessor"], name="one_assessment_per_assessor")
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.id}"

    def key_owner(self) -> UUID:
        """The applicant's own key locks what is said of them."""
        return self.application.person_id


class Settlement(models.Model):
    """What a co-ordinator settled where the assessors of an application differed, with the reason."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = personal(models.OneToOneField(Application, on_delete=models.CASCADE, related_name="settlement"))
    scores = personal(models.JSONField(default=dict))
    recommends = personal(models.CharField(max_length=10, choices=RECOMMENDS))
    words = special(EncryptedField())
    settled_at = none(models.DateTimeField())
    settled_by = personal(models.UUIDField(null=True))

    def __str__(self) -> str:
        return f"{self.recommends} {self.application_id}"

    def key_owner(self) -> UUID:
        """The applicant's own key locks what is said of them."""
        return self.application.person_id
