"""Whom an organisation's people can turn to, and what it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import checks
from turnabout.cohorts.models import Organisation, SupportContact
from turnabout.cohorts.permissions import may_brand, may_change_contact, may_keep_contacts
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note

LISTED = _("“%(name)s” is in this list already, for the same thing. Change that one.")


@action("support_contact.added", about="organisation")
def add_contact(
    *, organisation: Organisation, kind: str, contact: Mapping[str, str], by: Any, now: datetime
) -> SupportContact:
    """List somebody whom the organisation's people can turn to.

    `contact` has "name", "phone", "email", "web" and "hours". Refused without a name, without any way to reach them,
    and when the same name is listed for the same thing.
    """
    require(may_keep_contacts(by, organisation, now))
    kept = checks.support(kind, contact)
    if organisation.support_contacts.filter(kind=kind, name=kept["name"]).exists():
        raise Refused(LISTED % {"name": kept["name"]})
    note(contact=kind)
    return SupportContact.objects.create(organisation=organisation, kind=kind, **kept)


@action("support_contact.changed", about="contact")
def change_contact(
    *, contact: SupportContact, kind: str, given: Mapping[str, str], by: Any, now: datetime
) -> SupportContact:
    """Put right what is said of a support contact. Refused like `add_contact`."""
    require(may_change_contact(by, contact, now))
    kept = {"kind": kind, **checks.support(kind, given)}
    others = SupportContact.objects.filter(organisation=contact.organisation_id).exclude(pk=contact.pk)
    if others.filter(kind=kind, name=kept["name"]).exists():
        raise Refused(LISTED % {"name": kept["name"]})
    note(contact=kind, changed=sorted(name for name, value in kept.items() if getattr(contact, name) != value))
    for name, value in kept.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(kept))
    return contact


@action("support_contact.removed", about="contact")
def remove_contact(*, contact: SupportContact, by: Any, now: datetime) -> None:
    """Take a support contact off the list; nobody finds it on the help page any more."""
    require(may_change_contact(by, contact, now))
    note(contact=contact.kind, organisation=str(contact.organisation_id))
    SupportContact.objects.filter(pk=contact.pk).delete()


@action("organisation.branded", about="organisation")
def set_brand(*, organisation: Organisation, name: str, colour: str, by: Any, now: datetime) -> Organisation:
    """Say how the organisation's name is printed over pages, and in which colour; empty is its name and our colour.

    Refused for a colour that white words cannot be read on, with the nearest one that would do.
    """
    require(may_brand(by, organisation, now))
    organisation.printed_name, organisation.colour = name.strip(), checks.colour(colour, organisation)
    organisation.brand_version += 1
    organisation.save(update_fields=["printed_name", "colour", "brand_version"])
    note(colour=organisation.colour, version=organisation.brand_version)
    return organisation
