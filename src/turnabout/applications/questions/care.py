"""Questions around the edges of a form: what helps a person to take part well, and nothing that decides who does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.shape import EMAIL, MANY, ONE, SYSTEM, TEXT, WORDS, YES, Question, Section
from turnabout.applications.questions.shared import ANY_TIME, CHANGE, COORDINATOR, JUDGED, YES_NO
from turnabout.applications.wordings import LATER, LATER_NOW

BACKGROUND = Section(
    "background", _("Mentoring and networks"), 2,
    (
        Question(
            "mentoring_experience", WORDS, _("Have you mentored, coached or spoken up for somebody before?"), limit=100,
            required=False, patterns=(SYSTEM,), who=JUDGED,
            hint=_("None is needed. Leave it empty if this would be the first time."),
        ),
        Question(
            "network", ONE, _("Are you a member of a staff network?"), choices=YES_NO, required=False,
            patterns=(SYSTEM,),
            hint=_(
                "We do not ask which one. A trade union is not a staff network: please do not tell us whether you "
                "belong to one."
            ),
        ),
    ),
    who=COORDINATOR, why=_("It can count for you, and never against you."), back=CHANGE,
)  # fmt: skip
SUPPORT = Section(
    "support", _("Support for you"), 1,
    (
        Question(
            "support_turn_to", WORDS, _("Who would you turn to if something in a meeting troubled you?"), limit=50,
            field="support", part="turn_to", required=False, patterns=(SYSTEM,),
            hint=_("A friend, a colleague, a network: a name or a word is enough."),
        ),
        Question(
            "support_check_in", ONE, _("May somebody who looks after wellbeing ask you now and then how you are?"),
            choices=YES_NO[:2], field="support", part="check_in", required=False, patterns=(SYSTEM,),
            hint=_("If you say yes, the co-ordinator may give them your name, and nothing else."),
        ),
    ),
    who=COORDINATOR, why=_("Being a reverse mentor can stir things up, and nobody should be alone with that."),
    back=ANY_TIME,
)  # fmt: skip
CONTACT = Section(
    "contact", _("Keeping in touch"), 1,
    (
        Question(
            "later_cohorts", YES, LATER[LATER_NOW],
            required=False, patterns=(SYSTEM,), hint=_("Leave it empty and we write to you about this cohort only."),
        ),
    ),
    who=COORDINATOR, back=ANY_TIME,
    why=_("Some people like to hear how it goes on. It makes no difference to this application."),
)  # fmt: skip
DIARY = Section(
    "diary", _("Who keeps your diary"), 1,
    (
        Question("diary_name", TEXT, _("Name of whoever keeps your diary"), required=False),
        Question("diary_email", EMAIL, _("Their work email"), required=False),
    ),
    intro=_("Leave both empty if you keep it yourself."),
    who=_(
        "The co-ordinator alone, to find dates together with whoever keeps your diary. This website does not write to "
        "them."
    ),
    back=CHANGE,
)  # fmt: skip
IDENTITY = Section(
    "identity", _("Your own life"), 1,
    (
        Question(
            "identity", MANY, _("Is one of these part of your own life?"), offered="strands", required=False,
            hint=_("Tick only what you wish to declare. What you do not tick is “not declared”, which says nothing."),
        ),
    ),
    intro=_("You may leave this page out. Nobody is chosen or turned down because of it, and nothing is ever guessed."),
    who=_("The co-ordinator of this programme. Never your reverse mentor, your manager or Human Resources."),
    why=_(
        "This cohort would like a leader to learn from somebody whose life differs from their own. The matching itself "
        "does not use it."
    ),
    back=_("Untick everything here and press the button, now or at any later time. It is removed at once."),
    own_consent=True, policy="asks_identity", optional=True,
)  # fmt: skip
