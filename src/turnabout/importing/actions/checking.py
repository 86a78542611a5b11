"""Matching columns, and trying the rows, some hundreds at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.permissions import day_of
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.jobs import queue
from turnabout.foundation.moves import apply as moves
from turnabout.importing import clearing, columns
from turnabout.importing.judging import PURPOSE, Applications, Judged, Reading
from turnabout.importing.judging_alumni import Alumni
from turnabout.importing.models import APPLICATIONS, STATES, Line, Remembered, Upload
from turnabout.importing.statuses import UPLOAD

AT_ONCE = 200
"""Files of up to so many rows are tried while their uploader waits; longer ones by a job."""
ROWS_AT_A_TIME = 500


@action("upload.matched", about="upload")
def match_columns(
    *, upload: Upload, matched: Mapping[int, str], received_on: date | None = None, by: Any, now: datetime
) -> Upload:
    """Match columns, counted from 0, with targets by code (see `columns.targets_of`), and try every row.

    A column that is not named is left out. `received_on` is the day for rows that do not say when they arrived. A short
    file is tried before this returns, a long one by a job. The matching is remembered for the next file with the same
    headings. Refused when a target is matched twice, when an address or a name is not matched, or for a day to come.
    """
    upload = clearing.held(upload)
    known = {one.code: one for one in columns.targets_of(upload)}
    chosen = {number: code for number, code in matched.items() if code}
    if unknown := set(chosen.values()) - set(known):
        raise ValueError(f"No column can be matched with {sorted(unknown)}.")
    twice = [code for code, many in Counter(chosen.values()).items() if many > 1]
    if twice:
        names = "; ".join(f"“{known[code].label}”" for code in twice)
        raise Refused(_("More than one column is matched with %(names)s. Choose one of them.") % {"names": names})
    if missing := columns.needed(upload, chosen.values()):
        names = "; ".join(f"“{label}”" for label in missing)
        raise Refused(_("Say which column holds %(names)s. Without it nothing can be imported.") % {"names": names})
    if received_on is not None and received_on > day_of(now):
        raise Refused(_("The day on which they arrived must be today or an earlier day."), field="received_on")
    moves.apply(UPLOAD, upload, "match", by=by, now=now)
    upload.lines.all().delete()
    upload.columns = {str(number): code for number, code in sorted(chosen.items())}
    upload.received_on, upload.judged, upload.counts, upload.trouble = received_on, 0, {}, b""
    upload.save(update_fields=["columns", "received_on", "judged", "counts", "trouble"])
    _remember(upload, by)
    note(columns=len(chosen))
    if upload.row_count <= AT_ONCE:
        _try(upload, Reading(upload, by, now), by, now)
    else:
        queue.enqueue("importing.check", upload=str(upload.pk))
    return upload


@action("upload.rows_tried", about="upload")
def check_rows(*, upload: Upload, reading: Reading, by: Any, now: datetime) -> Upload:
    """Try the next `ROWS_AT_A_TIME` rows, after those that were tried already; the last ones end the trial."""
    upload = clearing.held(upload)
    if upload.status == "checking":
        _try(upload, reading, by, now)
    return upload


def _try(upload: Upload, reading: Reading, by: Any, now: datetime) -> None:
    reading.upload = upload
    judge = Applications(reading) if upload.kind == APPLICATIONS else Alumni(reading)
    rows = reading.rows[upload.judged : upload.judged + ROWS_AT_A_TIME]
    Line.objects.bulk_create(_line(upload, one) for one in judge.judge(rows))
    upload.judged += len(rows)
    upload.save(update_fields=["judged"])
    note(rows=len(rows))
    if upload.judged >= upload.row_count:
        upload.counts = {state: upload.lines.filter(state=state).count() for state, _words in STATES}
        upload.save(update_fields=["counts"])
        moves.apply(UPLOAD, upload, "check", by=by, now=now)


def _line(upload: Upload, judged: Judged) -> Line:
    line = Line(id=new_id(), upload=upload, number=judged.number, state=judged.state, warned=judged.warned)
    vault.lock(line, "told", judged.kept())
    return line


def _remember(upload: Upload, by: Any) -> None:
    kept = vault.unlock(upload, "headings", by=by, purpose=PURPOSE)
    Remembered.objects.update_or_create(
        programme=upload.cohort.programme,
        kind=upload.kind,
        role=upload.role,
        headings=columns.digest_of(kept["headings"]),
        defaults={"columns": upload.columns},
    )
