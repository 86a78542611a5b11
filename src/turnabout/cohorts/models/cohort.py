from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models.organisations import Organisation
from turnabout.cohorts.planner import CLOSING, EXACT, KINDS, OPENING, SWITCHES, when
from turnabout.cohorts.policies import defaults
from turnabout.cohorts.statuses import COHORT
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField

PATTERNS = (("board", _("Board programme")), ("system", _("System programme")))


class Programme(models.Model):
    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    host = none(models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes"))
    name = none(models.CharField(_("name"), max_length=200))
    slug = none(models.SlugField(max_length=80, unique=True))

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


def only_england() -> list[str]:
    """The nations whose holidays a new cohort is warned of."""
    return ["england"]


class Cohort(models.Model):
    """One run of a programme. Its policies are frozen when it opens."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    programme = none(models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts"))
    number = none(models.PositiveSmallIntegerField(_("cohort number"), default=1))
    title = none(models.CharField(_("title"), max_length=200))
    slug = none(models.SlugField(max_length=80))
    pattern = none(models.CharField(max_length=10, choices=PATTERNS))
    status = none(StatusField(COHORT))
    organisations = models.ManyToManyField(Organisation, related_name="cohorts")
    strands = none(models.JSONField(default=list))
    starts_on = none(models.DateField(_("mentoring starts on")))
    what = none(models.TextField(_("what it is"), blank=True))
    who_for = none(models.TextField(_("who it is for"), blank=True))
    how_to_apply = none(models.TextField(_("how to apply"), blank=True))
    contact_name = personal(models.CharField(_("contact"), max_length=200))
    contact_email = personal(models.EmailField(_("contact email"), max_length=254))
    contact_phone = personal(models.CharField(_("contact phone"), max_length=40, blank=True))
    calendar_title = none(models.CharField(max_length=100, default="Leadership and inclusion programme"))
    chief_executive_exempt = none(models.BooleanField(default=False))
    policies = none(models.JSONField(default=defaults))
    nations = none(models.JSONField(default=only_england))
    switched_off = none(models.JSONField(default=list))
    extended_from = none(models.DateTimeField(null=True))
    extension_reason = none(models.CharField(max_length=300, blank=True))
    frozen_digest = none(models.CharField(max_length=64, blank=True))
    version = none(models.PositiveIntegerField(default=1))

    class Meta:
        ordering: ClassVar = ["programme", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "slug"], name="one_cohort_per_address"),
            models.UniqueConstraint(fields=["programme", "number"], name="one_cohort_per_number"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def closes_at(self) -> datetime | None:
        """The closing instant of applications (or of a leader's confirmation): from then on nothing can be sent.

        None as long as the day is not fixed.
        """
        closing = CLOSING[self.pattern]
        return next((one.ends_at for one in self.dates.all() if one.step == closing and one.kind == EXACT), None)

    @property
    def opens_at(self) -> datetime | None:
        """The instant from which applications (or invitations) were planned to be open; None if it is not fixed."""
        opening = OPENING[self.pattern]
        return next((one.starts_at for one in self.dates.all() if one.step == opening and one.kind == EXACT), None)

    def has(self, stage: str) -> bool:
        """Whether the cohort goes through `stage`, a code of `planner.SWITCHES`; `KeyError` when there is none such."""
        if stage not in {switch.code for switch in SWITCHES}:
            raise KeyError(f"No stage that can be switched off is called {stage!r}.")
        return stage not in self.switched_off


class PlannedDate(models.Model):
    """One step of the cohort's chain of dates: an instant or a span, or a whole day when `whole_day`.

    A window runs from the first midnight at which it may be to the last. One to be confirmed keeps the instants that
    it is counted on with, and they are printed nowhere. `said` are the co-ordinator's own words for either.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="dates"))
    step = none(models.CharField(max_length=40))
    label = none(models.CharField(max_length=200))
    starts_at = none(models.DateTimeField())
    ends_at = none(models.DateTimeField())
    whole_day = none(models.BooleanField(default=False))
    public = none(models.BooleanField(default=True))
    kind = none(models.CharField(max_length=20, choices=KINDS, default=EXACT))
    said = none(models.CharField(max_length=100, blank=True))

    class Meta:
        ordering: ClassVar = ["starts_at", "step"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "step"], name="one_date_per_step")]

    def __str__(self) -> str:
        return f"{self.step} {self.starts_at:%Y-%m-%d}"

    @property
    def words(self) -> str:
        """The label in the reader's language."""
        return gettext(self.label)

    @property
    def when(self) -> str:
        """The date as people read it."""
        return when(self)

    @property
    def exact(self) -> bool:
        """Whether the day is fixed."""
        return self.kind == EXACT


class Passage(models.Model):
    """One passage of what a cohort says in public beside its first words: its awards, its video, a role's pack.

    `values` holds what the co-ordinators wrote, by the name of the field; what they left alone is not there, and
    the page says what it says of itself.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="passages"))
    thing = none(models.CharField(max_length=40))
    values = none(models.JSONField(default=dict))
    version = none(models.PositiveIntegerField(default=1))

    class Meta:
        ordering: ClassVar = ["thing"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "thing"], name="one_passage_of_a_thing")]

    def __str__(self) -> str:
        return self.thing


class ListedLeader(models.Model):
    """A leader whom the co-ordinator wrote down while setting a Board programme up, to be named once it is open."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="listed_leaders"))
    name = personal(models.CharField(max_length=200))
    email = personal(models.EmailField(max_length=254))
    job_title = personal(models.CharField(max_length=200, blank=True))
    place = none(models.PositiveSmallIntegerField(default=0))

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "email"], name="one_listing_per_leader")]

    def __str__(self) -> str:
        return self.name
