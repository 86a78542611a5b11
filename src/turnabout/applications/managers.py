"""Who releases somebody's time, whether a cohort asks them at all, and words for them that give nothing away.

Whatever a manager reads is made here and in `hours`: of an applicant only the name, of the cohort only its neutral
title, its dates, and a contact in whose name nothing tells what the programme is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TELLING = ("mentor", "mentee")
"""Parts of words that would tell a manager what the programme is."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is asked: as the applicant says it ("your Chair"), as they are told it, and whose time it is."""

    code: str
    yours: Any
    told: Any
    time: Any


MANAGER = Who(
    "manager",
    gettext_lazy("your line manager"),
    gettext_lazy("You are asked as the line manager."),
    gettext_lazy("This is paid working time."),
)
CHAIR = Who(
    "chair",
    gettext_lazy("your Chair"),
    gettext_lazy("You are asked as the Chair."),
    gettext_lazy("This counts as time given to the Board."),
)
DEPUTY = Who(
    "deputy",
    gettext_lazy("your vice-chair or senior independent director"),
    gettext_lazy("You are asked as the vice-chair or senior independent director."),
    gettext_lazy("This counts as time given to the Board."),
)
EITHER = Who(
    "either",
    gettext_lazy("your Chair or manager"),
    gettext_lazy("You are asked as the Chair or manager."),
    gettext_lazy("This is paid time, or counts as time given to the Board."),
)
BY_GRADE = {"NED": CHAIR, "CEO": CHAIR, "LA Chief Executive": EITHER, "Chair": DEPUTY}


def asks_managers(cohort: Any) -> bool:
    """Whether this cohort asks managers to release people: yes, unless its stage "manager" is switched off."""
    switched = getattr(cohort, "has", None)
    return switched is None or bool(switched("manager"))


def who_releases(application: Any) -> Who:
    """Who agrees to the applicant's time: the line manager; the Chair for a non-executive director and a chief
    executive; the vice-chair or senior independent director for a Chair. A named leader's grade may not be known.
    """
    if application.is_chief_executive:
        return CHAIR
    return BY_GRADE.get(application.grade, EITHER if application.named else MANAGER)


def neutral_title(cohort: Any) -> str:
    """What the programme is called to managers: the cohort's title for calendars, unless that tells too much."""
    return _("Leadership and inclusion programme") if _tells(cohort.calendar_title) else cohort.calendar_title


def neutral_contact(cohort: Any) -> str:
    """Whom a manager can ask, with those ways of reaching them whose words tell nothing; "" when there is none."""
    ways = [way for way in (cohort.contact_email, cohort.contact_phone) if way and not _tells(way)]
    name = _("the co-ordinator") if _tells(cohort.contact_name) else cohort.contact_name
    return f"{name} ({', '.join(ways)})" if ways else ""


def _tells(words: str) -> bool:
    return any(part in words.casefold() for part in TELLING)
