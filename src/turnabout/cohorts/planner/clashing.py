"""What a chain of dates meets: weekends, bank and school holidays, festivals, and its own dates in a wrong order.

Each is a warning in a sentence. None ever stops anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.cohorts.planner import days
from turnabout.cohorts.planner.saying import EXACT, TO_BE_CONFIRMED, WINDOW, Dated, days_of
from turnabout.cohorts.planner.steps import BOTH, OFFICE, STEPS

WEEKEND, BANK_HOLIDAY, SCHOOL_HOLIDAY, FESTIVAL = "weekend", "bank_holiday", "school_holiday", "festival"
ORDER, OVERLAP = "order", "overlap"
MOST_DAYS = 31
"""A date that is longer than this is looked at on its first days only."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One warning about `step` in a sentence; `other` is the date it clashes with, if that is one of the chain."""

    kind: str
    step: str
    words: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class After:
    """`later` has to come after `earlier`, and why."""

    earlier: str
    later: str
    why: Any


_TOLD = gettext_lazy("People cannot come to a session before they hear whether they take part.")
_TRAINED = gettext_lazy("Nobody is paired before they were there.")
_BEFORE_START = gettext_lazy("It prepares people for their first meeting.")
_LAST = gettext_lazy("People scatter once the mentoring has ended.")
_ORDER = (
    After("applications_open", "applications_close", gettext_lazy("Nobody could apply.")),
    After("invitations", "confirm_by", gettext_lazy("Nobody could confirm.")),
    After("applications_close", "decisions", gettext_lazy("Applications may still arrive until the last day ends.")),
    After("confirm_by", "decisions", gettext_lazy("Applications may still arrive until the last day ends.")),
    *(
        After("decisions", step, _TOLD)
        for step in ("mentee_training_a", "mentee_training_b", "mentor_briefing_a", "mentor_briefing_b")
    ),
    *(
        After(step, then, why)
        for step in ("mentee_training_a", "mentee_training_b", "mentor_briefing_a", "mentor_briefing_b")
        for then, why in (("matching", _TRAINED), ("start", _BEFORE_START))
    ),
    After("matching", "answers_due", gettext_lazy("People answer once a pair was proposed to them.")),
    After("answers_due", "start", gettext_lazy("A pair starts once both have said yes.")),
    *(
        After("start", step, gettext_lazy("It belongs to the time of the mentoring."))
        for step in ("peer_support_1", "peer_support_2", "peer_support_3", "midpoint", "end")
    ),
    After("midpoint", "end_questionnaire", gettext_lazy("Half-way comes before the end.")),
    After("end_questionnaire", "end_questionnaire_closes", gettext_lazy("Nobody could answer.")),
    *(After(step, "end", _LAST) for step in ("peer_support_3", "midpoint", "end_questionnaire")),
    After("end", "report", gettext_lazy("The report tells of the whole cohort.")),
    After("end", "follow_up_6", gettext_lazy("It asks what lasted.")),
    After("follow_up_6", "follow_up_12", gettext_lazy("One comes six months after the other.")),
)


def clashes(dates: Iterable[Dated], nations: Iterable[str]) -> tuple[Clash, ...]:
    """Every warning about `dates` where `nations` keep their holidays: for each date its days, then the chain's own.

    A window warns of nothing but an order that no day in it could put right; a date to be confirmed of nothing.
    What concerns the office alone is not held against school holidays and festivals.
    """
    found = list(dates)
    kept = [code for code, _name in days.NATIONS if code in set(nations)]
    of_days = [one for date_ in found if date_.kind == EXACT for one in _on_its_days(date_, kept)]
    return (*of_days, *_in_order(found), *_side_by_side(found))


def _on_its_days(one: Dated, nations: Sequence[str]) -> Iterator[Clash]:
    first, last = days_of(one)
    every = [first + timedelta(days=plus) for plus in range(min((last - first).days + 1, MOST_DAYS))]
    said: set[str] = set()
    for clash in (clash for day in every for clash in _on(one, day, nations)):
        if clash.words not in said:
            said.add(clash.words)
            yield clash


def _on(one: Dated, day: date, nations: Sequence[str]) -> Iterator[Clash]:
    if days.is_weekend(day):
        yield Clash(WEEKEND, one.step, _("A %(weekday)s.") % {"weekday": date_format(day, "l")})
    for name, keep in days.bank_holidays(day, nations).items():
        said = {"name": name, "nations": _names(keep)}
        yield Clash(BANK_HOLIDAY, one.step, _("A bank holiday in %(nations)s: %(name)s.") % said)
    if STEPS[one.step].who == OFFICE:
        return
    for words, keep in _off_school(day, nations).items():
        said = {"what": words, "nations": _names(keep)}
        yield Clash(SCHOOL_HOLIDAY, one.step, _("Many schools in %(nations)s are on holiday: %(what)s.") % said)
    for festival in days.festivals(day):
        words = _("On or next to %(name)s.") if len(festival.days) > 1 else _("On %(name)s.")
        if not festival.sure:
            words = _("About %(name)s, which is known to the day only shortly before.")
        yield Clash(FESTIVAL, one.step, words % {"name": festival.name})


def _off_school(day: date, nations: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for nation in nations:
        if words := days.school_holiday(day, nation):
            found.setdefault(str(words), []).append(nation)
    return found


def _in_order(found: Sequence[Dated]) -> Iterator[Clash]:
    fixed = {one.step: one for one in found if one.kind != TO_BE_CONFIRMED}
    for rule in _ORDER:
        earlier, later = fixed.get(rule.earlier), fixed.get(rule.later)
        if earlier is None or later is None or not _too_early(earlier, later):
            continue
        words = _("“%(later)s” does not come after “%(earlier)s”. %(why)s")
        said = {"later": later.words, "earlier": earlier.words, "why": rule.why}
        yield Clash(ORDER, rule.later, words % said, rule.earlier)


def _too_early(earlier: Dated, later: Dated) -> bool:
    """Whether `later` begins before `earlier` is over; with a window, whether that is so on every day of it."""
    if WINDOW in (earlier.kind, later.kind):
        return later.ends_at <= earlier.starts_at
    return later.starts_at < earlier.ends_at


def _side_by_side(found: Sequence[Dated]) -> Iterator[Clash]:
    """Sessions at the same time to which one person is asked; of a choice, a person comes to one."""
    sessions = sorted(
        (one for one in found if one.kind == EXACT and not one.whole_day), key=lambda one: (one.starts_at, one.step)
    )
    for place, one in enumerate(sessions):
        for other in sessions[place + 1 :]:
            if other.starts_at < one.ends_at and _same_people(one.step, other.step):
                said = {"one": other.words, "other": one.words}
                words = _("“%(one)s” is at the same time as “%(other)s”, and the same people are asked to both.")
                yield Clash(OVERLAP, other.step, words % said, one.step)


def _same_people(one: str, other: str) -> bool:
    first, second = STEPS[one], STEPS[other]
    if first.choice and first.choice == second.choice:
        return False
    return first.who == second.who or BOTH in (first.who, second.who)


def _names(nations: Sequence[str]) -> str:
    """ "England", "England and Wales", "England, Wales and Scotland"."""
    words = [str(name) for code, name in days.NATIONS if code in nations]
    return _(" and ").join(filter(None, (", ".join(words[:-1]), words[-1])))
