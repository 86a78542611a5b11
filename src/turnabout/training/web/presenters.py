"""Words about places and people, for the pages of this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.questions.shared import ADJUSTMENTS
from turnabout.training.queries import Choice, Offer

NEEDS: Mapping[str, Any] = dict(ADJUSTMENTS)


def places_left(offer: Offer, own: UUID | None = None) -> str:
    """How many places are left, or that this is one's own booking; empty where there is no limit."""
    if own == offer.session.pk:
        return _("You are booked on this one")
    if offer.left is None:
        return ""
    if offer.full:
        return _("Full. If a place becomes free it shows here.")
    return ngettext("%(n)d place left", "%(n)d places left", offer.left) % {"n": offer.left}


def needs_in_words(codes: Iterable[str]) -> list[str]:
    """What somebody needs, in words; never why."""
    return [str(NEEDS.get(code, code)) for code in codes]


def state_of(choice: Choice, exempt: bool) -> tuple[str, str]:
    """Where somebody stands with one choice: words and an NHS tag colour."""
    if choice.done:
        return _("Done"), "green"
    if choice.booking is not None:
        return _("Booked"), "blue"
    if exempt and choice.gate:
        return _("Not needed again"), "grey"
    if choice.missed is not None:
        return _("Missed"), "yellow"
    return (_("To choose"), "orange") if choice.gate else (_("You can book"), "grey")
