"""Words about places and people, for the pages of this room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from turnabout.applications.questions.shared import ADJUSTMENTS
from turnabout.training.needs import Need
from turnabout.training.queries import Arranged, Choice, Offer, Row

NEEDS: Mapping[str, Any] = dict(ADJUSTMENTS) | {"other": gettext_lazy("Something else, in own words")}


def places_left(offer: Offer, own: UUID | None = None) -> str:
    """How many places are left, or that this is one's own booking; empty where there is no limit."""
    if own == offer.session.pk:
        return _("You are booked on this one")
    if offer.left is None:
        return ""
    if offer.full:
        return _("Full")
    return ngettext("%(n)d place left", "%(n)d places left", offer.left) % {"n": offer.left}


def in_words(need: Need | None) -> list[str]:
    """What to arrange for somebody, a line for each thing; never why."""
    if need is None:
        return []
    lines = [str(NEEDS.get(code, code)) for code in need.codes]
    if need.words:
        lines.append(_("In their words: %(words)s") % {"words": need.words})
    if need.unread:
        lines.append(_("Something more: the co-ordinator knows what"))
    return lines


def what_to_arrange(
    row: Row, needs: Mapping[UUID, Need], arranged: Mapping[UUID, list[Arranged]]
) -> tuple[list[tuple[str, Arranged]], list[str]]:
    """What is arranged for somebody on a register, in words and each with where it stands; and what is in no list."""
    id = row.participation.pk
    known = [(str(NEEDS.get(one.need, one.need)), one) for one in arranged.get(id, [])]
    need = needs.get(id)
    asked = known or (row.booking is not None and row.booking.needs_confirmed_at)
    return known, in_words(Need((), need.words, need.unread) if need is not None and asked else need)


def in_numbers(needs: Mapping[str, int]) -> list[str]:
    """What to arrange and how often, a line for each thing, where nobody is named."""
    return [f"{NEEDS.get(code, code)}: {many}" for code, many in sorted(needs.items())]


def state_of(choice: Choice, exempt: bool) -> tuple[str, str]:
    """Where somebody stands with one choice: words and an NHS tag colour."""
    if choice.done:
        return _("Done"), "green"
    if choice.booking is not None:
        return _("Booked"), "blue"
    if choice.waited_for is not None:
        return _("On the waiting list"), "yellow"
    if exempt and choice.gate:
        return _("Not needed again"), "grey"
    if choice.missed is not None:
        return _("Missed"), "yellow"
    return (_("To choose"), "orange") if choice.gate else (_("You can book"), "grey")
