"""The letters of this room, as data. None says which role, which strand or what somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.mail.types import When, message
from turnabout.selection.personspec import BY_CODE

SIGNED = _("If you have a question, ask {contact}: {contact_email}{contact_phone}.")


def signed(words: Any) -> Any:
    """A letter's words with, below them, whom to ask."""
    return format_lazy("{}\n\n{}", words, SIGNED)


REASONS: Mapping[str, Any] = {
    "capacity": _("There were more good applications than places this time."),
    "not_eligible": _(
        "The programme is for people who work for one of the organisations that take part, and we could not see that "
        "in your application. If that is a mistake, please tell us."
    ),
    "deferred": _("You asked to wait for the next time, so we have kept your name for it."),
    "withdrew": _("You told us that you no longer wish to take part. Thank you for letting us know."),
    "not_yet_shown": _(
        "One thing that we look for was not yet shown in this application: {criterion}.\n\n"
        "How to show it next time: {how_to_show}"
    ),
}
"""What a declined applicant reads for each reason. Lived experience is never among them."""
ROUTES: Mapping[str, Any] = {
    "next_cohort": _(
        "You could take part in the next cohort. The page below leads to what is open, and says when it opens again."
    ),
    "other_role": _(
        "There are two ways to take part, and we think that you could do well in the other one. You can start its form "
        "from the page below. What you have told us about your work is already in it."
    ),
    "conversation": _(
        "We run other programmes too, and would like to talk with you about which of them could suit you. "
        "Write to us or ring us, at a time that is good for you."
    ),
    "network": _(
        "You could join a staff network, or a session for allies. Both are open to everybody. "
        "Write to us or ring us, and we will tell you when they meet."
    ),
}
"""What an applicant reads who is offered another route. Neutral words: a letter may be read over a shoulder."""


def office(cohort: Any) -> dict[str, str]:
    """What every letter says of the programme office: a neutral title, and whom to ask."""
    phone = f", {cohort.contact_phone}" if cohort.contact_phone else ""
    return {
        "programme": cohort.calendar_title,
        "contact": cohort.contact_name,
        "contact_email": cohort.contact_email,
        "contact_phone": phone,
    }


def site(name: str, *args: Any) -> str:
    """The whole address of one of our pages, for a letter."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


def _of_verdict(verdict: Any, to: Any) -> dict[str, str]:
    criterion = BY_CODE.get(verdict.criterion)
    words = office(verdict.application.cohort) | {"link": site("selection:my_decision", verdict.application_id)}
    words |= {
        "criterion": _lower(str(criterion.words)) if criterion else "",
        "how_to_show": str(criterion.how_to_show) if criterion else "",
    }
    words["reason"] = str(REASONS.get(verdict.reason, "")).format(**words)
    words["route"] = str(ROUTES.get(verdict.route, ""))
    return words


def contact_line(cohort: Any) -> str:
    """The last line of every letter, which says whom to ask."""
    return str(SIGNED).format(**office(cohort))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _of_participation(participation: Any, to: Any) -> dict[str, str]:
    return office(participation.cohort)


def _applicant(verdict: Any) -> list[Any]:
    return [verdict.application.person]


def _of_assessment(assessment: Any, to: Any) -> dict[str, str]:
    cohort = assessment.application.cohort
    return office(cohort) | {"link": site("selection:assessing", cohort.pk)}


def _cohort_of_verdict(verdict: Any) -> Any:
    return verdict.application.cohort_id


CLOSES = ("applications_close", "confirm_by")


message(
    "selection.accepted",
    label=_("You have a place"),
    whom=_("Whoever is accepted"),
    when=When(step=("decisions",), upon=_("a co-ordinator tells everybody their decision")),
    subject=_("{programme}: you have a place"),
    body=signed(
        _(
            "Dear {name},\n\nThank you for your application. We are glad to offer you a place.\n\n"
            "Next, please choose a session to get ready: sign in at <{link}> and pick the date that suits you. "
            "An invitation for your calendar follows."
        )
    ),
    audience=_applicant,
    variables=_of_verdict,
    scope=_cohort_of_verdict,
    office_hours=True,
)
message(
    "selection.reserve",
    label=_("You are on the reserve list"),
    whom=_("Whoever is on the reserve list"),
    when=When(step=("decisions",), upon=_("a co-ordinator tells everybody their decision")),
    subject=_("{programme}: you are on the reserve list"),
    body=signed(
        _(
            "Dear {name},\n\nThank you for your application. There is no place for you at this moment, and you are on "
            "our reserve list: if a place becomes free we will write to you at once. You need do nothing.\n\n"
            "You can see where you stand at <{link}>."
        )
    ),
    audience=_applicant,
    variables=_of_verdict,
    scope=_cohort_of_verdict,
    office_hours=True,
)
message(
    "selection.declined",
    label=_("We cannot offer you a place"),
    whom=_("Whoever is declined"),
    when=When(step=("decisions",), upon=_("a co-ordinator tells everybody their decision")),
    subject=_("{programme}: our decision on your application"),
    body=signed(
        _(
            "Dear {name},\n\nThank you for your application and for the time you gave it. We are not able to offer you "
            "a place this time.\n\n{reason}\n\nYou can read this again at <{link}>."
        )
    ),
    audience=_applicant,
    variables=_of_verdict,
    scope=_cohort_of_verdict,
    office_hours=True,
)
message(
    "selection.other_route",
    label=_("Another way to take part"),
    whom=_("Whoever is offered another way"),
    when=When(step=("decisions",), upon=_("a co-ordinator tells everybody their decision")),
    subject=_("{programme}: another way to take part"),
    body=signed(
        _(
            "Dear {name},\n\nThank you for your application and for the time you gave it. We cannot offer you a place "
            "in the way you asked this time, and would like to offer you something else.\n\n{route}\n\n"
            "You can read this again, and take it up, at <{link}>."
        )
    ),
    audience=_applicant,
    variables=_of_verdict,
    scope=_cohort_of_verdict,
    office_hours=True,
)
message(
    "selection.stopped",
    label=_("You no longer take part"),
    whom=_("Whoever stops taking part"),
    when=When(upon=_("somebody stops taking part"), first=("decisions",), last=("end",)),
    subject=_("{programme}: you no longer take part"),
    body=signed(
        _(
            "Dear {name},\n\nWe have noted that you no longer take part. Thank you for the time you gave. "
            "Nobody is told a reason."
        )
    ),
    audience=lambda participation: [participation.person],
    variables=_of_participation,
    after_leaving=True,
)
message(
    "selection.graduated",
    label=_("You have completed it"),
    whom=_("Whoever has completed the programme"),
    when=When(step=("end",), upon=_("a co-ordinator completes the cohort")),
    subject=_("{programme}: you have completed it"),
    body=signed(_("Dear {name},\n\nYou have completed the programme. Congratulations, and thank you.")),
    audience=lambda participation: [participation.person],
    variables=_of_participation,
    office_hours=True,
    after_leaving=True,
)
message(
    "selection.panel_ready",
    label=_("Something waits for your assessment"),
    whom=_("An assessor"),
    when=When(upon=_("applications are given to the panel"), first=CLOSES, last=("decisions",)),
    subject=_("{programme}: something waits for your assessment"),
    body=signed(
        _(
            "Dear {name},\n\nThere is something new for you to assess. You can see how much, and begin, at <{link}>. "
            "You can stop at any time: what you have said is kept."
        )
    ),
    audience=lambda assessment: [assessment.assessor],
    variables=_of_assessment,
    scope=lambda assessment: assessment.application.cohort_id,
    office_hours=True,
    after_leaving=True,
)
