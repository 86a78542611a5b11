"""Ways in that are good before somebody applies: a cohort's short address, and who wants to hear of the next one."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from turnabout.cohorts.models.cohort import Cohort, Programme
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id


class ShortLink(models.Model):
    """The short address of a cohort. A code is given once: it stays when its cohort is gone, and leads nowhere else."""

    code = none(models.CharField(max_length=12, primary_key=True))
    cohort = none(models.OneToOneField(Cohort, on_delete=models.SET_NULL, null=True, related_name="short_link"))

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class Interest(models.Model):
    """An address that wants one message: when the programme opens next. Gone once that is written, or on `until_on`.

    `seal` tells that an address is there already, without the address. The row has a key of its own, and neither the
    instant at which it came nor who brought it: nobody can put it beside what somebody did at that time.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    programme = none(models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="interests"))
    address = personal(EncryptedField())
    seal = personal(models.CharField(max_length=64))
    until_on = none(models.DateField())

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "seal"], name="one_interest_per_address")]

    def __str__(self) -> str:
        return str(self.programme_id)

    def key_owner(self) -> UUID:
        """The row's own key: shredded with the row, whatever copy of the row lies elsewhere."""
        return self.id
