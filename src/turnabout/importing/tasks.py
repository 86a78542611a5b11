import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs.registry import job
from turnabout.importing import actions
from turnabout.importing.judging import Reading
from turnabout.importing.models import Upload
from turnabout.importing.permissions import may_drop, may_invite

log = logging.getLogger(__name__)
BROKEN = _(
    "Something in this file could not be stored. Nothing was imported. Check the rows again, or import it in parts to "
    "see which row it is."
)


@job("importing.check", own_transactions=True)
def check(*, upload: str, now: datetime) -> None:
    """Some hundred rows to a transaction: a page can tell how far it is, and a worker that takes over goes on there."""
    found = Upload.objects.filter(pk=upload, status="checking").select_related("cohort__programme").first()
    by = _uploader(found)
    if found is None or by is None:
        return
    reading = Reading(found, by, now)
    while found.status == "checking" and found.judged < found.row_count:
        found = actions.check_rows(upload=found, reading=reading, by=by, now=now)


@job("importing.write", own_transactions=True)
def write(*, upload: str, now: datetime) -> None:
    """All rows or none. What would fail again at every try is stopped at once, and whoever looks again is told."""
    found = Upload.objects.filter(pk=upload, status="importing").first()
    by = _uploader(found)
    if found is None or by is None:
        return
    try:
        actions.import_all(upload=found, by=by, now=now)
    except Refused as refusal:
        actions.stop_import(upload=found, reason=str(refusal.reason), by=by, now=now)
    except (OperationalError, InterfaceError):
        raise  # the database is busy or away: the queue tries again
    except Exception as fault:
        log.warning("An import stopped (%s).", type(fault).__name__)
        actions.stop_import(upload=found, reason=str(BROKEN), by=by, now=now)


@job("importing.invite")
def invite(*, upload: str, now: datetime) -> None:
    found = Upload.objects.filter(pk=upload).select_related("cohort__programme").first()
    by = _uploader(found)
    if found is not None and by is not None and may_invite(by, found, now):
        actions.invite(upload=found, by=by, now=now)


@job("importing.forget")
def forget(*, upload: str, now: datetime) -> None:
    found = Upload.objects.filter(pk=upload).first()
    if found is not None and may_drop(CLOCK, found, now):
        actions.drop(upload=found, by=CLOCK, now=now)


def _uploader(upload: Upload | None) -> Person | None:
    """In whose name the work is done; what nobody is left for is dropped when its days are over."""
    if upload is None or upload.uploaded_by is None:
        return None
    return Person.objects.filter(pk=upload.uploaded_by).first()
