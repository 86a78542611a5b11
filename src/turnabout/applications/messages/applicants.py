"""To whoever applies, or is named as a leader. None says which role, which strand, or what somebody wrote."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from turnabout.applications.messages.shared import CLOSES, OPENS, id_of, words
from turnabout.foundation.mail.types import When, message


def _applicant(application: Any) -> list[Any]:
    return [application.person]


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
    variables=words,
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
    variables=words,
    about=id_of,
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
    variables=words,
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
    variables=words,
)


# The last day was moved. Who has begun and not sent anything is nobody's business yet: that kind names nobody.

_MOVED = _("Dear {name},\n\nThe last day was {was}. It is now {closes}.{reason}\n\n")

_NOT_SENT = _("Whoever has begun one and not sent it; nobody learns who")
_NOT_ANSWERED = _("Each leader who has not answered yet")
_WHOM = {
    "applications.closing_moved": _("Whoever has sent an application"),
    "applications.closing_moved_unsent": _NOT_SENT,
    "applications.closing_moved_leader": _NOT_ANSWERED,
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
        _("Your application is not sent at the moment. What you wrote is kept for you, and you can go on at <{page}>."),
        {"unnamed": True, "about": id_of},
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
        variables=words,
        **_more,
        office_hours=True,
    )


def _soon(kind: str, whom: Any, said: Any, **more: Any) -> None:
    message(
        kind,
        label=_("The last day is near"),
        whom=whom,
        when=When(step=CLOSES, days=(-3,), least=-10, most=-1),
        subject=_("{programme}: the last day is near"),
        body=format_lazy("{}{}\n\n{}", _("Dear {name},\n\nThe last day is near: it is {closes}. "), said, "{ask}"),
        audience=_applicant,
        variables=words,
        about=id_of,
        office_hours=True,
        **more,
    )


_soon(
    "applications.closing_soon",
    _NOT_SENT,
    _(
        "You have begun an application and have not sent it. What you wrote is kept for you, and you can go on at "
        "<{page}>. If you have changed your mind, there is nothing to do."
    ),
    unnamed=True,
    optional=True,
)
_soon(
    "applications.closing_soon_taken_back",
    _("Whoever has taken their application back to change it; nobody learns who"),
    _(
        "You took your application back to change it. It goes again by itself when that day ends: what you had sent "
        "before, with each page that you have finished changing. If you have changed your mind, withdraw it before "
        "then. Both are at <{page}>."
    ),
    unnamed=True,
)
_soon(
    "applications.closing_soon_leader",
    _NOT_ANSWERED,
    _("You have not answered yet whether you take part. The link that we sent you works until then."),
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
    variables=words,
    office_hours=True,
)
