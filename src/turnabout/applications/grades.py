"""Pay frameworks of health services and councils, and the one scale of seniority (1 to 9) they are laid on.

The scale is a design decision of ours, not a national one: it lets a staff nurse, a social worker and a
non-executive director stand on one ladder, so that matching can look at how far apart two people stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

AFC = _("NHS Agenda for Change")
MEDICAL = _("Medical and dental")
COUNCIL = _("Council")
BOARD = _("NHS senior managers and Board")
LEAST, MOST = 1, 9
LOCAL = "local:"
"""Before the name of a grade that one organisation has of its own, where a grade is stored."""


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade: the code that is stored, its framework, the words people choose, and its level from 1 to 9."""

    code: str
    framework: Any
    words: Any
    level: int


GRADES = (
    Grade("AfC 1", AFC, _("Band 1"), 1),
    Grade("AfC 2", AFC, _("Band 2"), 1),
    Grade("AfC 3", AFC, _("Band 3"), 2),
    Grade("AfC 4", AFC, _("Band 4"), 2),
    Grade("AfC 5", AFC, _("Band 5"), 3),
    Grade("AfC 6", AFC, _("Band 6"), 4),
    Grade("AfC 7", AFC, _("Band 7"), 5),
    Grade("AfC 8a", AFC, _("Band 8a"), 6),
    Grade("AfC 8b", AFC, _("Band 8b"), 6),
    Grade("AfC 8c", AFC, _("Band 8c"), 7),
    Grade("AfC 8d", AFC, _("Band 8d"), 7),
    Grade("AfC 9", AFC, _("Band 9"), 7),
    Grade("FY1", MEDICAL, _("Foundation doctor, year 1"), 3),
    Grade("FY2", MEDICAL, _("Foundation doctor, year 2"), 3),
    Grade("Core trainee", MEDICAL, _("Core trainee"), 4),
    Grade("Specialty trainee", MEDICAL, _("Specialty trainee"), 5),
    Grade("SAS", MEDICAL, _("Specialty doctor, specialist or associate specialist"), 6),
    Grade("Consultant", MEDICAL, _("Consultant"), 7),
    Grade("Clinical Director", MEDICAL, _("Clinical director"), 8),
    Grade("Medical Director", MEDICAL, _("Medical director"), 8),
    Grade("SCP 2-6", COUNCIL, _("Spinal column points 2 to 6"), 1),
    Grade("SCP 7-17", COUNCIL, _("Spinal column points 7 to 17"), 2),
    Grade("SCP 18-25", COUNCIL, _("Spinal column points 18 to 25"), 3),
    Grade("SCP 26-32", COUNCIL, _("Spinal column points 26 to 32"), 4),
    Grade("SCP 33-38", COUNCIL, _("Spinal column points 33 to 38"), 5),
    Grade("SCP 39+", COUNCIL, _("Spinal column point 39 and above"), 6),
    Grade("LA Head of Service", COUNCIL, _("Head of service"), 7),
    Grade("LA Assistant Director", COUNCIL, _("Assistant director"), 7),
    Grade("LA Director", COUNCIL, _("Director"), 8),
    Grade("LA Corporate Management Team", COUNCIL, _("Member of the corporate management team"), 9),
    Grade("LA Leader or Cabinet", COUNCIL, _("Leader or cabinet member"), 9),
    Grade("LA Chief Executive", COUNCIL, _("Chief executive of a council"), 9),
    Grade("VSM", BOARD, _("Very senior manager"), 8),
    Grade("Board Executive", BOARD, _("Executive director on the Board"), 9),
    Grade("NED", BOARD, _("Non-executive director"), 9),
    Grade("Chair", BOARD, _("Chair"), 9),
    Grade("CEO", BOARD, _("Chief executive"), 9),
)
_BY_CODE = {grade.code: grade for grade in GRADES}


def level_of(code: str) -> int:
    """The level, 1 to 9, of the grade stored as `code` ("AfC 5" is 3); `KeyError` for an unknown one."""
    return _BY_CODE[code].level


def words_of(code: str) -> str:
    """How a grade reads ("NHS Agenda for Change: Band 5"); the code itself when it is not in the list."""
    grade = _BY_CODE.get(code)
    return f"{grade.framework}: {grade.words}" if grade else code.removeprefix(LOCAL)


def code_of(name: str) -> str:
    """How a grade that an organisation calls `name` is stored."""
    return f"{LOCAL}{name}"


def is_local(code: str) -> bool:
    """Whether `code` is a grade of one organisation's own."""
    return code.startswith(LOCAL)


def choices() -> list[tuple[str, str]]:
    """Every grade as (code, words), framework by framework."""
    return [(grade.code, words_of(grade.code)) for grade in GRADES]
