"""Who may enter, print and take back what people said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, may_view_plan
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.stories.models import PUBLIC, Testimonial

SWITCHED_OFF = _("This cohort collects nobody’s words: that was switched off before it opened.")


def may_keep_stories(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators list testimonials."""
    return may_view_plan(by, cohort, now)


def may_enter(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators enter testimonials, where the cohort collects any."""
    if cohort is None or not (kept := may_keep_stories(by, cohort, now)):
        return NOT_YOURS
    return kept if cohort.has("testimonials") else no(SWITCHED_OFF)


def may_publish(by: Any, testimonial: Testimonial | None, now: datetime) -> Decision:
    """A co-ordinator publishes on the website what its author agreed to see there, while the consent lasts."""
    if testimonial is None or not (kept := may_view_plan(by, testimonial.cohort, now)):
        return NOT_YOURS
    if not testimonial.cohort.has("testimonials"):
        return no(SWITCHED_OFF)
    if PUBLIC not in testimonial.channels:
        return no(_("Its author did not agree to see this on a website. Ask them, and enter it again if they do."))
    if testimonial.expires_on < day_of(now):
        return no(_("This consent has run out after 24 months. Ask again, and enter the words again if they agree."))
    return kept


def may_take_back(by: Any, testimonial: Testimonial | None, now: datetime) -> Decision:
    """Its author, at any time; a co-ordinator on the author's behalf."""
    if testimonial is None:
        return NOT_YOURS
    if testimonial.person_id is not None and testimonial.person_id == getattr(by, "id", None):
        return YES
    return may_view_plan(by, testimonial.cohort, now)
