"""What a pair can talk about: prompts for each of six meetings, and what nobody should be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Meeting:
    """Prompts for one meeting: what it is about, questions to begin with, and something to do before or in it."""

    number: int
    about: Any
    questions: tuple[Any, ...]
    also: Any = ""


MEETINGS = (
    Meeting(
        1,
        _("What we agree, and who we are"),
        (
            _("What name and pronouns do you use?"),
            _("What would make this feel safe, and what is off limits?"),
            _("When did you feel you belonged here, and when did you not?"),
        ),
        _("Read the mentoring agreement together and sign it."),
    ),
    Meeting(
        2,
        _("Day to day"),
        (
            _("What do I not notice that you always notice?"),
            _("Which small remarks have you heard this month, and what did they do?"),
        ),
        _("Watch a short video about microaggressions first, and talk about what it stirred up."),
    ),
    Meeting(
        3,
        _("Privilege, and being an ally"),
        (
            _("Where does the system make my path easier than yours?"),
            _("When did somebody stand up for you, and what did it look like?"),
            _("What would good look like here?"),
        ),
        _("Look at your agreement again: does it still fit?"),
    ),
    Meeting(
        4,
        _("What was observed"),
        (
            _("What was the situation, what did I do, and what did it do to the people in the room?"),
            _("What would you like me to do next time?"),
        ),
        _("Talk about a meeting that the reverse mentor sat in on."),
    ),
    Meeting(
        5,
        _("How things are done here"),
        (
            _("Recruitment, rotas, adjustments, complaints: where does it break?"),
            _("Is difference celebrated here, or merely put up with?"),
            _("Which facts would change my mind?"),
        ),
    ),
    Meeting(
        6,
        _("What happens now"),
        (
            _("What will I do, by when, and who will tell you that it happened?"),
            _("What do we want to tell others, and what stays between us?"),
        ),
    ),
)
NOT_TO_ASK = (
    _("“Where are you really from?”"),
    _("“What do your people think about this?”"),
    _("Details of somebody's health"),
    _("How somebody came out, told on demand"),
    _("“But did they mean it?”"),
)


def for_meeting(number: int) -> Meeting:
    """The prompts for a pair's meeting `number`; from the seventh on, those of the last one."""
    return MEETINGS[min(max(number, 1), len(MEETINGS)) - 1]
