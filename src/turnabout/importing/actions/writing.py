"""Importing what was tried: all of it or nothing, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from turnabout.applications import actions as applications
from turnabout.applications.models import IMPORT
from turnabout.applications.permissions import may_send_entry_link
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.jobs import progress, queue
from turnabout.foundation.moves import apply as moves
from turnabout.importing import clearing
from turnabout.importing.judging import PURPOSE
from turnabout.importing.models import APPLICATIONS, LEFT, NEW, Arrival, EarlierPlace, Line, Upload
from turnabout.importing.permissions import may_invite
from turnabout.importing.private import deals_with_it_themselves
from turnabout.importing.statuses import UPLOAD

AT_ONCE = 50
"""So many rows are imported while their uploader waits; more by a job."""
LINES_AT_A_TIME = 200
LINKS_AT_A_TIME = 50


class RowRefused(Refused):
    """One row could not be imported any more, so none was."""

    def __init__(self, row: int, reason: Any) -> None:
        self.row = row
        said = _("Row %(row)d: %(reason)s Nothing was imported. Check the rows again.")
        super().__init__(said % {"row": row, "reason": reason})


@action("upload.begun", about="upload")
def begin_import(*, upload: Upload, by: Any, now: datetime) -> Upload:
    """Import what was tried: a short list before this returns, a long one by a job.

    Refused as long as a row needs mending, or when there is nothing new.
    """
    upload = clearing.held(upload)
    moves.apply(UPLOAD, upload, "begin", by=by, now=now)
    if upload.counts.get(NEW, 0) <= AT_ONCE:
        return import_all(upload=upload, by=by, now=now)
    queue.enqueue("importing.write", upload=str(upload.pk))
    return upload


@action("upload.imported", about="upload")
def import_all(*, upload: Upload, by: Any, now: datetime) -> Upload:
    """Enter every new row, or nothing: a row that is refused now undoes the others (`RowRefused`).

    Whoever has begun an application of their own is left alone, and only how many they are is kept. Each application
    waits for the word of the person it is about; nobody is written to. File and rows are deleted.
    """
    upload = clearing.held(upload)
    if upload.status != "importing":
        return upload
    many, left = upload.counts.get(NEW, 0), 0
    for done, (number, told) in enumerate(_new(upload, by), start=1):
        try:
            if upload.kind == APPLICATIONS and deals_with_it_themselves(upload.cohort, told["email"]):
                left += 1
            elif upload.kind == APPLICATIONS:
                _enter(upload, told, by, now)
            else:
                _place(upload, told, by, now)
        except Refused as refusal:
            raise RowRefused(number, refusal.reason) from refusal
        if done % 25 == 0 or done == many:
            progress.tell(str(upload.pk), done, many)
    moves.apply(UPLOAD, upload, "finish", by=by, now=now)
    upload.counts = upload.counts | {NEW: many - left, LEFT: left}
    upload.save(update_fields=["counts"])
    note(rows=many - left, left=left)
    clearing.clear(upload, by=by, now=now)
    return upload


@action("upload.stopped", about="upload")
def stop_import(*, upload: Upload, reason: str, by: Any, now: datetime) -> Upload:
    """Go back to what was tried, and keep why nothing was imported for whoever looks again."""
    upload = clearing.held(upload)
    moves.apply(UPLOAD, upload, "stop", by=by, now=now)
    vault.lock(upload, "trouble", reason)
    upload.save(update_fields=["trouble"])
    progress.over(str(upload.pk))
    return upload


@action("upload.invited", about="upload")
def invite(*, upload: Upload, by: Any, now: datetime) -> int:
    """Send to the next `LINKS_AT_A_TIME` people of an import the link by which they confirm; returns how many got one.

    Whoever was sent one, or has done something with what was entered, is left alone. The rest follow by a job.
    """
    upload = clearing.held(upload)
    require(may_invite(by, upload, now))
    waiting = Arrival.objects.filter(
        upload=upload, application__status="draft", application__taken_at=None, application__link_until=None
    ).select_related("application__person", "application__cohort__programme")
    sent = 0
    for arrival in waiting.order_by("id"):
        if sent == LINKS_AT_A_TIME:
            queue.enqueue("importing.invite", upload=str(upload.pk))
            break
        if may_send_entry_link(by, arrival.application, now):
            applications.send_entry_link(application=arrival.application, by=by, now=now)
            sent += 1
    note(links=sent)
    return sent


def _new(upload: Upload, by: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    lines = list(upload.lines.filter(state=NEW).order_by("number").values_list("pk", flat=True))
    for start in range(0, len(lines), LINES_AT_A_TIME):
        some = list(Line.objects.filter(pk__in=lines[start : start + LINES_AT_A_TIME]).order_by("number"))
        opened = vault.unlock_many(some, "told", by=by, purpose=PURPOSE)
        yield from zip((one.number for one in some), opened, strict=True)


def _enter(upload: Upload, told: dict[str, Any], by: Any, now: datetime) -> None:
    given = told["given"]
    application = applications.enter(
        cohort=upload.cohort,
        role=upload.role,
        email=told["email"],
        name=told["name"],
        answers=given["answers"],
        how=IMPORT,
        received_on=date.fromisoformat(given["received_on"]),
        by=by,
        now=now,
    )
    arrival = Arrival(id=new_id(), application=application, upload=upload)
    vault.lock(arrival, "digest", given["digest"])
    arrival.save(force_insert=True)


def _place(upload: Upload, told: dict[str, Any], by: Any, now: datetime) -> None:
    _place, made = EarlierPlace.objects.get_or_create(
        person=_person(told),
        programme=upload.cohort.programme,
        role=told["given"]["role"],
        cohort_name=told["given"]["cohort_name"],
        defaults={**told["given"], "imported_at": now, "imported_by": by.id},
    )
    if not made:
        raise Refused(_("This place was imported meanwhile."))


def _person(told: dict[str, Any]) -> Person:
    """Whoever has the address; made now, unless somebody else makes them in the same moment."""
    known = Person.objects.filter(email=told["email"])
    if (found := known.first()) is not None:
        return found
    try:
        with transaction.atomic():
            return Person.objects.make(name=told["name"], email=told["email"])
    except IntegrityError:
        return known.get()
