"""To somebody whose application a co-ordinator entered: they rang, sent paper or stood in a list.

The letter goes to the name that was given then: whether its address has an account here is nobody's business.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.messages.shared import CLOSES, OPENS, id_of, words
from turnabout.foundation.design.dates import day
from turnabout.foundation.mail.types import Address, When, message


def _entered(application: Any) -> list[Any]:
    person = application.person
    return [Address(application.entered_name or person.name, person.email or "")]


def _words_entered(application: Any, to: Any) -> dict[str, str]:
    return {**words(application, to), "received": day(application.received_on)}


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
    about=id_of,
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
    about=id_of,
)
