"""What a rehearsal leaves behind: the summary, every message, every calendar, the pairs, the report, and a way in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from turnabout.foundation import clock
from turnabout.foundation.calendar import feed
from turnabout.foundation.mail.email import as_email
from turnabout.foundation.mail.models import Message
from turnabout.matching import queries as rounds
from turnabout.rehearsal import timeline
from turnabout.rehearsal.summary import summary
from turnabout.rehearsal.world import World, there
from turnabout.reporting import queries as reports
from turnabout.selection import queries as selection
from turnabout.sheets.write import csv_text
from turnabout.training import feeds

PAIR_COLUMNS = ("round", "reverse_mentor", "reverse_mentee", "fit", "why")


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as the way in lists it: its file, when it went (UTC), its month, to whom, and what about."""

    name: str
    when: datetime
    to: str
    subject: str

    @property
    def month(self) -> str:
        """Year and month, in their order."""
        return f"{self.when:%Y-%m}"


def write(world: World, out: Path) -> dict[str, Any]:
    """Write everything into `out`, which exists and is empty; returns the summary."""
    found = summary(world)
    (out / "summary.json").write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    messages = _messages(out / "messages")
    calendars = _calendars(world, out / "calendars")
    (out / "pairs.csv").write_text(_pairs(world), encoding="utf-8", newline="")
    report = _report(world, out / "report.html")
    (out / "timeline.json").write_text(json.dumps(timeline.of(world), ensure_ascii=False) + "\n", encoding="utf-8")
    shown = {"summary": found, "messages": messages, "calendars": calendars, "report": report, "world": world}
    (out / "index.html").write_text(render_to_string("rehearsal/index.jinja", shown), encoding="utf-8")
    return found


def _messages(folder: Path) -> list[Sent]:
    folder.mkdir()
    written = []
    for number, message in enumerate(Message.objects.filter(status="sent").order_by("sent_at", "queued_at", "id"), 1):
        name = f"{message.sent_at:%Y%m%dT%H%M%SZ}-{number:04d}-{message.kind.replace('.', '-')}.eml"
        sent_at = there(message.sent_at)
        with clock.borrowed(sent_at):
            (folder / name).write_bytes(_as_bytes(message))
        written.append(Sent(name, sent_at, message.to_address, message.subject))
    return written


def _as_bytes(message: Message) -> bytes:
    """The message as it went, its parts divided by a line that another run with the same seed has too."""
    letter = as_email(message).message()
    for number, part in enumerate(part for part in letter.walk() if part.is_multipart()):
        part.set_boundary(f"part-{number}-{message.id.hex}")
    return letter.as_bytes()


def _calendars(world: World, folder: Path) -> list[str]:
    folder.mkdir()
    written = []
    for participation in selection.everybody_unscoped(world.cohort):
        person = participation.person
        entries = feeds.entries_of(person, participation, there(world.ended))
        name = re.sub(r"[^a-z0-9]+", "-", person.name.lower()).strip("-") + ".ics"
        (folder / name).write_text(feed(entries, name=world.cohort.calendar_title), encoding="utf-8", newline="")
        written.append(name)
    return written


def _pairs(world: World) -> str:
    rows = []
    for found in rounds.published_unscoped(world.cohort):
        for told in rounds.pairs(world.coordinator, found, there(world.ended)):
            pair = told.thing
            rows.append((found.number, pair.mentor.person.name, pair.mentee.person.name, pair.fit, told.words))
    return csv_text(PAIR_COLUMNS, rows)


def _report(world: World, path: Path) -> str:
    if world.report is None:
        return ""
    path.write_text(reports.html(world.report), encoding="utf-8")
    return path.name
