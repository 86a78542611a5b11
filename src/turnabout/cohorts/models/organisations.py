from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id

ORGANISATION_KINDS = (("nhs", _("NHS")), ("council", _("Council")), ("other", _("Other")))
TEAM, PLACE = "team", "place"
LISTS = ((TEAM, _("Team")), (PLACE, _("Place")))
NHS_BLUE = "#005eb8"
SUPPORT_KINDS = (
    ("speak_up", _("Speaking up")),
    ("wellbeing", _("Wellbeing")),
    ("safeguarding", _("Safeguarding")),
    ("hr", _("Human Resources")),
    ("network", _("Staff network")),
    ("union", _("Trade union")),
)
"""What somebody can need support with, in the order in which the help page lists it."""
EVERYBODY_NEEDS = ("speak_up", "wellbeing", "hr", "network")
"""The kinds of contact that every organisation ought to have; the others are for whoever has them."""


class Organisation(models.Model):
    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    name = none(models.CharField(_("name"), max_length=200, unique=True))
    kind = none(models.CharField(max_length=10, choices=ORGANISATION_KINDS))
    may_use_nhs_logo = none(models.BooleanField(default=False))
    printed_name = none(models.CharField(_("name as printed"), max_length=200, blank=True))
    colour = none(models.CharField(_("colour"), max_length=7, blank=True))
    brand_version = none(models.PositiveIntegerField(default=0))
    logo_version = none(models.PositiveIntegerField(default=0))
    """The version of its brand that brought its own logo; 0 without one."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_print(self) -> str:
        """The name as it stands over pages."""
        return self.printed_name or self.name

    @property
    def shows_nhs_logo(self) -> bool:
        """Whether the NHS logo, a trade mark, stands over its pages."""
        return self.may_use_nhs_logo and self.kind == "nhs"

    @property
    def has_logo(self) -> bool:
        """Whether it has a logo of its own."""
        return self.logo_version > 0

    @property
    def shows_own_logo(self) -> bool:
        """Whether its own logo stands over its pages. The rules of the NHS logo let no other stand beside that one."""
        return self.has_logo and not self.shows_nhs_logo

    @property
    def colour_in_print(self) -> str:
        """The colour over its pages: its own, NHS blue beside the NHS logo, or "" for ours."""
        return self.colour or (NHS_BLUE if self.shows_nhs_logo else "")


class Logo(models.Model):
    """An organisation's own logo, as a picture that we wrote. It lies apart: whoever reads a name loads no picture."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    organisation = none(models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+"))
    png = none(models.BinaryField())

    def __str__(self) -> str:
        return f"logo {self.organisation_id}"


class SupportContact(models.Model):
    """Where the people of one organisation find help: a person or a team, and how to reach them."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    organisation = none(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="support_contacts"))
    kind = none(models.CharField(max_length=20, choices=SUPPORT_KINDS))
    name = personal(models.CharField(max_length=200))
    phone = personal(models.CharField(max_length=40, blank=True))
    email = personal(models.EmailField(max_length=254, blank=True))
    web = none(models.URLField(max_length=300, blank=True))
    hours = none(models.CharField(max_length=200, blank=True))

    class Meta:
        ordering: ClassVar = ["kind", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "name"], name="support_contact_listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Listed(models.Model):
    """A team or a place of an organisation, by the name that is held out to whoever types one. Names nobody."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    organisation = none(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="listed"))
    kind = none(models.CharField(max_length=10, choices=LISTS))
    name = none(models.CharField(_("name"), max_length=200))

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "name"], name="one_entry_of_a_name_per_list")
        ]

    def __str__(self) -> str:
        return self.name
