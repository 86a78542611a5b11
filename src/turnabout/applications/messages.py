"""The letters of this room, as data. None says which role, which strand, or what somebody wrote.

Those to a manager give the applicant's name, the neutral title and the dates, and nothing else about either.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.applications.hours import asked_by, in_lines
from turnabout.applications.managers import neutral_contact, neutral_title, who_releases
from turnabout.foundation.design.dates import day, deadline
from turnabout.foundation.mail.types import Address, When, message

OPENS = ("applications_open", "invitations")
CLOSES = ("applications_close", "confirm_by")
ASK = _("If you have a question, ask {contact}: {ways}.")
ASK_THEM = _("If you have a question, ask {contact}.")
LETTER_SEEN = _("{who} has seen this letter, and the page behind the link, before it was sent.")
AGREED = _("{who} has agreed that you are asked.")
LINK = _("The link is yours alone, so please do not forward it. It is good until {until}.")


def _applicant(application: Any) -> list[Any]:
    return [application.person]


def _id(application: Any) -> Any:
    return application.pk


def _words(application: Any, to: Any) -> dict[str, str]:
    cohort = application.cohort
    ways = ", ".join(way for way in (cohort.contact_email, cohort.contact_phone) if way)
    return {
        "programme": cohort.calendar_title,
        "closes": deadline(cohort.closes_at),
        "until": deadline(application.link_until),
        "ask": str(ASK).format(contact=cohort.contact_name, ways=ways),
        "page": f"{settings.BASE_URL}{reverse('applications:standing', args=[application.pk])}",
    }


message(
    "applications.received",
    label=_("We have your application"),
    whom=_("Whoever sends an application"),
    when=When(
        upon=_("somebody sends their application"),
        first=OPENS,
        last=CLOSES,
    ),
    subject=_("{programme}: we have your application"),
    body=_(
        "Dear {name},\n\nThank you. We have your application.\n\n"
        "You can change it or withdraw it until {closes}, and see where you stand, at <{page}>. "
        "After that the co-ordinator reads it, and everybody hears on the same day.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
)
message(
    "applications.withdrawn",
    label=_("You have withdrawn"),
    whom=_("Whoever withdraws"),
    when=When(upon=_("somebody withdraws"), first=OPENS, last=("end",)),
    subject=_("{programme}: you have withdrawn"),
    body=_(
        "Dear {name},\n\nYou have withdrawn, and that is noted. Nobody is told a reason, and nothing happens because "
        "of it. Thank you for the time you gave.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
    about=_id,
    after_leaving=True,
)
message(
    "applications.please_confirm",
    label=_("Asking a leader to take part"),
    whom=_("Each leader who is named"),
    when=When(
        upon=_("a co-ordinator names a leader"),
        first=OPENS,
        last=CLOSES,
    ),
    subject=_("{programme}: will you take part?"),
    body=_(
        "Dear {name},\n\nYou have been named as one of the leaders who take part in our {programme}.\n\n"
        "Please say yes or no by {until}. It takes about six minutes:\n\n<{link}>\n\n"
        "The link is yours alone and works once, so please do not forward it.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
    secret_link=True,
    office_hours=True,
)
message(
    "applications.confirmed",
    label=_("Thank you for saying yes"),
    whom=_("A leader who says yes"),
    when=When(
        upon=_("a leader says yes"),
        first=OPENS,
        last=CLOSES,
    ),
    subject=_("{programme}: thank you for saying yes"),
    body=_(
        "Dear {name},\n\nThank you. You take part, and the next thing is a training hour: we will write to you with "
        "the dates to choose from.\n\nYou can see where you stand at <{page}>.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
)


# The last day was moved. Who has begun and not sent anything is nobody's business yet: that kind names nobody.

_MOVED = _("Dear {name},\n\nThe last day was {was}. It is now {closes}.{reason}\n\n")

_WHOM = {
    "applications.closing_moved": _("Whoever has sent an application"),
    "applications.closing_moved_unsent": _("Whoever has begun one and not sent it; nobody learns who"),
    "applications.closing_moved_leader": _("Each leader who has not answered yet"),
}
for _kind, _said, _more in (
    (
        "applications.closing_moved",
        _(
            "You need do nothing: we have your application. You can change it or withdraw it until then, and see where "
            "you stand, at <{page}>."
        ),
        {},
    ),
    (
        "applications.closing_moved_unsent",
        _(
            "You have begun an application and have not sent it. What you wrote is kept for you, and you can go on "
            "at <{page}>."
        ),
        {"unnamed": True, "about": _id},
    ),
    (
        "applications.closing_moved_leader",
        _("You have not answered yet whether you take part. The link that we sent you works until then."),
        {},
    ),
):
    message(
        _kind,
        label=_("The last day has changed"),
        whom=_WHOM[_kind],
        when=When(
            upon=_("a co-ordinator moves the last day"),
            first=OPENS,
            last=CLOSES,
        ),
        subject=_("{programme}: the last day has changed"),
        body=format_lazy("{}{}\n\n{}", _MOVED, _said, "{ask}"),
        audience=_applicant,
        variables=_words,
        **_more,
        office_hours=True,
    )
message(
    "applications.decisions_moved",
    label=_("You hear from us on another day"),
    whom=_("Whoever has applied"),
    when=When(
        upon=_("a co-ordinator moves the day of the decisions"),
        first=OPENS,
        last=("decisions",),
    ),
    subject=_("{programme}: the day on which you hear from us has changed"),
    body=_(
        "Dear {name},\n\nWe have your application. The day on which everybody hears our decision has changed: {hears}."
        "\n\nYou need do nothing. You can see where you stand at <{page}>.\n\n{ask}"
    ),
    audience=_applicant,
    variables=_words,
    office_hours=True,
)


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
    return {**_words(release.application, to), "page": f"{settings.BASE_URL}{page}"}


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


# What a co-ordinator entered for somebody who rang, sent paper or stood in a list. The letter goes to the name that was
# given then: whether its address has an account here is nobody's business.


def _entered(application: Any) -> list[Any]:
    person = application.person
    return [Address(application.entered_name or person.name, person.email or "")]


def _words_entered(application: Any, to: Any) -> dict[str, str]:
    return {**_words(application, to), "received": day(application.received_on)}


message(
    "applications.please_check",
    label=_("Please check what we wrote down"),
    whom=_("Somebody whose application we entered"),
    when=When(
        upon=_("a co-ordinator has entered an application for somebody"),
        first=OPENS,
        last=CLOSES,
    ),
    subject=_("{programme}: please check what we wrote down for you"),
    body=_(
        "Dear {name},\n\nOn {received} we heard from you about our {programme}, and we have written down what you "
        "said. It counts only once you have looked at it.\n\nPlease check it by {until}. You can send it as it is, put "
        "something right first, or have it deleted. If you never got in touch with us, please have it deleted there:"
        "\n\n<{link}>\n\nThe link is yours alone, so please do not forward it. What is not checked by then is "
        "deleted.\n\n{ask}"
    ),
    audience=_entered,
    variables=_words_entered,
    about=_id,
    secret_link=True,
    office_hours=True,
)
message(
    "applications.entry_confirmed",
    label=_("We have your application, entered by us"),
    whom=_("Somebody who has checked it"),
    when=When(
        upon=_("somebody confirms what was entered for them"),
        first=OPENS,
        last=CLOSES,
    ),
    subject=_("{programme}: we have your application"),
    body=_(
        "Dear {name},\n\nThank you. You have told us that what we wrote down for you is right, so your application is "
        "sent.\n\nSign in with this address to read every word of it, to see where you stand, or to withdraw: <{page}>"
        "\n\nIf you have not told us so, please let us know at once.\n\n{ask}"
    ),
    audience=_entered,
    variables=_words_entered,
    about=_id,
)
