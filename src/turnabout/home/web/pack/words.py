"""What a pack says of itself, where the co-ordinators wrote nothing: the words of each section, for each role."""

from __future__ import annotations

from math import ceil

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.cohorts import planner
from turnabout.cohorts.models import Cohort
from turnabout.foundation.documents.tree import Table

TITLES = {
    "mentor": gettext_lazy("Information pack for reverse mentors"),
    "mentee": gettext_lazy("Information pack for reverse mentees"),
}
ONE_OF = {
    "mentor": gettext_lazy("If there are two dates for the briefing, you come to one of them."),
    "mentee": gettext_lazy("If there are two dates for the training, you come to one of them."),
}
SPECIFICATION = {
    "mentor": gettext_lazy("You can take part if this is true of you, or will be once you have been briefed."),
    "mentee": gettext_lazy("You can take part if this is true of you, or will be once you have been trained."),
}
SESSION = {"mentor": "mentor_briefing_a", "mentee": "mentee_training_a"}
PEER_SUPPORT, QUESTIONS, OBSERVED = 180, 60, 60
"""Minutes beside the meetings: three peer support meetings, the questions at the end, being observed once."""


def defaults(cohort: Cohort, role: str) -> dict[str, str]:
    """The sections that co-ordinators can write anew, as Markdown, by name."""
    return {
        "why": _(
            "Many colleagues meet barriers at work that leaders do not see. In reverse mentoring a leader hears about "
            "them from somebody who lives with them, and then changes how things are done. That is good for "
            "colleagues, and for the people we care for."
        ),
        "do": _what_you_do(role) % {"meetings": cohort.policies["meetings_planned"]},
        "time": _time(cohort, role),
        "share": _share(role),
        "support": _support(role) % {"help": settings.BASE_URL + reverse("home:help")},
        "privacy": _(
            "We use what you write to choose people and to pair them, and we keep it no longer than we need it. "
            "Equality questions come after you have applied. You can skip them. Nobody sees your answers: they are "
            "counted in totals only, and never used to choose or to pair.\n\n"
            "You can take back what you shared, or leave, at any time. "
            "[How this site looks after what you tell it](%(privacy)s)"
        )
        % {"privacy": settings.BASE_URL + reverse("home:privacy")},
    }


def who_sees(role: str) -> Table:
    """What somebody in `role` shares, and who sees each thing."""
    shared = (
        (
            _("Your name, job and organisation"),
            _("The co-ordinators. Your partner, once you have both said yes to being paired."),
        ),
        (_("Your answers when you apply"), _("The co-ordinators. Others who help to choose do not see your name.")),
    )
    mentor = (
        (
            _("The experience you offer to talk about"),
            _("You decide for each topic: nobody, the co-ordinator, or your reverse mentee."),
        ),
        (
            _("What you do not want to talk about"),
            _("The co-ordinator. Your reverse mentee only if you say so."),
        ),
    )
    mentee = (
        (
            _("What you want to learn about"),
            _("The co-ordinators. Your reverse mentor, once you are asked to be a pair."),
        ),
        (
            _("What you did as a leader, such as meetings kept"),
            _("The Board, as numbers for all leaders together."),
        ),
    )
    both = (
        (
            _("What you need so that you can take part"),
            _("The co-ordinator, and whoever arranges it. You do not have to say why you need it."),
        ),
        (
            _("Your line manager"),
            _("Reads “leadership and inclusion programme” and the dates. Your role only if you tick that."),
        ),
        (_("Your answers to equality questions"), _("Nobody. They are counted in totals only.")),
        (
            _("What you say when you meet"),
            _("The two of you. There are limits if somebody is in danger, and you read about them first."),
        ),
    )
    rows = (*shared, *(mentor if role == "mentor" else mentee), *both)
    return Table(_("Who sees what you share"), (_("What"), _("Who sees it")), rows)


def _what_you_do(role: str) -> str:
    if role == "mentor":
        return _(
            "- You come to the briefing. It comes first: nobody is paired without it.\n"
            "- You meet your reverse mentee about once a month, %(meetings)d times in all.\n"
            "- You share what you choose to share. You never have to speak for a whole group.\n"
            "- If you both want to, you go with them to a meeting and tell them fairly what you saw.\n"
            "- You help them to find their strengths, and what they have not had to notice."
        )
    return _(
        "- You come to the training. It comes first: nobody is paired without it.\n"
        "- You meet your reverse mentor about once a month, %(meetings)d times in all. You book, and you keep the "
        "dates.\n"
        "- You listen, and let your reverse mentor lead.\n"
        "- You let yourself be observed at work at least once.\n"
        "- You set at least one objective for inclusion, with a date, and say what came of it.\n"
        "- You never use what you hear in a decision about your reverse mentor."
    )


def _time(cohort: Cohort, role: str) -> str:
    meetings, minutes = cohort.policies["meetings_planned"], cohort.policies["meeting_minutes"]
    session = next(one.minutes for one in planner.OFFSETS[cohort.pattern] if one.step == SESSION[role])
    beside = PEER_SUPPORT + QUESTIONS if role == "mentor" else OBSERVED + QUESTIONS
    given = {
        "hours": ceil((session + meetings * minutes + beside) / 60),
        "session": ceil(session / 60),
        "meetings": meetings,
        "minutes": minutes,
    }
    if role == "mentor":
        return (
            _(
                "About %(hours)d hours in six months, in working time:\n\n"
                "- the briefing, %(session)d hours\n"
                "- %(meetings)d meetings of %(minutes)d minutes\n"
                "- three meetings with other reverse mentors, an hour each, if you want them\n"
                "- about an hour for questions at the end"
            )
            % given
        )
    return (
        _(
            "About %(hours)d hours in six months, in working time:\n\n"
            "- the training, about an hour\n"
            "- %(meetings)d meetings of %(minutes)d minutes\n"
            "- about an hour to talk about what was observed\n"
            "- about an hour for questions at the end"
        )
        % given
    )


def _share(role: str) -> str:
    if role == "mentor":
        return _("You decide what you share, with whom, and when. You can change your mind at any time.")
    return _("What your reverse mentor tells you is theirs. What you tell about yourself is your choice.")


def _support(role: str) -> str:
    if role == "mentor":
        return _(
            "Sharing what you live through can be hard. You can talk to the co-ordinator at any time, meet other "
            "reverse mentors, and end a pair without giving a reason. You are then offered another one first.\n\n"
            "[Where to find help](%(help)s)"
        )
    return _(
        "You may hear things that are hard to hear. You can talk to the co-ordinator at any time, and a pair can be "
        "ended by either of you without blame.\n\n[Where to find help](%(help)s)"
    )
