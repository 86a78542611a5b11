"""From the form of one role to the form of the other, for somebody who was invited to it."""

from __future__ import annotations

from datetime import datetime

from turnabout.applications import experience, storage
from turnabout.applications.models import MENTEE, MENTOR, Application
from turnabout.applications.statuses import APPLICATION
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves

MEANT_FOR_ONE_ROLE = ("topics", "topics_words", "unfinished")
"""What was said for one role and must not be carried into the other: a wish to learn is no offer to talk."""


@action("application.other_form_begun", about="application")
def begin_other_form(*, application: Application, by: Person, now: datetime) -> Application:
    """Make a draft of the other role's form out of a decided application whose author was invited to it.

    Answers that both forms ask for come along, to be looked at again; lived experience on offer, wishes to learn and
    declarations do not. It can be sent until matching begins.
    """
    storage.hold(application)
    if application.role == MENTOR:
        experience.clear(application, by=by, now=now)
    moves.apply(APPLICATION, application, "begin_other_form", by=by, now=now)
    application.role = MENTEE if application.role == MENTOR else MENTOR
    for field in MEANT_FOR_ONE_ROLE:
        vault.lock(application, field, None)
    application.open_to_any, application.sections_done, application.declarations = False, [], []
    application.submitted_at = application.submitted_by = None
    application.save()
    note(role=application.role)
    return application
