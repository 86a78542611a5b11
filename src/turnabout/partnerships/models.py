from __future__ import annotations

from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.audit.models import Evidence
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.partnerships.statuses import MEETING, PARTNERSHIP
from turnabout.selection.models import Participation

MODES = (("in_person", _("In person")), ("video", _("By video")), ("phone", _("By phone")))
CANCEL_REASONS = (
    ("work", _("Work came up")),
    ("leave", _("Leave or illness")),
    ("access", _("An adjustment or the place did not work")),
    ("other", _("Something else")),
)
LONGEST_PLACE = 200


class Partnership(models.Model):
    """One reverse mentor and one reverse mentee who both said yes."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="partnerships"))
    mentor = personal(models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="as_mentor"))
    mentee = personal(models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="as_mentee"))
    status = none(StatusField(PARTNERSHIP))
    agreed_at = none(models.DateTimeField())
    agreed_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mentor", "mentee"], name="these_two_once")]

    def __str__(self) -> str:
        return f"Partnership {self.id}"

    def role_of(self, person: Any) -> str:
        """“mentor” or “mentee” for one of the two, "" for anybody else."""
        if person.id == self.mentor.person_id:
            return "mentor"
        return "mentee" if person.id == self.mentee.person_id else ""

    def part_of_partner(self, person: Any) -> Participation:
        """The other one's part in the cohort: work and organisation stand there."""
        return self.mentee if self.role_of(person) == "mentor" else self.mentor

    def partner_of(self, person: Any) -> Any:
        """The other one of the two."""
        return self.part_of_partner(person).person


class Signature(models.Model):
    """One of the two signed these words; each keeps their own copy under their own key."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    partnership = personal(models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="signatures"))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"))
    version = none(models.CharField(max_length=20))
    digest = none(models.CharField(max_length=64))
    copy = special(EncryptedField())
    signed_at = none(models.DateTimeField())
    signed_by = personal(models.UUIDField(null=True))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "person", "digest"], name="sign_the_same_words_once")
        ]

    def __str__(self) -> str:
        return f"Signature {self.version}"

    def key_owner(self) -> UUID:
        """The signer's own key locks their copy."""
        return self.person_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Evidence("A signature is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("A signature is never deleted.")


class Meeting(models.Model):
    """One meeting of a pair: when and how, never what was said."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    partnership = personal(models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="meetings"))
    starts_at = personal(models.DateTimeField())
    ends_at = personal(models.DateTimeField())
    mode = none(models.CharField(max_length=10, choices=MODES))
    place = personal(models.CharField(max_length=200, blank=True))
    status = none(StatusField(MEETING))
    sequence = none(models.PositiveSmallIntegerField(default=0))
    cancelled_by_role = personal(models.CharField(max_length=10, blank=True))
    why_cancelled = special(EncryptedField())
    proposed_at = none(models.DateTimeField())
    proposed_by = personal(models.UUIDField(null=True))
    changed_at = none(models.DateTimeField())
    changed_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"Meeting {self.id}"

    def key_owner(self) -> UUID:
        """The pair's key locks why a meeting was cancelled, which may tell of illness or an adjustment."""
        return self.partnership_id
