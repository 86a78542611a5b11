"""When each reader reads what the rules open to them: one table of moments beside the table of rules.

From before an application is sent until the pair has ended, or until somebody withdrew before anything was decided. The
page "Who can see this" asks it what is still to come, and the reference page of permissions prints it whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from turnabout.applications import sharing
from turnabout.applications.cases import LEADING
from turnabout.applications.models import EITHER
from turnabout.applications.sharing import (
    ASSESSOR,
    BY_REASON,
    BY_ROLE,
    BY_SHOWN,
    BY_TICK,
    BY_TIER,
    COORDINATOR,
    LEAD,
    MANAGER,
    MATCHING,
    PARTNER,
    PERSON,
    PROPOSED,
    TIER_WORDS,
    TIERS,
    TRAINER,
    Choices,
    Thing,
    readers_of,
)

INDEPENDENT, BOARD, ADMINISTRATOR, ANYBODY = "independent", "board", "administrator", "anybody"
READERS = {
    PERSON: _("You yourself"),
    COORDINATOR: _("Co-ordinator"),
    INDEPENDENT: _("Independent contact, for a leader whom a co-ordinator reports to"),
    ASSESSOR: _("Assessor, who is not told whose it is"),
    TRAINER: _("Trainer"),
    MANAGER: _("Line manager, once asked"),
    PROPOSED: _("Proposed partner, once asked"),
    PARTNER: _("Partner, once both said yes"),
    LEAD: _("Lead of the organisation"),
    BOARD: _("Board reader"),
    ADMINISTRATOR: _("Administrator"),
    ANYBODY: _("Anybody else"),
}
"""Everybody who could be asked about, in words. Matching uses and does not read, so it is not one of them."""
BEFORE_SENDING, SENT, ACCEPTED, ASKED, TOGETHER, ENDED, WITHDRAWN = (
    "before_sending", "sent", "accepted", "asked", "together", "ended", "withdrawn",
)  # fmt: skip
MOMENTS = {
    BEFORE_SENDING: _("Before sending"),
    SENT: _("Sent"),
    ACCEPTED: _("Accepted and told"),
    ASKED: _("Partner proposed"),
    TOGETHER: _("Both agreed"),
    ENDED: _("Pair ended"),
    WITHDRAWN: _("Withdrawn undecided"),
}
_ONCE_SENT = (SENT, ACCEPTED, ASKED, TOGETHER, ENDED)
_ONCE_ACCEPTED = (ACCEPTED, ASKED, TOGETHER, ENDED)
WHEN: dict[str, tuple[str, ...]] = {
    PERSON: tuple(MOMENTS),
    COORDINATOR: _ONCE_SENT,
    INDEPENDENT: _ONCE_SENT,
    ASSESSOR: (SENT,),
    TRAINER: _ONCE_ACCEPTED,
    MANAGER: _ONCE_SENT,
    PROPOSED: (ASKED,),
    PARTNER: (TOGETHER,),
    LEAD: _ONCE_ACCEPTED,
    MATCHING: _ONCE_ACCEPTED,
}
"""The moments at which each reader reads. Who is not here never reads anything of anybody."""
OTHERWISE: dict[tuple[str, str], tuple[str, ...]] = {
    (COORDINATOR, "name"): (*_ONCE_SENT, WITHDRAWN),
    (COORDINATOR, "taking_part"): (*_ONCE_SENT, WITHDRAWN),
    (COORDINATOR, "role"): (*_ONCE_SENT, WITHDRAWN),
    (INDEPENDENT, "name"): (*_ONCE_SENT, WITHDRAWN),
    (INDEPENDENT, "taking_part"): (*_ONCE_SENT, WITHDRAWN),
    (INDEPENDENT, "role"): (*_ONCE_SENT, WITHDRAWN),
    (PERSON, "decision"): _ONCE_ACCEPTED,
    (PERSON, "manager_state"): _ONCE_SENT,
    (PERSON, "manager_conditions"): _ONCE_SENT,
    (PERSON, "manager_reason"): _ONCE_SENT,
    (COORDINATOR, "refusal"): (ASKED, TOGETHER, ENDED),
    (INDEPENDENT, "refusal"): (ASKED, TOGETHER, ENDED),
    (PERSON, "refusal"): (ASKED, TOGETHER, ENDED),
}
"""Where one thing has moments of its own: what is decided is the co-ordinators' until everybody is told."""


def reads(reader: str, role: str, code: str, choices: Choices, moment: str, topic: str = "") -> bool:
    """Whether `reader` may read the thing called `code` of somebody in `role` at `moment`.

    Whoever would take either role is placed in one before a panel reads anything.
    """
    if reader == ASSESSOR and role == EITHER:
        return False
    thing = sharing.thing(role, code)
    rule = COORDINATOR if reader == INDEPENDENT and role in LEADING else reader
    when = OTHERWISE.get((reader, code), WHEN.get(reader, ()))
    return rule in readers_of(thing, choices, topic) and moment in when


def options(thing: Thing) -> Iterator[tuple[str, Choices, str]]:
    """Every choice that changes who reads `thing`, in words, as choices, and as the topic to ask about."""
    told, kept = str(_("told")), str(_("not told"))
    if thing.chosen == BY_TIER:
        topic = _SOME_TOPIC if thing.code == "topics" else sharing.OWN_WORDS
        for tier in TIERS:
            yield str(TIER_WORDS[tier]), Choices({topic: tier}), topic
    elif thing.chosen == BY_SHOWN:
        yield str(_("shown before")), Choices(shown=frozenset({thing.code})), ""
        yield str(_("not shown before")), Choices(), ""
    elif thing.chosen == BY_TICK:
        yield told, Choices(tell_off_limits=True), ""
        yield kept, Choices(), ""
    elif thing.chosen == BY_ROLE:
        yield str(_("you ticked that your manager is told")), Choices(tell_role=True), ""
        yield str(_("you did not")), Choices(), ""
    elif thing.chosen == BY_REASON:
        yield str(_("your manager ticked that you are told")), Choices(tell_reason=True), ""
        yield str(_("your manager did not")), Choices(), ""
    else:
        yield "", Choices(), ""


_SOME_TOPIC = "race"
"""Any topic stands for all of them: each has a tier by itself."""
