from __future__ import annotations

from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import models

from turnabout.applications.models import ROLES
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import Evidence
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.surveys.fields import SealedField
from turnabout.surveys.instruments import INSTRUMENTS, Instrument
from turnabout.surveys.statuses import QUESTIONNAIRE


class Questionnaire(models.Model):
    """One stage's questions to one cohort, both roles, and the key its box is sealed with.

    `plan` is the publication plan: what will be counted, fixed before the first answer. `protected_key` opens the
    box and is itself under the holder's passphrase. `pooled` means the entries stay sealed after the opening, to
    be counted together with a later cohort's; otherwise they are destroyed then.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="questionnaires"))
    stage = none(models.CharField(max_length=20))
    version = none(models.PositiveSmallIntegerField())
    status = none(StatusField(QUESTIONNAIRE))
    public_key = none(models.BinaryField())
    protected_key = none(models.BinaryField())
    plan = none(models.JSONField(default=dict))
    pooled = none(models.BooleanField(default=False))
    closes_at = none(models.DateTimeField(null=True))
    reminded = none(models.BooleanField(default=False))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "stage"], name="one_questionnaire_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.stage} questionnaire of {self.cohort_id}"

    @property
    def instrument(self) -> Instrument:
        """The questions it asks, in the version that was current when it was planned."""
        return INSTRUMENTS[self.stage, self.version]

    def invited_people(self) -> list[Person]:
        """Everybody it was sent to, answered or not: reminders go to all of them alike."""
        return [one.person for one in self.invitations.select_related("person").order_by("person__name")]


class Invitation(models.Model):
    """Somebody is asked, in the role they had when the questionnaire opened; a later change alters no group."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    questionnaire = none(models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="invitations"))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"))
    role = personal(models.CharField(max_length=10, choices=ROLES))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "person"], name="asked_once_per_questionnaire")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class Box(models.Model):
    """One person's sealed entry. It holds no date, no order, no history: answering again replaces the whole.

    That somebody answered can be seen here by whoever runs the database; what they answered cannot.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    questionnaire = none(models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="entries"))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"))
    sealed = special(SealedField())

    class Meta:
        verbose_name_plural = "boxes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "person"], name="one_entry_per_person")
        ]

    def __str__(self) -> str:
        return f"entry of {self.person_id}"

    def key_owner(self) -> UUID:
        """Nobody's own key opens it; the person it belongs to may have it deleted."""
        return self.person_id


class OpenAnswer(models.Model):
    """A leader's answer about their own change, under their own key; printed as one of an exact number."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    questionnaire = none(models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="open_answers"))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"))
    item = none(models.CharField(max_length=20))
    value = special(EncryptedField())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "person", "item"], name="one_open_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.person_id}"

    def key_owner(self) -> UUID:
        """The author's key locks the answer."""
        return self.person_id


class Publication(models.Model):
    """What left the box: the release, word for word. Written once, when the box opens, and never changed.

    `record` holds sentences alone. `behind` holds, for the auditor, whose answers stand behind each: it is what
    a later release is attacked together with (policy D9), and no reader's page can reach it.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    questionnaire = none(models.OneToOneField(Questionnaire, on_delete=models.PROTECT, related_name="publication"))
    record = none(models.JSONField())
    digest = none(models.CharField(max_length=64))
    behind = special(EncryptedField())
    made_on = none(models.DateField())

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.digest[:12]}"

    def key_owner(self) -> UUID:
        """A key of the questionnaire's own locks who is behind its sentences."""
        return self.questionnaire_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Evidence("What was published is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Evidence("What was published is never deleted.")
