"""What is counted from the end questionnaire: the publication plan, fixed before anybody answers (policy D6, D7).

Each claim is one question and one group of people; there is no other sentence about answers, and no way to
ask for one afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.surveys.instruments import END, MENTEE, MENTOR, Instrument
from turnabout.surveys.items import OPEN, Item

MENTORS, LEADERS, EVERYBODY = "mentors", "leaders", "everybody"
GROUPS: dict[str, tuple[str, ...]] = {MENTORS: (MENTOR,), LEADERS: (MENTEE,), EVERYBODY: (MENTOR, MENTEE)}
"""Which roles' answers stand behind each group."""
NAMES: dict[str, Any] = {
    MENTORS: _("reverse mentors"),
    LEADERS: _("leaders"),
    EVERYBODY: _("reverse mentors and leaders together"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the plan: the question `item` as answered by `group`."""

    code: str
    item: str
    group: str

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles whose answers are counted."""
        return GROUPS[self.group]

    def asked(self, instrument: Instrument) -> Item:
        """The question behind the claim."""
        return instrument.item(self.item)

    def is_open(self, instrument: Instrument) -> bool:
        """Whether it is a leader's account of their own change, printed as exact numbers."""
        return self.asked(instrument).channel == OPEN


CLAIMS: dict[str, tuple[Claim, ...]] = {
    END: (
        Claim("C1", "E-N01", LEADERS),
        Claim("C2", "E-M01", MENTORS),
        Claim("C3a", "E-B01", EVERYBODY),
        Claim("C3b", "E-B02", EVERYBODY),
    )
}
