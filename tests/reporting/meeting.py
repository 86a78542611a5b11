"""Pairs who met, made through the actions that the pairs' own pages call."""

from __future__ import annotations

from datetime import timedelta

from tests.surveys.asking import Asking
from turnabout.partnerships import actions
from turnabout.partnerships.models import Partnership
from turnabout.selection.models import Participation


def pair_up(asking: Asking, *, held: int, cancelled_by_leaders: int = 0) -> list[Partnership]:
    """Every mentor with the leader of the same number; each pair holds `held` meetings.

    In the first `cancelled_by_leaders` pairs the leader cancels one more.
    """
    pairs = []
    for number, (mentor, mentee) in enumerate(zip(asking.mentors, asking.mentees, strict=True)):
        now = asking.now - timedelta(days=150)
        two = [Participation.objects.get(person=person, cohort=asking.cohort) for person in (mentor, mentee)]
        pair = actions.begin(mentor=two[0], mentee=two[1], by=asking.coordinator, now=now)
        for person in (mentor, mentee):
            pair = actions.sign(partnership=pair, by=person, now=now)
        for place in range(held + (number < cancelled_by_leaders)):
            starts = now + timedelta(days=20 * (place + 1))
            meeting = actions.propose_meeting(partnership=pair, starts_at=starts, mode="video", by=mentee, now=now)
            meeting = actions.accept_meeting(meeting=meeting, by=mentor, now=now)
            if place < held:
                actions.mark_held(meeting=meeting, by=mentor, now=starts + timedelta(hours=1))
            else:
                actions.cancel_meeting(meeting=meeting, reason="work", by=mentee, now=now)
        pairs.append(pair)
    return pairs
