from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id

LONGEST_EMAIL = 254
"""So many characters an email address can have, and every column for one holds."""


def normal_email(address: str) -> str:
    """One spelling of an email address: NFKC, no outer space, lower case. Dots and plus signs stay."""
    return unicodedata.normalize("NFKC", address).strip().lower()


class People(BaseUserManager["Person"]):
    def make(self, *, name: str, email: str | None = None, **rest: Any) -> Person:
        """A new person who signs in by emailed code, or not at all when there is no address."""
        person = self.model(name=name.strip(), email=normal_email(email) if email else None, **rest)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=normal_email(username or ""))


class Person(AbstractBaseUser):
    """Somebody, once, in whatever cohorts and roles. Owns a data key; a way to sign in is optional."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    name = personal(models.CharField(_("full name"), max_length=200))
    email = personal(
        models.EmailField(_("email address"), max_length=LONGEST_EMAIL, null=True, blank=True, unique=True)
    )
    is_active = none(models.BooleanField(default=True))
    is_administrator = none(models.BooleanField(default=False))
    password = none(models.CharField(max_length=128))
    last_login = personal(models.DateTimeField(null=True, blank=True))

    label = "person"
    """How the audit trail names an author with an account: it outlives the name and never holds an address."""

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email", violation_error_code="unique")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normal_email(self.email) if self.email else None
        super().save(*args, **kwargs)

    @property
    def first_name_only(self) -> str:
        """The first word of the name, for a greeting."""
        return self.name.split(" ")[0]
