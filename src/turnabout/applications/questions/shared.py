"""The questions that both roles answer, and the lists they choose from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.shape import (
    EMAIL,
    EMAILS,
    LINES,
    MANY,
    NAMED,
    ONE,
    SYSTEM,
    TEXT,
    WORDS,
    YES,
    Question,
    Section,
)

MODES = (("in_person", _("In person")), ("video", _("Video call")), ("phone", _("Phone call")))
AVAILABLE = (
    ("mon_am", _("Monday morning")), ("mon_pm", _("Monday afternoon")),
    ("tue_am", _("Tuesday morning")), ("tue_pm", _("Tuesday afternoon")),
    ("wed_am", _("Wednesday morning")), ("wed_pm", _("Wednesday afternoon")),
    ("thu_am", _("Thursday morning")), ("thu_pm", _("Thursday afternoon")),
    ("fri_am", _("Friday morning")), ("fri_pm", _("Friday afternoon")),
    ("evening", _("An evening")), ("weekend", _("A weekend")),
)  # fmt: skip
STAFF_GROUPS = (
    ("admin", _("Administrative and clerical")),
    ("clinical_services", _("Additional clinical services, such as health care assistants")),
    ("scientific", _("Professional, scientific and technical")),
    ("allied", _("Allied health professionals")),
    ("estates", _("Estates, facilities and ancillary")),
    ("scientists", _("Healthcare scientists")),
    ("medical", _("Medical and dental")),
    ("nursing", _("Nursing and midwifery")),
    ("students", _("Students and trainees")),
    ("social_care", _("Social work and social care")),
    ("council", _("Other council services")),
    ("board", _("Board, senior management or elected member")),
)
ADJUSTMENTS = (
    ("bsl", _("British Sign Language interpreter")),
    ("captions", _("Captions or speech to text")),
    ("advance", _("Papers some days before")),
    ("formats", _("Large print, Easy Read or another format")),
    ("breaks", _("Breaks, or shorter meetings")),
    ("room", _("A quiet or step-free room")),
    ("remote", _("Camera off, phone only or text only")),
    ("person", _("Somebody with me to support me")),
    ("times", _("Times that leave room for prayer or for caring")),
    ("other", _("Something else, which I describe below")),
)
PATTERNS = (
    ("days", _("Weekdays, in the daytime")),
    ("part", _("Part time")),
    ("shifts", _("Shifts or a rota")),
    ("nights", _("Nights")),
    ("weekends", _("Weekends")),
    ("term", _("Term time only")),
    ("home", _("Mostly from home")),
    ("bank", _("As and when, such as bank work")),
)
NOT_IN_LIST = "other"
LEVELS = (
    ("1", _("Level 1: like band 1 or 2, or council points 2 to 6")),
    ("2", _("Level 2: like band 3 or 4, or council points 7 to 17")),
    ("3", _("Level 3: like band 5, a foundation doctor, or council points 18 to 25")),
    ("4", _("Level 4: like band 6, a core trainee, or council points 26 to 32")),
    ("5", _("Level 5: like band 7, a specialty trainee, or council points 33 to 38")),
    ("6", _("Level 6: like band 8a or 8b, a specialty doctor, or a service manager")),
    ("7", _("Level 7: like band 8c to 9, a consultant, or a head of service")),
    ("8", _("Level 8: like a very senior manager, a clinical or medical director, or a council director")),
    ("9", _("Level 9: on the Board, the corporate management team or the cabinet")),
)
"""The shared scale of seniority in words, for whoever finds their grade in no list."""
YES_NO = (("yes", _("Yes")), ("no", _("No")), ("rather_not", _("I’d rather not say")))
COORDINATOR = _("The co-ordinator of this programme.")
ABOUT_SEEN = _(
    "The co-ordinator, and a trainer of the cohort. Your name, job title and organisation are also shown to whoever is "
    "proposed as your partner: a reverse mentor chooses which of them. The lead of your organisation sees that you "
    "take part, and not in which role."
)
JUDGED = _("The co-ordinator. Where a panel assesses, its assessors too: they are not told whose words they read.")
"""Beside what a panel scores."""
PRIVATE = _("The co-ordinator alone. Nobody on your list is ever told, and nobody is told that there is a list.")
CHANGE = _("Change or empty it here until applications close; after that, ask the co-ordinator.")
REWRITE = _("Change it here until applications close. To take it back altogether, withdraw, which you can always do.")
ANY_TIME = _("Change or empty it at any time, on your own page.")
AS_SHARED = _("Change or empty it on “What I share”, now or at any later time.")

NAME = Question("name", TEXT, _("Your full name"), missing=_("Enter your full name"))
PRONOUNS = Question(
    "pronouns", TEXT, _("Pronouns"), required=False, patterns=(SYSTEM,),
    hint=_("For example, she, they or he. Only if you wish."), who=COORDINATOR, back=CHANGE,
    why=_("So that the co-ordinator speaks of you rightly."),
)  # fmt: skip
WORK = (
    Question(
        "organisation", NAMED, _("Where do you work?"), offered="organisations",
        missing=_("Choose or type the organisation that you work for"),
    ),
    Question(
        "directorate", TEXT, _("Directorate or team"), suggested="teams", missing=_("Enter your directorate or team"),
    ),
    Question("job_title", TEXT, _("Job title"), missing=_("Enter your job title")),
    Question("staff_group", ONE, _("Staff group"), choices=STAFF_GROUPS),
)  # fmt: skip
GRADE = Section(
    "grade", _("Your pay grade"), 1,
    (
        Question(
            "grade", ONE, _("Pay framework and grade"), offered="grades",
            hint=_("Choose “My grade is not in the list” at the end if you do not find yours."),
        ),
        Question(
            "grade_words", TEXT, _("If it is not in the list, what is it called?"), required=False,
            hint=_("Leave it empty if you found your grade."),
        ),
        Question(
            "nearest", ONE, _("And which level is nearest in pay?"), required=False, choices=LEVELS,
            hint=_("A good guess is enough."),
        ),
    ),
    intro=_("One list holds the grades of the NHS, of doctors, of Boards and of councils on one scale from 1 to 9."),
    who=COORDINATOR, why=_("So that the two people in a pair can stand some steps apart."), back=REWRITE,
)  # fmt: skip

BASE = Question(
    "base", TEXT, _("Where is your work base?"), missing=_("Enter the place where you mostly work"),
    hint=_("For example, Northgate Health Centre"), suggested="places",
)  # fmt: skip
WORKING = Question(
    "working_pattern", MANY, _("How do you work?"), choices=PATTERNS, required=False, patterns=(SYSTEM,),
    hint=_("Tick what applies. It helps to find times that suit two people."),
)  # fmt: skip
TRAVEL = Question(
    "travel", WORDS, _("Are there limits to where you can travel?"), required=False, limit=50, patterns=(SYSTEM,),
    hint=_("For example, not by car, or within five miles of my base. You need give no reason."),
    who=COORDINATOR, back=CHANGE, why=_("So that the co-ordinator knows it and can help to find a place."),
)  # fmt: skip
MODE = Question(
    "modes", MANY, _("How can you meet?"), choices=MODES,
    hint=_("Tick all that would work for you. A pair needs one way in common."),
    who=_("The co-ordinator, and whoever is proposed as your partner: the ways that you have in common."),
)  # fmt: skip
TIMES = Question(
    "available", MANY, _("When can you usually meet?"), choices=AVAILABLE,
    hint=_("Meetings last about an hour, once a month."),
)  # fmt: skip
SESSION = Question(
    "can_attend", MANY, _("Which training session can you come to?"), offered="sessions",
    hint=_("You need one of them."),
)  # fmt: skip


def capacity(label: object, hint: object) -> Question:
    """How many partners somebody would take on: one, which is usual, or two."""
    choices = (("1", _("One")), ("2", _("Up to two")))
    return Question("capacity", ONE, label, hint=hint, choices=choices)


AVOID = (
    Question(
        "avoid_emails", EMAILS, _("People you should not be paired with"), field="avoid", part="emails", required=False,
        hint=_("One work email address to a line. You need give no reason."), who=PRIVATE, back=CHANGE,
        why=_("So that they are never proposed to you, nor you to them, and none of them assesses what you write."),
    ),
    Question(
        "avoid_teams", LINES, _("Teams you should not be paired with"), field="avoid", part="teams", required=False,
        hint=_("One team to a line, written as it is known at work."),
    ),
)  # fmt: skip
APART = Section(
    "apart", _("People to keep apart from"), 1, AVOID,
    intro=_("Your own managers and anybody you manage are never proposed to you; you need not name them here."),
)  # fmt: skip
NEEDS = (
    Question(
        "adjustments_needs", MANY, _("Do you need any adjustments or support to take part?"), field="adjustments",
        part="needs", choices=ADJUSTMENTS, required=False,
        hint=_("You do not need to tell us your condition. Leave it empty if you need nothing."),
        who=_("The co-ordinator, and a trainer for the session it is needed at. Never your manager or your partner."),
        why=_("So that it is in place before you need it."), back=ANY_TIME,
    ),
    Question(
        "adjustments_words", WORDS, _("What else helps?"), field="adjustments", part="words", required=False, limit=150,
        hint=_("Say what to arrange, for example what your adjustment passport asks for. You need not say why."),
        who=_("The co-ordinator alone. A trainer hears that there is something more, and asks the co-ordinator."),
    ),
)  # fmt: skip
ADJUST = Section(
    "adjustments", _("Adjustments and support"), 2, NEEDS,
    intro=_("You can ask for something or change it at any time, also after you have sent this form."),
)  # fmt: skip
MANAGER_SEES = _(
    "The co-ordinator. If your manager is asked, it is about your time alone: they are never told a reason, a subject "
    "or a partner."
)


def manager(name_label: object, email_label: object, extra: tuple[Question, ...] = ()) -> tuple[Question, ...]:
    """Who confirms paid time, or the wish to talk to the co-ordinator first."""
    return (
        Question("manager_name", TEXT, name_label, required=False),
        Question(
            "manager_email", EMAIL, email_label, required=False, who=MANAGER_SEES, back=CHANGE,
            why=_("To confirm your paid time, and so that nobody is paired with somebody in their own line."),
        ),
        Question(
            "talk_first", YES, _("I want to talk to the co-ordinator first"), required=False,
            hint=_("Then nobody is asked before you have talked."),
        ),
        *extra,
    )  # fmt: skip
