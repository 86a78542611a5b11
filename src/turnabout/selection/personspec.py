"""The person specification as data: what is looked for in each role, in plain words, and how to show it.

`judged` says where each criterion is judged: by a panel of assessors from the applicant's own words; by the panel too
if the cohort chooses so, though the briefing shows it better; outside the panel, as a question of eligibility; or in
a conversation, because it is the applicant's own judgement of themselves.

A decline may name a criterion as "not yet shown", so that the applicant can show it next time. Two criteria can never
be named: whether somebody is employed here is a matter of eligibility, and lived experience is never said to be too
little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

MENTOR, MENTEE = "mentor", "mentee"
PANEL, BRIEFING, OUTSIDE, TALK = "panel", "briefing", "outside", "talk"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is looked for; `nameable` says whether a decline may give it as not yet shown.

    `shown_in` names the questions of the form in whose answers a panel looks for it.
    """

    code: str
    role: str
    words: Any
    how_to_show: Any
    nameable: bool = True
    judged: str = PANEL
    shown_in: tuple[str, ...] = ()


SPECIFICATION: tuple[Criterion, ...] = (
    Criterion(
        "M1",
        MENTOR,
        _("You work for one of the organisations that take part"),
        _("Say which organisation employs you, and until when if your contract ends."),
        nameable=False,
        judged=OUTSIDE,
    ),
    Criterion(
        "M2",
        MENTOR,
        _("You have lived experience and choose to share some of it"),
        _("Nothing has to be shown: what you share is your choice."),
        nameable=False,
        judged=OUTSIDE,
    ),
    Criterion(
        "M3",
        MENTOR,
        _("You want to support colleagues across the whole system"),
        _("Say what you would like to change for colleagues beyond your own team, and why."),
        shown_in=("why", "hope"),
    ),
    Criterion(
        "M4",
        MENTOR,
        _("You can help a leader to find their strengths and weaknesses in inclusion"),
        _("Tell of a time when you helped somebody to see something about themselves or their team."),
        shown_in=("why", "hope", "mentoring_experience"),
    ),
    Criterion(
        "M5",
        MENTOR,
        _("You can listen, ask questions, and say fairly what you saw"),
        _("Tell of a time when you gave somebody feedback, and how you made sure that it was fair."),
        judged=BRIEFING,
        shown_in=("why", "hope", "mentoring_experience"),
    ),
    Criterion(
        "M6",
        MENTOR,
        _("You know what confidential means, and where it ends"),
        _("Say what you would keep to yourself, and what you would have to pass on."),
        judged=BRIEFING,
        shown_in=("why", "hope", "mentoring_experience"),
    ),
    Criterion(
        "M7",
        MENTOR,
        _("You can come to the briefing and give the time"),
        _("Choose a briefing that you can come to, and agree the time with your manager or the co-ordinator."),
        judged=OUTSIDE,
    ),
    Criterion(
        "M8",
        MENTOR,
        _("You have enough support around you at present"),
        _("Talk with the co-ordinator about who you would turn to; support is offered either way."),
        judged=TALK,
    ),
    Criterion(
        "N1",
        MENTEE,
        _("You are committed to what the programme stands for"),
        _("Say why you want to take part now, and what you have already tried."),
        shown_in=("why",),
    ),
    Criterion(
        "N2",
        MENTEE,
        _("You are willing to listen, and you understand that the other person leads"),
        _("Say how you would make sure that you learn, and do not teach."),
        shown_in=("why", "changed_decision", "no_example_yet"),
    ),
    Criterion(
        "N3",
        MENTEE,
        _("You can influence practice or policy"),
        _("Name the decisions, budgets or committees that you can influence."),
        shown_in=("influence",),
    ),
    Criterion(
        "N4",
        MENTEE,
        _("You are open to challenge and think about your own advantages"),
        _("Tell of a time when somebody changed your mind, or say honestly that you cannot think of one yet."),
        shown_in=("changed_decision", "no_example_yet"),
    ),
    Criterion(
        "N5",
        MENTEE,
        _("You will protect six meetings and let yourself be observed at least once"),
        _("Say which of your meetings may be observed, and how you will keep the dates."),
        shown_in=("observe", "observe_limits"),
    ),
    Criterion(
        "N6",
        MENTEE,
        _("You come to the training"),
        _("Choose a training session that you can come to."),
        judged=OUTSIDE,
    ),
    Criterion(
        "N7",
        MENTEE,
        _("Nobody you manage, and nobody you have an open staffing matter with, would be your partner"),
        _("Name the people and teams that you must not be paired with, and who your own manager is."),
        judged=OUTSIDE,
    ),
    Criterion(
        "N8",
        MENTEE,
        _("You set at least one objective for inclusion, with a date"),
        _("Write one objective that somebody else could check, and by when."),
        shown_in=("objective", "objective_by"),
    ),
)
BY_CODE: Mapping[str, Criterion] = {criterion.code: criterion for criterion in SPECIFICATION}


def nameable(role: str) -> list[Criterion]:
    """The criteria that a decline may name for an applicant in `role`."""
    return [one for one in SPECIFICATION if one.role == role and one.nameable]


def scored(role: str, chosen: Iterable[str] = ()) -> list[Criterion]:
    """What a panel scores in `role`: the criteria among `chosen`, or those that are a panel's when none is chosen."""
    wanted = set(chosen)
    can = [one for one in SPECIFICATION if one.role == role and one.judged in (PANEL, BRIEFING)]
    return [one for one in can if one.code in wanted] or [one for one in can if one.judged == PANEL]


def settled_outside(role: str) -> list[Criterion]:
    """What is a matter of eligibility in `role`, which the co-ordinator settles and no assessor sees."""
    return [one for one in SPECIFICATION if one.role == role and one.judged == OUTSIDE]


HELPFUL: Mapping[str, tuple[Any, ...]] = {
    MENTOR: (
        _("You take part in a staff network"),
        _("You have mentored or coached somebody, or helped colleagues to speak up"),
        _("You are at ease when difficult things are talked about"),
        _("You know how organisations measure race and disability equality at work"),
    ),
    MENTEE: (
        _("You sponsor a staff network"),
        _("You chair a committee"),
        _("You have learned about inclusion before"),
    ),
}
"""What helps and nobody has to have. A junior grade is ordinary in a reverse mentor, and no condition."""


def in_words(role: str, given: Mapping[str, str]) -> list[tuple[Criterion, str]]:
    """Every criterion of `role` as a plain sentence: a cohort's own, by code in `given`, else ours."""
    found = [one for one in SPECIFICATION if one.role == role]
    return [(one, given.get(one.code, "").strip() or f"{one.words}.") for one in found]


def helpful(role: str, given: Mapping[str, str]) -> list[str]:
    """What helps in `role`, a sentence each: a cohort's own lines under "helpful" in `given`, else ours."""
    own = [line.strip().lstrip("-*• ").strip() for line in given.get("helpful", "").splitlines()]
    return [line for line in own if line] or [f"{one}." for one in HELPFUL[role]]
