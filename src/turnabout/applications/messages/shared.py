"""What the letters of this room share: whom to ask, and the facts that most of them name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.dates import deadline

OPENS = ("applications_open", "invitations")
CLOSES = ("applications_close", "confirm_by")
ASK = _("If you have a question, ask {contact}: {ways}.")


def id_of(application: Any) -> Any:
    return application.pk


def words(application: Any, to: Any) -> dict[str, str]:
    """What a letter about an application can say of its cohort, and where its applicant sees it."""
    cohort = application.cohort
    ways = ", ".join(way for way in (cohort.contact_email, cohort.contact_phone) if way)
    return {
        "programme": cohort.calendar_title,
        "closes": deadline(cohort.closes_at),
        "until": deadline(application.link_until),
        "ask": str(ASK).format(contact=cohort.contact_name, ways=ways),
        "page": f"{settings.BASE_URL}{reverse('applications:standing', args=[application.pk])}",
    }
