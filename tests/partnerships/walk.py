"""Two people who said yes to each other, and what they do from then on, through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.cohorts.world import at
from tests.matching.walk import Ready
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.models import Message
from turnabout.partnerships import actions
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.partnerships.queries import WITH_BOTH

SIGNING = at(2024, 4, 8, 9)
BOOKING = at(2024, 4, 9, 12)
FIRST = at(2024, 4, 16, 10)
"""The hour of the first meeting: British Summer Time, 9 o'clock in UTC."""


@dataclass
class Paired:
    """One pair of a cohort."""

    ready: Ready
    mentor: Person
    mentee: Person

    @classmethod
    def make(cls, ready: Ready, mentor: str = "Amara Okafor", mentee: str = "Helen Marlowe") -> Paired:
        pair = ready.pair(mentor, mentee) or ready.pair(mentor, mentee, ready.publish())
        ready.agree(pair)
        return cls(ready, ready.person(mentor), ready.person(mentee))

    @property
    def coordinator(self) -> Person:
        return self.ready.coordinator

    @property
    def partnership(self) -> Partnership:
        found = Partnership.objects.select_related(*WITH_BOTH)
        return found.get(mentor__person=self.mentor, mentee__person=self.mentee)

    def sign(self, who: Person, now: datetime = SIGNING, **given: Any) -> Partnership:
        return actions.sign(partnership=self.partnership, by=who, now=now, **given)

    def sign_both(self) -> Paired:
        self.sign(self.mentor)
        self.sign(self.mentee)
        return self

    def propose(self, at: datetime = FIRST, *, now: datetime = BOOKING, **given: Any) -> Meeting:
        whole: dict[str, Any] = {"mode": "in_person", "place": "Northgate library, room 2", "by": self.mentee}
        return actions.propose_meeting(partnership=self.partnership, starts_at=at, now=now, **(whole | given))

    def accept(self, meeting: Meeting, now: datetime = BOOKING) -> Meeting:
        return actions.accept_meeting(meeting=meeting, by=self.mentor, now=now)

    def planned(self, at: datetime = FIRST) -> Meeting:
        """A meeting that stands in both diaries."""
        return self.accept(self.propose(at))

    def heard(self, who: Person, kind: str) -> list[Message]:
        """What somebody was sent of one kind, in this room."""
        return list(Message.objects.filter(to_person=who, kind=f"partnerships.{kind}"))
