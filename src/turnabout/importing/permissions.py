"""Who may import from a spreadsheet, and what may be done with an uploaded file, by whom and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.models import MENTOR
from turnabout.applications.permissions import may_begin_entering
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import OVER, day_of, is_coordinator
from turnabout.cohorts.planner import BOARD
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.importing.models import APPLICATIONS, CLASH, FAULT, NEW, SAME, Upload
from turnabout.importing.statuses import GONE


def may_see_uploads(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator of the cohort comes to the page where files are uploaded, and sees the own ones there."""
    return YES if cohort is not None and is_coordinator(by, cohort, day_of(now)) else NOT_YOURS


def may_upload(by: Any, wish: Upload, now: datetime) -> Decision:
    """A co-ordinator: applications as long as they may be entered for people, earlier places until the end.

    `wish` is the upload as it would be, not stored yet. Reverse mentees of a Board programme are named instead.
    """
    cohort = wish.cohort
    if not (seen := may_see_uploads(by, cohort, now)):
        return seen
    if wish.kind == APPLICATIONS:
        if cohort.pattern == BOARD and wish.role != MENTOR:
            return no(_("In this programme the reverse mentees are named, so none is imported. Use “Leaders”."))
        return may_begin_entering(by, cohort, now)
    return no(_("This cohort is over, so nothing is imported here.")) if cohort.status in OVER else YES


def may_see_upload(by: Any, upload: Upload | None, now: datetime) -> Decision:
    """Whoever uploaded it and still co-ordinates the cohort: another co-ordinator may report to somebody in it."""
    if upload is None or by.id is None or upload.uploaded_by != by.id:
        return NOT_YOURS
    return may_see_uploads(by, upload.cohort, now)


def may_match(by: Any, upload: Upload | None, now: datetime) -> Decision:
    """Its uploader matches the columns, also once more after a trial."""
    if upload is None or not (seen := may_see_upload(by, upload, now)):
        return NOT_YOURS if upload is None else seen
    if upload.status in GONE:
        return no(_("This import is over, and its file is deleted. Upload the file again."))
    if upload.status not in ("uploaded", "checked"):
        return no(_("This file is being worked on. Wait until that is done."))
    return may_upload(by, upload, now)


def may_check(by: Any, upload: Upload, now: datetime) -> Decision:
    """The trial ends in the name of the uploader, when every row was looked at."""
    if upload.judged < upload.row_count:
        return no(_("Not every row was looked at yet."))
    return may_see_upload(by, upload, now)


def may_import(by: Any, upload: Upload | None, now: datetime) -> Decision:
    """Its uploader imports what was tried, if no row needs mending and something in it is new."""
    if upload is None or not (seen := may_see_upload(by, upload, now)):
        return NOT_YOURS if upload is None else seen
    if upload.status in GONE:
        return no(_("This import is over, and its file is deleted. Upload the file again."))
    if upload.status != "checked":
        return no(_("The rows have to be checked first."))
    if upload.counts.get(FAULT):
        return no(_("All rows are imported together, or none. Mend the rows below in your file and upload it again."))
    if not upload.counts.get(NEW):
        same = not upload.counts.get(CLASH) and upload.counts.get(SAME)
        return no(
            _("Everything in this file is here already, so there is nothing to import.")
            if same
            else _("There is nothing new in this file.")
        )
    return may_upload(by, upload, now)


def may_finish(by: Any, upload: Upload, now: datetime) -> Decision:
    """The import ends in the name of the uploader, who must still be one who may."""
    seen = may_see_upload(by, upload, now)
    return may_upload(by, upload, now) if seen else seen


def may_stop(by: Any, upload: Upload, now: datetime) -> Decision:
    """An import that could not be done as a whole goes back to what was tried."""
    return YES if by is CLOCK or by.id == upload.uploaded_by else NOT_YOURS


def may_drop(by: Any, upload: Upload | None, now: datetime) -> Decision:
    """Its uploader drops it at any time before it is imported; the clock, when its days are over."""
    if upload is None:
        return NOT_YOURS
    seen = YES if by is CLOCK and now >= upload.until else may_see_upload(by, upload, now)
    if seen and upload.status in GONE:
        return no(_("This import is over, and its file is deleted."))
    return seen


def may_invite(by: Any, upload: Upload | None, now: datetime) -> Decision:
    """Its uploader has the people of imported applications asked to confirm, as long as applications may be entered."""
    if upload is None or not (seen := may_see_upload(by, upload, now)):
        return NOT_YOURS if upload is None else seen
    if upload.status != "imported" or upload.kind != APPLICATIONS:
        return no(_("Nobody is written to before their application is imported."))
    return may_upload(by, upload, now)
