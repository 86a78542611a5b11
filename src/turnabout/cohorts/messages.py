"""The letters of this room, as data: to those who must take something on before a cohort may go on.

None says what the programme is about beyond "leadership and inclusion", or anything of anybody who takes part.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.dates import day, deadline
from turnabout.foundation.mail.types import Address, When, message

ASK = _("If you have a question, ask {contact}: {ways}.")
KINDS = {"sponsor": "cohorts.ask_sponsor", "dpo": "cohorts.ask_officer", "key_holder": "cohorts.ask_key_holder"}
"""The letter that goes to the holder of each role."""
OPEN_NOW = "cohorts.open_now"
"""The one message to an address that was left for it."""


OPENS = ("applications_open", "invitations")


def _holder(role: Any) -> list[Any]:
    return [role.person]


def _words(role: Any, to: Any) -> dict[str, str]:
    page = f"{settings.BASE_URL}{reverse('cohorts:asked', args=[role.pk])}"
    return {**_of(role.cohort), "starts": day(role.cohort.starts_on), "page": page}


def _of(cohort: Any) -> dict[str, str]:
    ways = ", ".join(way for way in (cohort.contact_email, cohort.contact_phone) if way)
    return {
        "programme": cohort.calendar_title,
        "host": cohort.programme.host.name,
        "ask": str(ASK).format(contact=cohort.contact_name, ways=ways),
    }


message(
    KINDS["sponsor"],
    label=_("Asking the sponsor for a pledge"),
    whom=_("The sponsor"),
    when=When(upon=_("a co-ordinator asks the sponsor"), last=OPENS),
    subject=_("{programme}: will you stand behind it?"),
    body=_(
        "Dear {name},\n\nYou have been named as the sponsor of our {programme} at {host}. It starts on {starts}.\n\n"
        "We ask you for a pledge: time in your own diary and in those of the leaders who take part, paid time for "
        "staff, and a public answer to what the programme finds. Please read it and say yes here. It takes five "
        "minutes, and you sign in with a code that we send to this address:\n\n<{page}>\n\n{ask}"
    ),
    audience=_holder,
    variables=_words,
    office_hours=True,
    after_leaving=True,
)
message(
    KINDS["dpo"],
    label=_("Asking for the assessment to be signed"),
    whom=_("The data protection officer"),
    when=When(upon=_("a co-ordinator asks the officer"), last=OPENS),
    subject=_("{programme}: a data-protection assessment to read and sign"),
    body=_(
        "Dear {name},\n\nWe are getting a {programme} ready at {host}. It starts on {starts}, and it cannot open "
        "before you have read its data-protection impact assessment.\n\n"
        "The assessment is filled in from the programme’s own facts, with room for your advice. Please read it and "
        "sign it here. You sign in with a code that we send to this address:\n\n<{page}>\n\n{ask}"
    ),
    audience=_holder,
    variables=_words,
    office_hours=True,
    after_leaving=True,
)
message(
    KINDS["key_holder"],
    label=_("Asking somebody to hold a key"),
    whom=_("Each key holder"),
    when=When(upon=_("a co-ordinator asks a key holder"), last=("end_questionnaire",)),
    subject=_("{programme}: will you hold a key?"),
    body=_(
        "Dear {name},\n\nAt the end of our {programme} at {host} people say in confidence what changed. Their answers "
        "are sealed, and three people each hold a key. Any two of them open the answers together, once.\n\n"
        "Will you be one of the three? It takes a practice of ten minutes, and half an hour at the end. Please read "
        "what it means and say yes here. You sign in with a code that we send to this address:\n\n<{page}>\n\n{ask}"
    ),
    audience=_holder,
    variables=_words,
    office_hours=True,
    after_leaving=True,
)
message(
    "cohorts.site_is_ready",
    label=_("Test message"),
    whom=_("The administrator"),
    when=When(upon=_("the site is set up")),
    subject=_("Your site is ready"),
    body=_(
        "Dear {name},\n\nThis is a test message. It shows that mail leaves your site.\n\n"
        "You are its administrator, and co-ordinator of {organisation}. Sign in with this address at <{site}>: "
        "you are sent a code, and no password is needed. Then choose “Create a cohort”."
    ),
    audience=_holder,
    variables=lambda role, to: {"organisation": role.organisation.name, "site": settings.BASE_URL},
    scope=lambda role: None,
)
message(
    OPEN_NOW,
    label=_("It is open now"),
    whom=_("Whoever asked to be told"),
    when=When(step=OPENS, upon=_("the cohort opens")),
    subject=_("{programme}: open now"),
    body=_(
        "Hello,\n\nSomebody left this address to be told when the {programme} at {host} opens. It is open now, until "
        "{closes}. All about it is here:\n\n<{page}>\n\nThis is the only message. With it your address is deleted, "
        "so there is nothing to cancel. If it was not you who left it, you need do nothing.\n\n{ask}"
    ),
    audience=lambda told: [Address("", told.address)],
    variables=lambda told, to: {**_of(told.cohort), "page": told.page, "closes": deadline(told.closes_at)},
    unnamed=True,
    forgets=True,
    office_hours=True,
    after_leaving=True,
)
