from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.planner import CLOSING, EXACT, KINDS, OPENING, SWITCHES, when
from turnabout.cohorts.policies import defaults
from turnabout.cohorts.statuses import COHORT
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField

PATTERNS = (("board", _("Board programme")), ("system", _("System programme")))
ORGANISATION_KINDS = (("nhs", _("NHS")), ("council", _("Council")), ("other", _("Other")))
TEAM, PLACE = "team", "place"
LISTS = ((TEAM, _("Team")), (PLACE, _("Place")))
ROLES = (
    ("coordinator", _("Co-ordinator")),
    ("assessor", _("Assessor")),
    ("trainer", _("Trainer")),
    ("partner_lead", _("Partner-organisation lead")),
    ("independent_contact", _("Independent contact")),
    ("board_reader", _("Board reader")),
    ("ig_lead", _("Information-governance lead")),
    ("key_holder", _("Key holder")),
    ("sponsor", _("Sponsor")),
    ("dpo", _("Data-protection officer")),
)
ASKED = ("sponsor", "dpo", "key_holder")
"""The roles whose holders are asked to take something on before the cohort may go on."""
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
    def colour_in_print(self) -> str:
        """The colour over its pages: its own, NHS blue beside the NHS logo, or "" for ours."""
        return self.colour or (NHS_BLUE if self.shows_nhs_logo else "")


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


class Role(models.Model):
    """A person's role in one cohort, one programme or one organisation, from a day and until a day.

    `manager_email` is whom they report to at work: nobody decides about somebody in their own management line.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"))
    kind = none(models.CharField(max_length=20, choices=ROLES))
    manager_email = personal(models.EmailField(max_length=254, blank=True))
    organisation = none(models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="roles"))
    programme = none(models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, related_name="roles"))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, null=True, related_name="roles"))
    from_on = none(models.DateField())
    until_on = none(models.DateField(null=True))

    class Meta:
        ordering: ClassVar = ["kind", "from_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="role_in_one_place",
                condition=(
                    models.Q(cohort__isnull=False, programme__isnull=True, organisation__isnull=True)
                    | models.Q(cohort__isnull=True, programme__isnull=False, organisation__isnull=True)
                    | models.Q(cohort__isnull=True, programme__isnull=True, organisation__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


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


class ReadinessMark(models.Model):
    """A line of the readiness checklist that a co-ordinator has marked as done; taken away, the row is gone."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="readiness_marks"))
    line = none(models.CharField(max_length=40))
    marked_at = none(models.DateTimeField())
    marked_by = personal(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"))

    class Meta:
        ordering: ClassVar = ["marked_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "line"], name="one_mark_per_line")]

    def __str__(self) -> str:
        return self.line


class Undertaking(models.Model):
    """What the holder of a role was asked to take on before the cohort may go on, and whether they did.

    `given_by` is the holder when they said so themselves, else the co-ordinator who recorded it. `given_for` names
    the facts for which it was given (a signature under the assessment of other facts does not count).
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    role = none(models.OneToOneField(Role, on_delete=models.CASCADE, related_name="undertaking"))
    asked_at = none(models.DateTimeField(null=True))
    asked_by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    )
    given_at = none(models.DateTimeField(null=True))
    given_by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    )
    given_for = none(models.CharField(max_length=64, blank=True))

    class Meta:
        ordering: ClassVar = ["asked_at"]

    def __str__(self) -> str:
        return str(self.role_id)


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
