"""Testimonials: an author's words, for exactly the places and the time the author agreed to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField
from turnabout.stories.statuses import TESTIMONIAL

SAID_BY = (
    ("mentor", _("Reverse mentor")),
    ("mentee", _("Reverse mentee")),
    ("participant", _("Somebody who took part")),
)
PUBLIC, REPORT, INTERNAL = "public", "report", "internal"
CHANNELS = (
    (PUBLIC, _("This website")),
    (REPORT, _("The report to the Board")),
    (INTERNAL, _("Inside the organisation")),
)
HOW = (("email", _("By email")), ("form", _("On a form")), ("paper", _("On paper")), ("spoken", _("In a conversation")))


class Testimonial(models.Model):
    """What one person said about one year of a programme.

    Words are entered only with a consent to print them, so they are kept as they will be printed, and erased
    when they are taken back. They are never attributed to organisation, grade and strand together: the only
    attribution is a role, a year, and a name if its owner wishes.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="testimonials"))
    person = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="testimonials")
    )
    year_label = none(models.CharField(_("year of the programme"), max_length=20))
    words = personal(models.TextField(_("what they said"), blank=True))
    said_by = none(models.CharField(_("said by"), max_length=12, choices=SAID_BY))
    shown_name = personal(models.CharField(_("name to print"), max_length=200, blank=True))
    channels = none(models.JSONField(_("where it may be printed"), default=list))
    consent_on = none(models.DateField(_("day on which they agreed")))
    consent_how = none(models.CharField(_("how they agreed"), max_length=10, choices=HOW))
    expires_on = none(models.DateField())
    status = none(StatusField(TESTIMONIAL))
    entered_at = none(models.DateTimeField())
    entered_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["-year_label", "entered_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_said_by_display()}, {self.year_label}"
