"""Files as people upload them, and the way of one from the upload to the import, through the real actions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tests.applications.walk import DURING
from turnabout.foundation import clock
from turnabout.foundation.jobs import queue
from turnabout.importing import actions, queries
from turnabout.importing.models import Upload

TODAY = date(2023, 12, 4)
HEADINGS = (
    "ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Your full name", "Your work email",
    "Where do you work?", "Directorate or team", "Job title", "Staff group", "Pay band", "Where is your work base?",
    "How can you meet?", "When can you usually meet?", "Why do you want to be a reverse mentor?",
    "What would you offer to talk about?", "Ethnicity", "Line manager's name", "Line manager's work email",
)  # fmt: skip
"""A form that a programme made in Microsoft Forms before it came here: answers without sign-in."""
AMARA = {
    "ID": "1", "Start time": "12/1/23 9:58:00", "Completion time": "12/1/23 10:12:00", "Email": "anonymous",
    "Your full name": "Amara Okafor", "Your work email": "amara.okafor@example.org",
    "Where do you work?": "Fenwick Council", "Directorate or team": "Urgent care", "Job title": "Staff nurse",
    "Staff group": "Nursing and midwifery", "Pay band": "5", "Where is your work base?": "Northgate",
    "How can you meet?": "Face to face;Video call;", "When can you usually meet?": "Monday morning;Thursday afternoon;",
    "Why do you want to be a reverse mentor?": "Because nobody asked me in nine years.",
    "What would you offer to talk about?": "What the ward says when I pray.", "Ethnicity": "Black African",
    "Line manager's name": "Rae Linton", "Line manager's work email": "rae.linton@example.org",
}  # fmt: skip
IDRIS = AMARA | {
    "ID": "2", "Completion time": "11/27/23 16:00:00", "Your full name": "Idris Vaughan",
    "Your work email": "idris.vaughan@example.org", "Pay band": "Band 6", "Job title": "Porter",
}  # fmt: skip
ALUMNI = (
    "Name",
    "Email",
    "Mentor or mentee",
    "Cohort",
    "Graduated on",
    "Organisation",
    "Consent to contact",
    "Consent date",
)
EARLIER = {
    "Name": "Amara Okafor", "Email": "amara.okafor@example.org", "Mentor or mentee": "Reverse mentor",
    "Cohort": "Cohort 3", "Graduated on": "14 July 2022", "Organisation": "Fenwick Council",
    "Consent to contact": "yes", "Consent date": "1/7/2022",
}  # fmt: skip


def written(
    rows: Iterable[dict[str, str]],
    headings: Sequence[str] = HEADINGS,
    encoding: str = "utf-8-sig",
    separator: str = ",",
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headings, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def person(number: int, **but: str) -> dict[str, str]:
    """Somebody of whom there are as many as one wants."""
    name = {"ID": str(number), "Your full name": f"Person {number}", "Your work email": f"person.{number}@example.org"}
    return AMARA | name | but


def upload(world: Any, cohort: Any, content: bytes, **but: Any) -> Upload:
    whole: dict[str, Any] = {
        "cohort": cohort,
        "kind": "applications",
        "role": "mentor",
        "content": content,
        "file_name": "answers.csv",
        "by": world.coordinator,
        "now": DURING,
    }
    return actions.upload(**(whole | but))


def tried(
    world: Any, cohort: Any, rows: Iterable[dict[str, str]], *, matched: dict[str, str] | None = None, **but: Any
) -> Upload:
    """Uploaded, its columns matched as they are guessed but for `matched` (heading to code), every row tried."""
    headings = but.pop("headings", HEADINGS)
    content = but.pop("content", None) or written(rows, headings)
    found = upload(world, cohort, content, **but)
    columns = {int(n): code for n, code in found.columns.items()}
    columns |= {list(headings).index(heading): code for heading, code in (matched or {}).items()}
    by, now = but.get("by", world.coordinator), but.get("now", DURING)
    actions.match_columns(upload=found, matched=columns, received_on=TODAY, by=by, now=now)
    return again(found)


def again(found: Upload) -> Upload:
    return Upload.objects.select_related("cohort__programme").get(pk=found.pk)


def imported(world: Any, found: Upload, now: Any = DURING) -> Upload:
    actions.begin_import(upload=found, by=world.coordinator, now=now)
    work(now)
    return again(found)


def work(now: Any = DURING) -> None:
    with clock.borrowed(now):
        queue.tick(now)
        queue.drain()


def states(world: Any, found: Upload) -> list[str]:
    rows, _pages = queries.rows(world.coordinator, found, DURING)
    return [one.state for one in rows]


def why(world: Any, found: Upload) -> list[str]:
    rows, _pages = queries.rows(world.coordinator, found, DURING)
    return [" ".join(map(str, one.why)) for one in rows]
