"""Trying rows of earlier places: what would become of each. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications.answers import check
from turnabout.applications.naming import found as found_name
from turnabout.applications.naming import plain
from turnabout.applications.questions.shared import NOT_IN_LIST
from turnabout.cohorts.models import Organisation
from turnabout.foundation.clock import LONDON
from turnabout.importing import addresses, alumni, values
from turnabout.importing.judging import Judged, Reading, ended
from turnabout.importing.models import CLASH, FAULT, SAME, EarlierPlace
from turnabout.sheets.table import Row

KEPT = (
    "ended_on", "organisation_id", "organisation_name", "directorate", "job_title", "staff_group", "grade", "base",
    "contact_on",
)  # fmt: skip
"""The columns of an earlier place that a row says, besides whose it is."""
Key = tuple[str, str, str]


class Alumni:
    """Judges rows of people who took part in the programme before it was run here."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.programme = reading.upload.cohort.programme
        self.places = [(str(one.pk), one.name) for one in Organisation.objects.all()]

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        """What would become of each of `rows`; the same number of queries for any number of them."""
        said = {addresses.spelt(self.reading.cell(row, "email")) for row in rows}
        stored = EarlierPlace.objects.filter(programme=self.programme, person__email__in=said)
        here = {
            (str(one.person.email), one.role, plain(one.cohort_name)): one for one in stored.select_related("person")
        }
        return [self._row(row, here) for row in rows]

    @cached_property
    def repeated(self) -> dict[Key, list[int]]:
        """The rows of each person, role and cohort."""
        found: dict[Key, list[int]] = defaultdict(list)
        for row in self.reading.rows:
            given, _unclear = self._given(row)
            if all(given.get(name) for name in ("email", "role", "cohort_name")):
                found[_key(given)].append(row.number)
        return found

    def _row(self, row: Row, here: Mapping[Key, EarlierPlace]) -> Judged:
        found = Judged(row.number)
        given, unclear = self._given(row)
        checked = check(alumni.SECTION, given)
        addresses.shorten(alumni.SECTION, checked)
        clean = checked.clean
        found.email, found.name = str(clean.get("email", "")), str(clean.get("name", ""))
        for fault in (*unclear, *checked.faults.values()):
            found.fault(ended(fault))
        today = self.reading.now.astimezone(LONDON).date()
        for fault in alumni.faults(clean, self.reading.upload.cohort.starts_on, today):
            found.fault(fault)
        if found.state == FAULT:
            return found
        others = [n for n in self.repeated[_key(clean)] if n != row.number]
        if others:
            rows = ", ".join(map(str, others[:5]))
            found.fault(_("Row %(rows)s says the same of this person. Keep one of them.") % {"rows": rows})
            return found
        found.given = self._place(clean)
        if (place := here.get(_key(clean))) is not None:
            self._already(found, place)
        return found

    def _given(self, row: Row) -> tuple[dict[str, Any], list[str]]:
        given: dict[str, Any] = {}
        unclear: list[str] = []
        for number, target in self.reading.matched.items():
            if not (cell := row.cells[number]).strip():
                continue
            try:
                given[target.question.name] = self.reading.answered(number, target.question, cell)
            except values.Unclear as fault:
                unclear.append(f"{target.label}: {fault}")
        return given, unclear

    def _place(self, clean: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of the place as JSON can hold them. Who did not agree to be written to has no day of it."""
        typed = clean["organisation"]
        agreed: date | None = clean["contact_on"] if clean["contact"] else None
        return {
            "role": clean["role"],
            "cohort_name": clean["cohort_name"],
            "ended_on": clean["ended_on"].isoformat(),
            "organisation_id": (found_name(typed, self.places) if typed else "") or None,
            "organisation_name": typed,
            **{name: clean[name] for name in ("directorate", "job_title", "staff_group", "base")},
            "grade": "" if clean["grade"] == NOT_IN_LIST else clean["grade"],
            "contact_on": agreed.isoformat() if agreed else None,
        }

    def _already(self, found: Judged, place: EarlierPlace) -> None:
        stands = {name: getattr(place, name) for name in KEPT}
        said = {name: found.given[name] for name in KEPT}
        if {name: str(value or "") for name, value in stands.items()} == {n: str(v or "") for n, v in said.items()}:
            found.state, found.why = SAME, [_("This was imported before. Nothing changes.")]
        else:
            found.state = CLASH
            found.why = [_("This place is here already, and the row says something else of it. What is here stays.")]


def _key(given: Mapping[str, Any]) -> Key:
    return addresses.spelt(str(given["email"])), str(given["role"]), plain(given["cohort_name"])
