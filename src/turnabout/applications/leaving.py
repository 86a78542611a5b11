"""Who has left what a message is about, as far as applications know."""

from __future__ import annotations

from turnabout.applications.models import Application
from turnabout.foundation.mail.models import Message

LEFT = ("withdrawn", "turned_down")


def has_withdrawn(message: Message) -> bool:
    """Whether whoever the message is about withdrew their application, or said no to taking part.

    About its recipient; a letter to somebody without an account is about whose application it names.
    """
    if message.to_person_id is None:
        about = Application.objects.filter(status__in=LEFT, pk__in=[message.about])
        return message.about is not None and about.exists()
    theirs = Application.objects.filter(cohort=message.scope, person=message.to_person_id)
    return theirs.exists() and not theirs.exclude(status__in=LEFT).exists()
