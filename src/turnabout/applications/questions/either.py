"""The form of somebody who would take part in either role: what both forms ask, and no question twice."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.mentee import MENTEE_FORM
from turnabout.applications.questions.mentor import MENTOR_FORM
from turnabout.applications.questions.shape import Question, Section
from turnabout.applications.questions.shared import JUDGED

WHY_EITHER = _("Why do you want to take part, in either role, and why now?")
PARTNERS = _("How many partners would you take on?")
SEEN = _(
    "The co-ordinator. If you become a reverse mentee, also the reverse mentor who is proposed to you, before they say "
    "yes."
)
WHY_SEEN = _(
    "The co-ordinator. Where a panel assesses, its assessors too: they are not told whose words they read. If you "
    "become a reverse mentee, also the reverse mentor who is proposed to you, before they say yes."
)
ORDER = (
    "about", "grade", "meeting", "why", "background", "experience", "boundaries", "learning", "influence", "identity",
    "apart", "adjustments", "support", "contact", "diary", "manager",
)  # fmt: skip
_OWN_PLACE = {"topics": ("learn_topics", "topics"), "topics_words": ("learn_words", "words")}
"""What one wants to learn, which a reverse mentee's form keeps where a reverse mentor's keeps what is offered."""


def _learning(section: Section) -> Section:
    asked = tuple(
        replace(one, name=_OWN_PLACE[one.name][0], field="learning", part=_OWN_PLACE[one.name][1], who=SEEN)
        for one in section.questions
        if one.name in _OWN_PLACE
    )
    return replace(section, questions=asked)


def _why(mentor: Section, mentee: Section) -> Section:
    asked: list[Question] = [replace(mentee.question("why"), label=WHY_EITHER, who=WHY_SEEN)]
    asked.append(mentor.question("hope"))
    asked += [one for one in mentee.questions if one.name != "why"]
    return replace(mentor, questions=tuple(asked), minutes=14, who=JUDGED)


def _meeting(section: Section) -> Section:
    asked = (replace(one, label=PARTNERS) if one.name == "capacity" else one for one in section.questions)
    return replace(section, questions=tuple(asked))


def _both() -> tuple[Section, ...]:
    mentor, mentee = ({one.code: one for one in form} for form in (MENTOR_FORM, MENTEE_FORM))
    whole = mentor | mentee | {
        "meeting": _meeting(mentor["meeting"]),
        "why": _why(mentor["why"], mentee["why"]),
        "learning": _learning(mentee["learning"]),
    }  # fmt: skip
    return tuple(whole[code] for code in ORDER)


EITHER_FORM = _both()
