"""Whom an organisation's people can turn to, and what it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import checks, logos
from turnabout.cohorts.models import Logo, Organisation, SupportContact
from turnabout.cohorts.permissions import may_brand, may_change_contact, may_keep_contacts
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note

LISTED = _("“%(name)s” is in this list already, for the same thing. Change that one.")
LABELS = {"printed_name": "name", "logo_version": "logo", "may_use_nhs_logo": "nhs_logo"}
"""What the audit trail calls the parts of a brand."""
EITHER = _("You chose a new logo, and to take the logo off. Take the tick away, or choose no file.")


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
def set_brand(
    *,
    organisation: Organisation,
    name: str,
    colour: str,
    logo: bytes | None = None,
    without_logo: bool = False,
    may_use_nhs_logo: bool | None = None,
    by: Any,
    now: datetime,
) -> Organisation:
    """Say how the organisation looks over pages: the name as printed, the colour, its logo, and the NHS logo or not.

    An empty name is its name in full, an empty colour is ours. `logo` is a file as somebody chose it; without one the
    logo stays, unless `without_logo` takes it off. `may_use_nhs_logo` says anew whether it is entitled to that one.
    Refused for a colour that white words cannot be read on, with the nearest one that would do, for a file that
    cannot be a logo, and when the NHS logo is claimed for an organisation that is not of the NHS.
    """
    require(may_brand(by, organisation, now))
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update())
    nhs_logo = organisation.may_use_nhs_logo
    if may_use_nhs_logo is not None:
        nhs_logo = checks.entitled(organisation.kind, may_use_nhs_logo)
    version = organisation.brand_version + 1
    wanted = {
        "printed_name": name.strip(),
        "colour": checks.colour(colour, nhs_blue=nhs_logo and organisation.kind == "nhs"),
        "logo_version": _change_logo(organisation, version, logo, without_logo),
        "may_use_nhs_logo": nhs_logo,
    }
    changed = [LABELS.get(part, part) for part, value in wanted.items() if getattr(organisation, part) != value]
    for part, value in (wanted | {"brand_version": version}).items():
        setattr(organisation, part, value)
    organisation.save(update_fields=[*wanted, "brand_version"])
    note(changed=changed, colour=organisation.colour, logo=organisation.has_logo, nhs_logo=nhs_logo, version=version)
    return organisation


def _change_logo(organisation: Organisation, version: int, logo: bytes | None, without_logo: bool) -> int:
    """Keep a new logo, or none, or what stands; the version of the brand that brought what is kept then, 0 for none."""
    if logo is not None:
        if without_logo:
            raise Refused(EITHER, field="without_logo")
        Logo.objects.update_or_create(organisation=organisation, defaults={"png": logos.png_of(logo)})
        return version
    if without_logo:
        Logo.objects.filter(organisation=organisation).delete()
        return 0
    return organisation.logo_version
