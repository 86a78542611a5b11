"""The reverse mentee's form, for a programme that leaders apply to."""

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.care import DIARY, IDENTITY
from turnabout.applications.questions.shape import DAY, MANY, NUMBER, TEXT, WORDS, YES, Question, Section
from turnabout.applications.questions.shared import (
    ABOUT_SEEN,
    ADJUST,
    APART,
    BASE,
    CHANGE,
    COORDINATOR,
    GRADE,
    JUDGED,
    MODE,
    NAME,
    PRONOUNS,
    REWRITE,
    SESSION,
    TIMES,
    TRAVEL,
    WORK,
    WORKING,
    capacity,
    manager,
)

WHY_SEEN = _("The co-ordinator, and the reverse mentor who is proposed to you, before they say yes.")
WHY_JUDGED = _(
    "The co-ordinator, and the reverse mentor who is proposed to you, before they say yes. Where a panel assesses, its "
    "assessors too: they are not told whose words they read."
)
INFLUENCE = (
    ("policy", _("Policy")),
    ("budget", _("A budget")),
    ("recruitment", _("Recruitment and promotion")),
    ("service", _("How a service is designed")),
    ("committee", _("A committee I chair")),
    ("people", _("How my own teams work")),
)
OBSERVE = (
    ("team", _("A team meeting")),
    ("committee", _("A committee")),
    ("board", _("The public part of a Board or council meeting")),
    ("walk", _("A walk round a service")),
    ("none", _("None of these")),
)
LEARN = Question(
    "topics", MANY, _("What do you want to learn about?"), offered="topics", who=WHY_SEEN, back=REWRITE,
    hint=_("Tick all that you would like to understand better."),
    why=_("To find a reverse mentor who offers to talk about it."),
)  # fmt: skip
OPEN = Question(
    "open_to_any", YES, _("I am open to learning about something else as well"), required=False,
    hint=_("It makes it easier to find somebody for you."),
)  # fmt: skip

MENTEE_FORM = (
    Section(
        "about",
        _("About you"),
        3,
        (
            NAME,
            PRONOUNS,
            *WORK,
            Question(
                "line_size",
                NUMBER,
                _("How many people are in your line?"),
                hint=_("Everybody who reports to you, at any level. A good guess is enough."),
                missing=_("Enter how many people are in your line; write 0 if nobody is"),
            ),
            Question(
                "boards",
                TEXT,
                _("Which Boards, executive teams or committees do you sit on?"),
                hint=_("Write “none” if you sit on none."),
                missing=_("Enter the Boards you sit on, or write “none”"),
            ),
        ),
        who=ABOUT_SEEN,
    ),
    GRADE,
    Section(
        "meeting",
        _("How and when you can meet"),
        3,
        (
            BASE,
            MODE,
            TIMES,
            WORKING,
            TRAVEL,
            SESSION,
            capacity(
                _("How many reverse mentors would you meet?"),
                _("One is usual. Two take about twice the time."),
            ),
        ),
        who=COORDINATOR,
    ),
    Section(
        "why",
        _("Why you want to do this"),
        10,
        (
            Question(
                "why",
                WORDS,
                _("Why do you want to be reverse mentored, and why now?"),
                limit=250,
                who=WHY_JUDGED,
                back=REWRITE,
            ),
            Question(
                "changed_decision",
                WORDS,
                _("Describe a time you changed a decision because of someone’s lived experience"),
                limit=200,
                required=False,
                who=JUDGED,
                back=CHANGE,
                hint=_("Name nobody who could be recognised."),
            ),
            Question(
                "no_example_yet",
                YES,
                _("I can’t think of one yet"),
                required=False,
                hint=_("That is an honest answer, and it does not count against you."),
            ),
        ),
    ),
    Section(
        "learning",
        _("What you want to learn about"),
        2,
        (
            LEARN,
            Question(
                "topics_words",
                WORDS,
                _("In your own words"),
                limit=100,
                required=False,
                who=WHY_SEEN,
                back=CHANGE,
            ),
            OPEN,
        ),
    ),
    Section(
        "influence",
        _("What you can change"),
        6,
        (
            Question("influence", MANY, _("What can you influence?"), choices=INFLUENCE),
            Question(
                "observe",
                MANY,
                _("What will you let your reverse mentor observe?"),
                choices=OBSERVE,
                hint=_("They come along and tell you afterwards what they saw."),
                who=WHY_JUDGED,
            ),
            Question(
                "observe_limits",
                WORDS,
                _("Are there limits of confidentiality?"),
                limit=100,
                required=False,
                who=WHY_JUDGED,
            ),
            Question(
                "objective",
                WORDS,
                _("Which equality, diversity and inclusion objective of yours does this serve?"),
                limit=150,
                hint=_("What will be different, and for whom."),
            ),
            Question(
                "objective_by",
                DAY,
                _("By when?"),
                hint=_("For example, 30 9 2024"),
                missing=_("Enter the day by which you want to reach this objective"),
            ),
        ),
        who=JUDGED,
    ),
    IDENTITY,
    APART,
    ADJUST,
    DIARY,
    Section(
        "manager",
        _("Who confirms your time"),
        1,
        manager(
            _("Name of your line manager or Chair"),
            _("Their work email"),
            (Question("is_chief_executive", YES, _("I am the chief executive of my organisation"), required=False),),
        ),
        intro=_(
            "A non-executive director and a chief executive name their Chair. A Chair names the vice-chair or the "
            "senior independent director."
        ),
    ),
)
