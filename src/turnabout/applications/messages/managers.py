"""To a manager, and about one: the applicant's name, the neutral title and the dates, and nothing else of either."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.applications.hours import asked_by, in_lines
from turnabout.applications.managers import neutral_contact, neutral_title, who_releases
from turnabout.applications.messages.shared import OPENS, words
from turnabout.foundation.design.dates import deadline
from turnabout.foundation.mail.types import Address, When, message

ASK_THEM = _("If you have a question, ask {contact}.")
LETTER_SEEN = _("{who} has seen this letter, and the page behind the link, before it was sent.")
AGREED = _("{who} has agreed that you are asked.")
LINK = _("The link is yours alone, so please do not forward it. It is good until {until}.")


def _manager(release: Any) -> list[Any]:
    return [Address(release.to_name or gettext("colleague"), release.to_email)]


def _to_manager(release: Any, to: Any) -> dict[str, str]:
    application = release.application
    name, until = application.person.name, deadline(release.until)
    reach = neutral_contact(application.cohort)
    seen = LETTER_SEEN if release.asked_by == application.person_id else AGREED
    return {
        "programme": neutral_title(application.cohort),
        "who": name,
        "told": str(who_releases(application).told),
        "time": str(who_releases(application).time),
        "dates": in_lines(asked_by(release)),
        "until": until,
        "mine": str(LINK).format(until=until),
        "seen": str(seen).format(who=name),
        "ask": str(ASK_THEM).format(contact=reach) if reach else "",
    }


def _news(release: Any, to: Any) -> dict[str, str]:
    page = reverse("applications:release", args=[release.application_id])
    return {**words(release.application, to), "page": f"{settings.BASE_URL}{page}"}


def _cohort(release: Any) -> Any:
    return release.application.cohort_id


message(
    "applications.ask_manager",
    label=_("Asking a manager for a release"),
    whom=_("The manager of somebody who applied"),
    when=When(
        upon=_("somebody asks their manager for a release"),
        first=OPENS,
        last=("decisions",),
    ),
    subject=_("{programme}: can you release {who}?"),
    body=_(
        "Dear {name},\n\n{who} would like to take part in our {programme}. {told} {time}\n\n{dates}\n\n"
        "Please say whether you can release them. It takes about three minutes, and you need no account:\n\n<{link}>"
        "\n\n{mine} {seen}\n\n{ask}"
    ),
    audience=_manager,
    variables=_to_manager,
    scope=_cohort,
    about=lambda release: release.application_id,
    secret_link=True,
    office_hours=True,
)
message(
    "applications.remind_manager",
    label=_("Reminding a manager"),
    whom=_("A manager who has not answered"),
    when=When(
        days=(5, 10),
        least=1,
        most=14,
        upon=_("a manager was asked and has not answered"),
        first=OPENS,
        last=("decisions",),
        until=_("they answer"),
    ),
    subject=_("{programme}: a reminder about {who}"),
    body=_(
        "Dear {name},\n\nWe asked you whether you can release {who} for our {programme}, and have no answer yet. "
        "{told} {time}\n\n{dates}\n\nYou can answer here until {until}. “Not now” is an answer too.\n\n<{link}>\n\n"
        "The link is yours alone, so please do not forward it.\n\n{ask}"
    ),
    audience=_manager,
    variables=_to_manager,
    scope=_cohort,
    about=lambda release: release.application_id,
    secret_link=True,
    office_hours=True,
)
message(
    "applications.new_managers_link",
    label=_("A new link for a manager"),
    whom=_("A manager who asks for one"),
    when=When(upon=_("a manager asks for another link"), first=OPENS, last=("decisions",)),
    subject=_("{programme}: your new link"),
    body=_(
        "Dear {name},\n\nHere is a new link to answer whether you can release {who} for our {programme}, or to change "
        "what you answered:\n\n<{link}>\n\nThe link is yours alone, so please do not forward it. It is good for "
        "three weeks. If you did not ask for it, there is nothing you need to do.\n\n{ask}"
    ),
    audience=_manager,
    variables=_to_manager,
    scope=_cohort,
    about=lambda release: release.application_id,
    secret_link=True,
)
message(
    "applications.release_news",
    label=_("News about your time"),
    whom=_("Somebody whose manager has answered"),
    when=When(
        upon=_("a manager answers, or does not in time"),
        first=OPENS,
        last=("decisions",),
    ),
    subject=_("{programme}: news about your time"),
    body=_(
        "Dear {name},\n\nThere is news about your release from work for our {programme}. You can see what it is, and "
        "what happens next, at <{page}>.\n\n{ask}"
    ),
    audience=lambda release: [release.application.person],
    variables=_news,
    scope=_cohort,
    about=lambda release: release.application_id,
)
