from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.applications.models import Application
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.selection.statuses import VERDICT

ACCEPT, RESERVE, DECLINE, OTHER_ROUTE = "accept", "reserve", "decline", "other_route"
OUTCOMES = (
    (ACCEPT, _("Accept")),
    (RESERVE, _("Reserve list")),
    (DECLINE, _("Decline")),
    (OTHER_ROUTE, _("Offer another route")),
)
DECLINE_REASONS = (
    ("capacity", _("There are not enough places this time")),
    ("not_eligible", _("Not eligible for this programme")),
    ("deferred", _("Waiting for the next cohort, as you asked")),
    ("withdrew", _("You withdrew")),
    ("not_yet_shown", _("Not yet shown in this application")),
)
OTHER_ROLE = "other_role"
ROUTES = (
    ("next_cohort", _("The next cohort")),
    (OTHER_ROLE, _("Take part in the other role")),
    ("conversation", _("A conversation with the co-ordinator about other programmes")),
    ("network", _("Joining a staff network or an ally session")),
)
CHANGED, WITHDREW = "changed", "withdrew"
DROPPED_BECAUSE = ((CHANGED, _("changed their application")), (WITHDREW, _("withdrew")))


class Verdict(models.Model):
    """The co-ordinator's decision on one application; nobody is told before it is released.

    `letter` holds, under the applicant's key, the words that replace the standard letter, if somebody edited it.
    `rank` orders the reserve list; `in_place_of` is whose place somebody from that list was given.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = personal(models.OneToOneField(Application, on_delete=models.CASCADE, related_name="verdict"))
    outcome = personal(models.CharField(max_length=20, choices=OUTCOMES))
    reason = personal(models.CharField(max_length=20, choices=DECLINE_REASONS, blank=True))
    criterion = none(models.CharField(max_length=4, blank=True))
    route = personal(models.CharField(max_length=20, choices=ROUTES, blank=True))
    rank = personal(models.PositiveSmallIntegerField(null=True))
    status = none(StatusField(VERDICT))
    decided_at = none(models.DateTimeField())
    decided_by = personal(models.UUIDField(null=True))
    letter = special(EncryptedField())
    letter_edited_at = none(models.DateTimeField(null=True))
    letter_edited_by = personal(models.UUIDField(null=True))
    offered_at = none(models.DateTimeField(null=True))
    offered_by = personal(models.UUIDField(null=True))
    in_place_of = personal(
        models.OneToOneField("Participation", on_delete=models.SET_NULL, null=True, related_name="taken_over")
    )

    def __str__(self) -> str:
        return f"{self.outcome} {self.application_id}"

    def key_owner(self) -> UUID:
        """The applicant's own key locks the letter that was written for them."""
        return self.application.person_id


class Dropped(models.Model):
    """A decision that went before it was told, because its application changed. It says no more than that."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = personal(models.OneToOneField(Application, on_delete=models.CASCADE, related_name="dropped"))
    why = personal(models.CharField(max_length=10, choices=DROPPED_BECAUSE))
    dropped_at = none(models.DateTimeField())
    dropped_by = personal(models.UUIDField(null=True))

    def __str__(self) -> str:
        return f"{self.why} {self.application_id}"
