"""The questionnaires as data, each in its versions. A version that was asked once never changes.

The end questionnaire asks what the report's claims need and one free text. Sentences follow the source
programme's published claims word for word, so that its results and ours can stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from turnabout.surveys.items import OPEN, SEALED, Item
from turnabout.surveys.kinds import kind_of

END = "end"
MENTOR, MENTEE = "mentor", "mentee"
STEP = 1024
"""Sealed entries come in whole steps of so many bytes, so that their length says nothing."""

E_N01 = Item(
    "E-N01",
    "agree5",
    OPEN,
    _("Reverse mentoring has improved my ability and competence as an inclusive leader."),
)
E_M01 = Item(
    "E-M01",
    "agree5",
    SEALED,
    _(
        "Because of my reverse mentoring experience, I believe the leadership team is more aware of the problems, "
        "issues and barriers faced by staff from under-represented backgrounds."
    ),
)
E_B01 = Item(
    "E-B01",
    "agree5",
    SEALED,
    _("It would be beneficial to expand the programme to include other senior leaders."),
)
E_B02 = Item(
    "E-B02",
    "agree5",
    SEALED,
    _("It would be beneficial to invite more staff members to take part."),
)
E_M16C = Item(
    "E-M16c",
    "text",
    SEALED,
    _("What should the Board do now?"),
    _(
        "You do not have to write anything. Nobody will read this yet: your words are sealed with your answers, and "
        "they are thrown away unread when the box is opened, until there is somebody outside the programme who can "
        "take names and details out of them first. If you want something to be heard, tell your co-ordinator or "
        "your support contact."
    ),
    limit=1000,
)


@dataclass(frozen=True)
class Instrument:
    """One version of one questionnaire: the questions for each role, in the order in which they are asked."""

    stage: str
    version: int
    items: Mapping[str, tuple[Item, ...]]

    def item(self, code: str) -> Item:
        """The question called `code`; `KeyError` when the instrument does not ask it."""
        for items in self.items.values():
            for item in items:
                if item.code == code:
                    return item
        raise KeyError(f"{self.stage} questionnaire, version {self.version}, asks no {code!r}")

    def sealed(self, role: str) -> tuple[Item, ...]:
        """The questions of `role` whose answers go into the box."""
        return tuple(item for item in self.items[role] if item.channel == SEALED)

    def open(self, role: str) -> tuple[Item, ...]:
        """The questions of `role` whose answers are printed as exact numbers, as the page says beforehand."""
        return tuple(item for item in self.items[role] if item.channel == OPEN)

    @property
    def size(self) -> int:
        """How many bytes every entry is padded to before it is sealed: one size, whoever answers and whatever."""
        most = max(sum(_room(item) for item in self.sealed(role)) for role in self.items) + len("{}")
        return -(-most // STEP) * STEP


def _room(item: Item) -> int:
    return len(f'"{item.code}":,') + kind_of(item).room(item)


INSTRUMENTS: Mapping[tuple[str, int], Instrument] = MappingProxyType(
    {
        (END, 1): Instrument(
            END,
            1,
            MappingProxyType({MENTOR: (E_M01, E_B01, E_B02, E_M16C), MENTEE: (E_N01, E_B01, E_B02)}),
        )
    }
)


def newest(stage: str) -> Instrument:
    """The version of the `stage` questionnaire that a cohort planning one now will ask."""
    return INSTRUMENTS[stage, max(version for name, version in INSTRUMENTS if name == stage)]
