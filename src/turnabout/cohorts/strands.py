"""The strands a programme may name: the experience its reverse mentors are asked to share, if they wish."""

from django.utils.translation import gettext_lazy as _

STRANDS = (
    ("race", _("Race and ethnicity")),
    ("disability", _("Disability and long-term conditions")),
    ("lgbtq", _("LGBTQ+")),
)
CODES = tuple(code for code, _words in STRANDS)
"""A cohort with no strand is open to experience of any protected characteristic."""
