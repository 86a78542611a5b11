"""The one page of a leader whom the co-ordinator named: there is no form before it."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from turnabout.applications.questions.declarations import DECLARATIONS
from turnabout.applications.questions.mentee import LEARN, OPEN, WHY_SEEN
from turnabout.applications.questions.shape import ALL, WORDS, Question, Section
from turnabout.applications.questions.shared import AVOID, MODE, NEEDS, TIMES

ASK_US = _("Ask the co-ordinator, who is named in your letter.")
LEADER = Section(
    "leader",
    _("Taking part"),
    6,
    (
        Question(
            "why", WORDS, _("Why do you want this?"), limit=250, who=WHY_SEEN, back=ASK_US,
            hint=_("Two or three sentences. Your reverse mentor reads them before saying yes."),
        ),
        replace(LEARN, back=ASK_US),
        OPEN,
        MODE,
        TIMES,
        *(replace(one, back=ASK_US) if one.back else one for one in AVOID),
        *NEEDS,
        Question("declarations", ALL, _("If I take part"), choices=DECLARATIONS["mentee"]),
    ),
)  # fmt: skip
