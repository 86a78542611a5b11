"""Making people known: the first administrator, and somebody entered by another person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action


@action("person.registered")
def register_person(*, name: str, email: str | None, by: Any, now: datetime) -> Person:
    """Make somebody known, or find them by address; a person who exists keeps their own name. Returns the person."""
    if not name.strip():
        raise Refused(_("Enter the person's name."))
    found = Person.objects.filter(email=normal_email(email)).first() if email else None
    return found or Person.objects.make(name=name, email=email)


@action("person.made_administrator", about="person")
def make_administrator(*, person: Person, by: Any, now: datetime) -> Person:
    """Let `person` make organisations and programmes here. They read no content: keys and content are apart."""
    person.is_administrator = True
    person.save(update_fields=["is_administrator"])
    return person
