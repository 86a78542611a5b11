"""Taking a file in, and dropping it."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.models import WISHES
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.jobs import queue
from turnabout.foundation.moves import apply as moves
from turnabout.importing import clearing, columns
from turnabout.importing.models import APPLICATIONS, KINDS, Remembered, Upload
from turnabout.importing.permissions import may_upload
from turnabout.importing.statuses import GONE, UPLOAD
from turnabout.importing.wording import told
from turnabout.sheets.faults import Unreadable
from turnabout.sheets.read import read
from turnabout.sheets.table import Table

KEPT_FOR = timedelta(days=7)
"""How long a file that nobody imports is kept."""
MOST_OPEN = 10
"""So many files of one person lie here unfinished at most."""
SAMPLES, LONGEST_SAMPLE = 2, 60


@action("upload.taken")
def upload(
    *, cohort: Cohort, kind: str, role: str = "", content: bytes, file_name: str, by: Any, now: datetime
) -> Upload:
    """Take a CSV file or a workbook in, for applications in `role` to `cohort` or for earlier places (`role` "").

    It is kept under a key of its own until it is imported or dropped, for `KEPT_FOR` at most. Its columns are guessed,
    or matched as they were for the last file with the same headings. Refused with every fault when it is no table.
    Raises `ValueError` for an unknown kind or role.
    """
    wanted = dict(WISHES) if kind == APPLICATIONS else {"": ""}
    if kind not in dict(KINDS) or role not in wanted:
        raise ValueError(f"There is no import of {kind!r} for the role {role!r}.")
    found = Upload(
        cohort=cohort, kind=kind, role=role, file_name=file_name[-200:], uploaded_at=now, uploaded_by=by.id,
        until=now + KEPT_FOR,
    )  # fmt: skip
    require(may_upload(by, found, now))
    if Upload.objects.filter(uploaded_by=by.id).exclude(status__in=GONE).count() >= MOST_OPEN:
        raise Refused(
            _("You have %(n)d files here that are not imported. Import or drop one first.") % {"n": MOST_OPEN}
        )
    try:
        table = read(content)
    except Unreadable as fault:
        raise Refused(" ".join(told(one) for one in fault.faults[:10]), field="file") from fault
    found.row_count = len(table.rows)
    found.read_as = " ".join(part for part in (table.kind, table.encoding, _named(table.separator)) if part)
    found.columns = _matched(found, table)
    vault.lock(found, "file", base64.b64encode(content).decode("ascii"))
    vault.lock(found, "headings", {"headings": table.headings, "samples": _samples(found, table)})
    found.save(force_insert=True)
    queue.schedule("importing.forget", key=clearing.key(found), at=found.until, upload=str(found.pk))
    note(kind=kind, role=role, rows=found.row_count, read_as=found.read_as)
    return found


@action("upload.dropped", about="upload")
def drop(*, upload: Upload, by: Any, now: datetime) -> Upload:
    """Drop a file before it is imported: the file and its rows are deleted, and nothing of them is imported."""
    upload = clearing.held(upload)
    moves.apply(UPLOAD, upload, "drop", by=by, now=now)
    clearing.clear(upload, by=by, now=now)
    return upload


def _matched(found: Upload, table: Table) -> dict[str, str]:
    """The columns as they were matched for the last file with these headings, else as they are guessed."""
    digest = columns.digest_of(table.headings)
    before = Remembered.objects.filter(
        programme=found.cohort.programme_id, kind=found.kind, role=found.role, headings=digest
    ).first()
    targets = columns.targets_of(found)
    if before is not None:
        known = {one.code for one in targets}
        return {number: code for number, code in before.columns.items() if code in known}
    cells = [[row.cells[n] for row in table.rows[:50]] for n in range(len(table.headings))]
    guessed = columns.guesses(found, table.headings, cells, targets)
    return {str(number): guess.code for number, guess in enumerate(guessed) if guess.code}


def _samples(upload: Upload, table: Table) -> list[list[str]]:
    """A few different cells of each column, cut short; none of a column whose heading says that it never comes in."""
    found: list[list[str]] = []
    for number, heading in enumerate(table.headings):
        if columns.is_private(heading, upload):
            found.append([])
            continue
        cells = dict.fromkeys(" ".join(row.cells[number].split()) for row in table.rows[:200])
        found.append([cell[:LONGEST_SAMPLE] for cell in cells if cell][:SAMPLES])
    return found


def _named(separator: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab"}.get(separator, "")
