"""From the day mentoring starts, the whole chain of dates before and after it.

Every step is an offset of weeks, weekday and wall-clock time from the Monday of the week in which mentoring
starts, resolved in London, so that a training at 10am stays at 10am on both sides of a change of the clocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.planner.saying import EXACT, when
from turnabout.cohorts.planner.switches import dropped
from turnabout.foundation import clock

MON, TUE, WED, THU, FRI, SAT = range(6)
BOARD, SYSTEM = "board", "system"
WEEKS_OF_MENTORING = 26
BOTH, MENTOR, MENTEE, OFFICE = "both", "mentor", "mentee", "office"


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of date: its words, whom it concerns (`BOTH`, one role, or the programme office), is it public."""

    code: str
    label: Any
    who: str = BOTH
    public: bool = False
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step with its instants in UTC. A whole day runs from its first midnight in London to its last."""

    step: str
    label: str
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    public: bool
    kind: str = EXACT
    said: str = ""

    @property
    def words(self) -> str:
        """The label in the reader's language."""
        return gettext(self.label)

    @property
    def when(self) -> str:
        """The date as people read it."""
        return when(self)


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a step stands: weeks from the week of the start, weekday (0 = Monday), wall time, minutes.

    Without a time it is a whole day. Without a weekday it is the weekday on which mentoring starts.
    """

    step: str
    week: int
    weekday: int | None = None
    at: time | None = None
    minutes: int = 0


STEPS: dict[str, Step] = {
    step.code: step
    for step in (
        Step("applications_open", _("Applications open"), public=True),
        Step("applications_close", _("Applications close"), public=True),
        Step("invitations", _("Invitations go out"), public=True),
        Step("confirm_by", _("Last day to confirm or apply"), public=True),
        Step("decisions", _("Everybody hears our decision"), public=True),
        Step("mentee_training_a", _("Training for reverse mentees, first date"), MENTEE, True, "mentee_training"),
        Step("mentee_training_b", _("Training for reverse mentees, second date"), MENTEE, True, "mentee_training"),
        Step("mentor_briefing_a", _("Briefing for reverse mentors, first date"), MENTOR, True, "mentor_briefing"),
        Step("mentor_briefing_b", _("Briefing for reverse mentors, second date"), MENTOR, True, "mentor_briefing"),
        Step("matching", _("Pairs are proposed"), OFFICE),
        Step("answers_due", _("Last day to say yes or no to a pair")),
        Step("start", _("Mentoring starts"), public=True),
        Step("peer_support_1", _("First peer support meeting for reverse mentors"), MENTOR),
        Step("peer_support_2", _("Second peer support meeting for reverse mentors"), MENTOR),
        Step("peer_support_3", _("Third peer support meeting for reverse mentors"), MENTOR),
        Step("midpoint", _("Half-way check")),
        Step("end_questionnaire", _("The end questionnaire opens")),
        Step("end_questionnaire_closes", _("The end questionnaire closes")),
        Step("sharing_session", _("Joint sharing session"), public=True),
        Step("end", _("Mentoring ends"), public=True),
        Step("report", _("Report to the Board"), OFFICE),
        Step("follow_up_6", _("Follow-up after six months"), OFFICE),
        Step("follow_up_12", _("Follow-up after twelve months"), OFFICE),
    )
}

_MENTORING = (
    Offset("start", 0),
    Offset("peer_support_1", 6, WED, time(12, 30), 60),
    Offset("peer_support_2", 12, WED, time(12, 30), 60),
    Offset("midpoint", 13, MON),
    Offset("peer_support_3", 20, WED, time(12, 30), 60),
    Offset("end_questionnaire", 24, MON),
    Offset("end_questionnaire_closes", 25, WED),
    Offset("sharing_session", 25, THU, time(14), 120),
    Offset("end", WEEKS_OF_MENTORING),
    Offset("report", 30, MON),
    Offset("follow_up_6", 52, MON),
    Offset("follow_up_12", 78, MON),
)
OFFSETS: dict[str, tuple[Offset, ...]] = {
    SYSTEM: (
        Offset("applications_open", -22, SAT),
        Offset("applications_close", -11, FRI),
        Offset("decisions", -10, FRI),
        Offset("mentee_training_a", -9, TUE, time(10), 60),
        Offset("mentee_training_b", -8, TUE, time(8, 30), 60),
        Offset("mentor_briefing_a", -5, TUE, time(13), 240),
        Offset("mentor_briefing_b", -4, MON, time(9), 240),
        Offset("matching", -3, MON),
        Offset("answers_due", -2, WED),
        *_MENTORING,
    ),
    BOARD: (
        Offset("invitations", -9, MON),
        Offset("confirm_by", -6, FRI),
        Offset("decisions", -5, THU),
        Offset("mentee_training_a", -4, TUE, time(10), 60),
        Offset("mentee_training_b", -4, THU, time(8, 30), 60),
        Offset("mentor_briefing_a", -3, TUE, time(13), 240),
        Offset("mentor_briefing_b", -3, THU, time(9), 240),
        Offset("matching", -2, MON),
        Offset("answers_due", -1, WED),
        *_MENTORING,
    ),
}
OPENING = {SYSTEM: "applications_open", BOARD: "invitations"}
CLOSING = {SYSTEM: "applications_close", BOARD: "confirm_by"}
"""The step whose end is the closing instant: nothing may be sent from then on."""


def chain(pattern: str, starts_on: date, off: Iterable[str] = ()) -> tuple[Planned, ...]:
    """The proposed dates of a cohort of `pattern` ("board" or "system") that starts mentoring on `starts_on`.

    The steps of the stages that are switched `off` are left out.

    In the order in which they happen for a start on a Monday. Instants are UTC; raises `KeyError` for an
    unknown pattern. The system chain is the source programme's: from Monday 8 April 2024 it gives the opening
    on 11 November 2023 and every date and time up to the start.
    """
    without = dropped(off)
    return tuple(resolve(offset, starts_on) for offset in OFFSETS[pattern] if offset.step not in without)


def offset_of(pattern: str, step: str) -> Offset | None:
    """Where the chain of `pattern` puts `step`; None when it has no such step."""
    return next((offset for offset in OFFSETS[pattern] if offset.step == step), None)


def resolve(offset: Offset, starts_on: date) -> Planned:
    """One step of a cohort that starts on `starts_on`."""
    monday = starts_on - timedelta(days=starts_on.weekday())
    weekday = starts_on.weekday() if offset.weekday is None else offset.weekday
    day = monday + timedelta(weeks=offset.week, days=weekday)
    starts_at = clock.london(day, offset.at or time(0))
    ends_at = starts_at + timedelta(minutes=offset.minutes) if offset.at else clock.end_of(day)
    step = STEPS[offset.step]
    with translation.override("en-gb"):
        label = str(step.label)
    return Planned(offset.step, label, starts_at, ends_at, offset.at is None, step.public)
