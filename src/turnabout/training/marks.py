"""What a register can say of somebody, as data: how they came, or why they did not. Never anything about health."""

from django.utils.translation import gettext_lazy as _

CAME, LATE, EARLY = "came", "late", "early"
TOLD, WORK, NO_WORD = "told", "work", "no_word"
PRESENT = (
    (CAME, _("Came")),
    (LATE, _("Came late")),
    (EARLY, _("Left early")),
)
"""All of them have been there: whoever came late, or left early, is trained too."""
ABSENT = (
    (TOLD, _("Could not come, told us")),
    (WORK, _("Work needed them")),
    (NO_WORD, _("No word")),
)
MARKS = (*PRESENT, *ABSENT)
