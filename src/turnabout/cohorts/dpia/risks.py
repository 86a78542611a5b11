"""What could go wrong for people, what is done against it, and who signs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.cohorts.dpia.shape import section
from turnabout.foundation.documents.tree import Blank, Section, Table


def sections() -> list[Section]:
    """The last part: risks with what is done against each, the advice of the officer, and the signatures."""
    return [_risks(), _security(), _speaking_up(), _outcome()]


def _risks() -> Section:
    rows = (
        (
            _("A manager, HR or a leader learns of somebody’s strand"),
            _("Severe"),
            _("Each person chooses who may know what, and sees the page as the other will. No message names a strand."),
        ),
        (
            _("Taking part gives somebody away"),
            _("Severe"),
            _("Letters, calendars and the manager’s page speak of a “leadership and inclusion programme”."),
        ),
        (
            _("Somebody guesses from a list, a count or a photo"),
            _("Severe"),
            _("Lists are for co-ordinators. Figures go through a check that hides what could point at a person."),
        ),
        (
            _("A reverse mentor pays for being honest"),
            _("Severe"),
            _("Answers are sealed. A leader takes no part in decisions about their reverse mentor for twelve months."),
        ),
        (
            _("Equality answers steer who is chosen"),
            _("Severe"),
            _("They are kept where choosing and pairing cannot reach them, and a test proves it at each change."),
        ),
        (
            _("Somebody feels pushed to tell"),
            _("Moderate"),
            _("Every sensitive question is optional, and can be left for a talk with the co-ordinator."),
        ),
        (
            _("Something serious is said in a meeting"),
            _("Severe"),
            _("The agreement says where confidence ends. Contacts for support are named before the first meeting."),
        ),
        (
            _("The database or a backup is stolen"),
            _("Severe"),
            _("Sensitive words are encrypted under a key of each person, and the keys are kept apart."),
        ),
    )
    head = (_("Risk to people"), _("How bad"), _("What is done against it"))
    return section(
        "risks",
        _("Risks and what is done"),
        (Table(_("Risks"), head, rows), Blank(_("Risks that you add, and what you do"), 4)),
    )


def _security() -> Section:
    return section(
        "security",
        _("Security"),
        (
            (
                _("People sign in with a code sent by email; there are no passwords."),
                _("Everybody sees only what their role needs, and roles end on a day."),
                _("Each write, and each reading of sensitive words by somebody else, leaves a line in a sealed log."),
                _("No page loads anything from another site, and nothing follows people around."),
            ),
            Blank(_("Who gives and ends roles, and when the list of roles is looked through (every three months)"), 2),
            Blank(_("When a backup was last restored to see that it works"), 1),
        ),
    )


def _speaking_up() -> Section:
    return section(
        "speaking_up",
        _("Speaking up and safety"),
        (
            _(
                "Each organisation names people to turn to: to speak up, for wellbeing, and for advice about work. "
                "What somebody tells them is not kept here. A leader who hears of harassment, discrimination or harm "
                "may have to act, says so, and first talks about how."
            ),
        ),
    )


def _outcome() -> Section:
    return section(
        "outcome",
        _("Advice and signatures"),
        (
            Blank(_("Advice of the data-protection officer"), 6),
            Blank(_("Risk that is left, and whether it is accepted"), 2),
            Blank(_("Data-protection officer: name, signature, date"), 1),
            Blank(_("For the organisation that runs the programme: name, signature, date"), 1),
            Blank(_("When this is looked at again"), 1),
        ),
    )
