"""The reverse mentor's form. A Board programme asks a shorter one."""

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.care import BACKGROUND, CONTACT, SUPPORT
from turnabout.applications.questions.shape import MANY, SYSTEM, WORDS, YES, Question, Section
from turnabout.applications.questions.shared import (
    ABOUT_SEEN,
    ADJUST,
    APART,
    AS_SHARED,
    BASE,
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
from turnabout.applications.sharing import SHOWN

MENTOR_FORM = (
    Section("about", _("About you"), 2, (NAME, PRONOUNS, *WORK), who=ABOUT_SEEN),
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
                _("How many reverse mentees would you take on?"),
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
                _("Why do you want to be a reverse mentor?"),
                limit=250,
                hint=_("A short paragraph in your own words. There is no right answer."),
            ),
            Question(
                "hope",
                WORDS,
                _("What would you hope a senior leader learns from you?"),
                limit=250,
                patterns=(SYSTEM,),
            ),
        ),
        who=JUDGED,
        why=_("It is read beside the person specification."),
        back=REWRITE,
    ),
    BACKGROUND,
    Section(
        "experience",
        _("What I offer to talk about"),
        4,
        (
            Question(
                "topics",
                MANY,
                _("What would you offer to talk about?"),
                offered="topics",
                required=False,
                hint=_("Tick what you choose, in any combination. What you do not tick is not kept."),
            ),
            Question(
                "topics_words",
                WORDS,
                _("In your own words"),
                limit=150,
                required=False,
                hint=_("Only if you wish."),
            ),
            Question(
                "in_conversation",
                YES,
                _("I’d rather say this in conversation"),
                required=False,
                hint=_("Then nothing is written here, and the co-ordinator gets in touch with you."),
            ),
            Question(
                "open_to_any",
                YES,
                _("I am open to a reverse mentee who wants to learn about something else"),
                required=False,
                hint=_("It makes it easier to find somebody for you."),
            ),
        ),
        intro=_("This is your choice alone, and apart from the equality questions that may come after the form."),
        who=_(
            "You choose that on the next page, for each thing by itself. Your manager and Human Resources never can."
        ),
        why=_("To find a reverse mentee who wants to learn about it. It is never a measure of you."),
        back=_(
            "On your own page choose to change what you offer, then press “Take back what I offer”, now or at any "
            "later time. It is removed at once."
        ),
        own_consent=True,
    ),
    Section(
        "boundaries",
        _("What helps, and what is off limits"),
        3,
        (
            Question(
                "about_me",
                WORDS,
                _("How do you like to communicate, and what helps?"),
                limit=150,
                required=False,
                hint=_("For example, time to think before I answer, mornings rather than evenings."),
                who=_(
                    "The co-ordinator, and your reverse mentee once you have both said yes. Before that, only if you "
                    "leave the tick below."
                ),
                back=AS_SHARED,
            ),
            Question(
                "off_limits_topics",
                MANY,
                _("What do you not want to talk about?"),
                offered="topics",
                required=False,
                hint=_("You need give no reason, and you can add to it at any time."),
            ),
            Question(
                "off_limits",
                WORDS,
                _("What else is off limits?"),
                limit=150,
                required=False,
                who=_("Nobody. Your reverse mentee, once you have both said yes, only if you tick the box below."),
                back=AS_SHARED,
                why=_("So that you can settle it before you meet. With the tick below you need not say it yourself."),
            ),
            Question(
                "show_off_limits",
                YES,
                _("Tell my reverse mentee, once we have both said yes, what is off limits"),
                required=False,
            ),
            Question(
                "shown_before",
                MANY,
                _("What may a leader see of you before you have both said yes?"),
                choices=SHOWN,
                required=False,
                hint=_("They are asked about you only after you have said yes to them. Take out what you like."),
                who=_("A leader who is proposed to you, when they are asked about you."),
                why=_("So that they know whom they say yes to. What you offer to talk about has choices of its own."),
                back=AS_SHARED,
            ),
        ),
    ),
    APART,
    ADJUST,
    SUPPORT,
    CONTACT,
    Section(
        "manager",
        _("Your line manager"),
        1,
        manager(_("Line manager’s name"), _("Line manager’s work email")),
        intro=_("Taking part is paid time. If your manager is hard to ask, tick the last box instead."),
    ),
)
