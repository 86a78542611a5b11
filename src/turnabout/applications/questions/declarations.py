"""What people declare when they send their form. All of it is asked, none of it is ticked for them."""

from django.utils.translation import gettext_lazy as _

PRIVACY = ("privacy", _("I have read how my answers are used, and who can see each of them"))
NO_LINE = ("no_line", _("As far as I know, nobody who reports to me, at any level, would be my reverse mentee"))
DECLARATIONS = {
    "mentor": (
        PRIVACY,
        NO_LINE,
        ("time", _("I can give about 12 to 15 hours over the six months: the briefing, six meetings, mentor support")),
    ),
    "mentee": (
        PRIVACY,
        ("time", _("I will protect the time for the briefing and for six meetings")),
        ("no_group", _("I will not ask my reverse mentor to speak for a whole group of people")),
        (
            "no_use",
            _(
                "I will not use anything I hear in a decision about my reverse mentor, such as appraisal, recruitment, "
                "rotas or discipline, and I will step back from such decisions for 12 months"
            ),
        ),
        ("commitment", _("I will record at least one thing I commit to do, and report on it")),
    ),
}
# Whoever would take either role says both: the time is the same, and a partner is never somebody of one's own line.
DECLARATIONS["either"] = (*DECLARATIONS["mentee"], NO_LINE)
