"""Writes of this room: one text to many people of a cohort."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail import wording
from turnabout.foundation.mail.actions import send
from turnabout.home import bulk
from turnabout.home.messages import NEEDED, NEWS, Bulk
from turnabout.home.permissions import may_write_to_many


@action("messages.written", about="cohort")
def write_to_many(
    *,
    cohort: Cohort,
    group: str,
    subject: str,
    body: str,
    news: bool = False,
    organisation: UUID | None = None,
    by: Any,
    now: datetime,
) -> int:
    """Put the same words in the outbox for everybody of a group, `{name}` filled in; returns how many.

    News does not go to whoever has stopped such messages. Refused for words that may not go out, and where there is
    nobody to write to. `KeyError` for a group that does not exist.
    """
    require(may_write_to_many(by, cohort, now))
    if not subject.strip() or not body.strip():
        raise Refused(_("Write a subject and the words."), field="body")
    for fault in (
        *wording.too_long(body),
        *_wrong_places(subject, body),
        *wording.said_badly(cohort.pk, f"{subject}\n{body}"),
    ):
        raise Refused(fault, field="body")
    people = bulk.people(by, cohort, now, group, organisation)
    text = Bulk(cohort, people, " ".join(subject.split()), body.replace("\r\n", "\n").strip())
    written = send(NEWS if news else NEEDED, thing=text, by=by, now=now)
    if not written:
        raise Refused(_("There is nobody like that to write to."), field="group")
    note(group=group, news=news, people=len(written))
    return len(written)


def _wrong_places(subject: str, body: str) -> list[str]:
    try:
        wrong = wording.places(subject) | (wording.places(body) - {"name"})
    except ValueError:
        wrong = {"{"}
    told = _("The only place that is filled in here is {name}, in the words. Take out any other { or }.")
    return [told] if wrong else []
