from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.selection.models import Participation
from turnabout.training.kinds import CHOICES, KINDS, Kind
from turnabout.training.marks import MARKS
from turnabout.training.statuses import ARRANGEMENT, BOOKING, SESSION

TAKEN = ("booked", "attended")
"""The statuses of a booking that take up a place."""


class Session(models.Model):
    """One session of a cohort. Of all sessions with the same `choose_group` a person takes one.

    `access` says how people get there and take part. One for everybody has a public page: its link to join stands
    there only if `link_public`.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions"))
    kind = none(models.CharField(max_length=20, choices=CHOICES))
    step = none(models.CharField(max_length=40, help_text=_("Its step of the chain of dates, or added_ and a number.")))
    choose_group = none(models.CharField(max_length=40))
    title = none(models.CharField(_("title"), max_length=120))
    starts_at = none(models.DateTimeField())
    ends_at = none(models.DateTimeField())
    place = none(models.CharField(_("place"), max_length=200, blank=True))
    link = none(models.URLField(_("link to join"), max_length=500, blank=True))
    link_public = none(models.BooleanField(default=False, help_text=_("Whether the link stands on a public page.")))
    map_link = none(models.URLField(_("link to a map"), max_length=500, blank=True))
    access = none(models.TextField(_("getting there and taking part"), blank=True))
    capacity = none(models.PositiveSmallIntegerField(_("places"), null=True, blank=True))
    status = none(StatusField(SESSION))
    code_number = none(models.PositiveIntegerField(default=0, help_text=_("How often its code was made anew.")))
    planned_at = none(models.DateTimeField())
    planned_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["starts_at", "step"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cohort", "step"], condition=~Q(status="cancelled"), name="one_session_per_step"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.starts_at:%Y-%m-%d}"

    @property
    def sort(self) -> Kind:
        """What kind of session it is."""
        return KINDS[self.kind]


class Booking(models.Model):
    """Somebody's place in a session. `sequence` grows with every change that their calendar is told of."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    session = personal(models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings"))
    participation = personal(models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="bookings"))
    choose_group = none(models.CharField(max_length=40))
    status = none(StatusField(BOOKING))
    mark = personal(models.CharField(max_length=10, choices=MARKS, blank=True, help_text=_("What the register says.")))
    by_code = personal(models.BooleanField(default=False, help_text=_("Whether they typed the code of the room.")))
    needs_confirmed_at = personal(models.DateTimeField(null=True))
    needs_confirmed_by = personal(models.UUIDField(null=True))
    sequence = none(models.PositiveIntegerField(default=0))
    booked_at = none(models.DateTimeField())
    booked_by = personal(models.UUIDField(null=True))
    changed_at = none(models.DateTimeField())
    changed_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["booked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participation", "choose_group"], condition=Q(status__in=TAKEN), name="one_booking_per_choice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.session_id}"

    @property
    def cohort_id(self) -> UUID:
        """The cohort that the booking's messages belong to."""
        return self.participation.cohort_id

    @property
    def uid(self) -> str:
        """What calendars know the booking by, for its whole life."""
        return f"{self.id}@turnabout.invalid"


class Arrangement(models.Model):
    """One thing that somebody needs at one session, who sees to it, and by when. What it is only its key tells."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    session = personal(models.ForeignKey(Session, on_delete=models.PROTECT, related_name="arrangements"))
    participation = personal(models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="arrangements"))
    need = special(EncryptedField())
    instead = special(EncryptedField())
    owner = personal(models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+"))
    due_on = none(models.DateField())
    status = none(StatusField(ARRANGEMENT))
    asked_at = personal(models.DateTimeField())
    asked_by = personal(models.UUIDField(null=True))
    settled_at = personal(models.DateTimeField(null=True))
    settled_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.session_id}"

    def key_owner(self) -> UUID:
        """Whose key locks the need: the person who has it."""
        return self.participation.person_id


class Waiting(models.Model):
    """Somebody's place in the line for a full session; the row is there as long as they wait."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    session = personal(models.ForeignKey(Session, on_delete=models.PROTECT, related_name="waiting"))
    participation = personal(models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="waiting"))
    choose_group = none(models.CharField(max_length=40))
    joined_at = none(models.DateTimeField())
    joined_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["joined_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participation", "choose_group"], name="one_wait_per_choice")
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} waits for {self.session_id}"

    @property
    def cohort_id(self) -> UUID:
        """The cohort that its messages belong to."""
        return self.participation.cohort_id


class WrongCodes(models.Model):
    """How often somebody typed a wrong code at one session."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    session = personal(models.ForeignKey(Session, on_delete=models.CASCADE, related_name="wrong_codes"))
    participation = personal(models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="wrong_codes"))
    tries = personal(models.PositiveSmallIntegerField(default=0))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "participation"], name="one_count_of_wrong_codes")
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.session_id}"


class OwnCalendar(models.Model):
    """How somebody's sessions stand in their own calendar: under which titles, and at what address.

    Of the address only the digest of its secret is kept; empty when there is none.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    person = personal(models.OneToOneField(Person, on_delete=models.CASCADE, related_name="own_calendar"))
    own_titles = personal(models.BooleanField(default=False))
    digest = personal(models.CharField(max_length=64, blank=True, db_index=True))
    made_at = personal(models.DateTimeField(null=True))
    made_by = personal(models.UUIDField(null=True))

    def __str__(self) -> str:
        return f"{self.person_id}"
