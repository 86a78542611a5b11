"""The reverse mentor's form. A Board programme asks a shorter one."""

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.shape import MANY, SYSTEM, WORDS, YES, Question, Section
from turnabout.applications.questions.shared import (
    ADJUST,
    APART,
    BASE,
    CHANGE,
    COORDINATOR,
    MODE,
    NAME,
    PARTNER,
    SESSION,
    TIMES,
    WORK,
    capacity,
    manager,
)

EXPERIENCE_SEEN = _(
    "The co-ordinator. A reverse mentee is shown only what you choose to tell. Your manager and Human Resources never."
)
TAKE_BACK = _("Press “Take back what I offered”, here or later on your own page. It is removed at once.")

MENTOR_FORM = (
    Section("about", _("About you"), 3, (NAME, *WORK)),
    Section(
        "meeting",
        _("How and when you can meet"),
        3,
        (
            BASE,
            MODE,
            TIMES,
            SESSION,
            capacity(
                _("How many reverse mentees would you take on?"),
                _("One is usual. Two take about twice the time."),
            ),
        ),
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
                who=COORDINATOR,
                back=CHANGE,
                hint=_("A short paragraph in your own words. There is no right answer."),
                why=_("It is read beside the person specification."),
            ),
            Question(
                "hope",
                WORDS,
                _("What would you hope a senior leader learns from you?"),
                limit=250,
                who=COORDINATOR,
                back=CHANGE,
                patterns=(SYSTEM,),
            ),
        ),
    ),
    Section(
        "experience",
        _("Lived experience you offer to talk about"),
        4,
        (
            Question(
                "topics",
                MANY,
                _("What would you offer to talk about?"),
                choices="topics",
                required=False,
                hint=_("Tick what you choose, in any combination. Offering one thing says nothing about another."),
                who=EXPERIENCE_SEEN,
                back=TAKE_BACK,
                why=_("To find a reverse mentee who wants to learn about it. It is never a measure of you."),
            ),
            Question(
                "topics_words",
                WORDS,
                _("In your own words"),
                limit=150,
                required=False,
                who=EXPERIENCE_SEEN,
                back=TAKE_BACK,
                hint=_("Only if you wish."),
            ),
            Question(
                "in_conversation",
                YES,
                _("I’d rather say this in conversation"),
                required=False,
                hint=_("Then nothing is written here, and the co-ordinator rings you."),
                who=COORDINATOR,
            ),
            Question(
                "open_to_any",
                YES,
                _("I am open to a reverse mentee who wants to learn about something else"),
                required=False,
                hint=_("It makes it easier to find somebody for you."),
                who=COORDINATOR,
            ),
        ),
        intro=_("This is your choice alone, and apart from the equality questions that may come after the form."),
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
                who=PARTNER,
                back=CHANGE,
            ),
            Question(
                "off_limits",
                WORDS,
                _("What do you not want to talk about?"),
                limit=150,
                required=False,
                who=_("The co-ordinator. Your reverse mentee only if you tick the box below."),
                back=CHANGE,
                why=_("It is always respected, and you may add to it at any time."),
            ),
            Question(
                "show_off_limits",
                YES,
                _("My reverse mentee may see what I do not want to talk about"),
                required=False,
            ),
        ),
    ),
    APART,
    ADJUST,
    Section(
        "manager",
        _("Your line manager"),
        1,
        manager(_("Line manager’s name"), _("Line manager’s work email")),
        intro=_("Taking part is paid time. If your manager is hard to ask, tick the last box instead."),
    ),
)
