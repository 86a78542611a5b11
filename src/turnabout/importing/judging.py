"""Trying rows: what would become of each, by the same rules as the form on the web. Nothing is written here."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.answers import check
from turnabout.applications.cases import may_handle, not_for
from turnabout.applications.entered import arrived_in_time
from turnabout.applications.models import MENTEE, Application
from turnabout.applications.permissions import may_enter
from turnabout.applications.questions.shape import DAY, Question, Section
from turnabout.cohorts.permissions import day_of
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault
from turnabout.importing import addresses, columns, values
from turnabout.importing.models import CLASH, FAULT, NEW, SAME, Arrival, Upload
from turnabout.importing.private import is_theirs
from turnabout.sheets.read import read
from turnabout.sheets.table import Row, Table

WHOM = Section("whom", "", 1, tuple(one.question for one in columns.OF_WHOM))
PURPOSE = "importing a list"
ABOUT = "about"
"""The section that asks for the organisation, on whose lists later answers depend."""


@dataclass
class Judged:
    """What would become of one row: its state, whom it is about, sentences on why, and the answers as read."""

    number: int
    state: str = NEW
    email: str = ""
    name: str = ""
    why: list[str] = field(default_factory=list)
    warned: bool = False
    given: dict[str, Any] = field(default_factory=dict)

    def fault(self, sentence: str) -> None:
        """Something in the row has to be mended."""
        self.state = FAULT
        self.why.append(sentence)

    def kept(self) -> dict[str, Any]:
        """The same as it is locked with the row."""
        return {"email": self.email, "name": self.name, "why": self.why, "given": self.given}


class Reading:
    """An uploaded file, read once, with its columns matched; shared by the judges of all its rows."""

    def __init__(self, upload: Upload, by: Any, now: datetime) -> None:
        self.upload, self.by, self.now = upload, by, now
        self.table = table_of(upload, by)
        self.targets = {one.code: one for one in columns.targets_of(upload)}
        numbers = {code: int(number) for number, code in upload.columns.items()}
        self.matched = {numbers[code]: target for code, target in self.targets.items() if code in numbers}
        """In the order of the form: what is in a list may depend on an answer before."""
        self.month_first = {
            number: values.is_month_first(self.table.column(number), self._within(target.code))
            for number, target in self.matched.items()
            if target.question.kind == DAY
        }

    def _within(self, code: str) -> tuple[date, date] | None:
        """Between which days an application arrives: from opening until today."""
        opened = self.upload.cohort.opens_at
        return (day_of(opened), day_of(self.now)) if code == columns.RECEIVED and opened is not None else None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.table.rows

    def cell(self, row: Row, code: str) -> str:
        """The cell of a row that was matched with `code`; "" when none was."""
        return next((row.cells[n] for n, target in self.matched.items() if target.code == code), "")

    def answered(self, number: int, question: Question, cell: str) -> Any:
        """The answer in one cell. Raises `values.Unclear`."""
        first = self.month_first.get(number, False)
        return values.answer(question, cell, heading=self.table.headings[number], month_first=first)

    @cached_property
    def same_address(self) -> dict[str, list[int]]:
        """The rows of each address, whatever its case and spelling in Unicode."""
        return self._rows_by(addresses.spelt)

    @cached_property
    def like_address(self) -> dict[str, list[int]]:
        """The rows of each address without its dots and tags: perhaps one person, which only their mail host knows."""
        return self._rows_by(addresses.loose)

    def _rows_by(self, spelt: Any) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            if address := spelt(self.cell(row, columns.EMAIL_OF)):
                found[address].append(row.number)
        return found


def table_of(upload: Upload, by: Any) -> Table:
    """The table in the file of `upload`."""
    return read(base64.b64decode(vault.unlock(upload, "file", by=by, purpose=PURPOSE)))


def digest_of(given: Mapping[str, Any]) -> str:
    """One name for what a row says, that does not tell it."""
    return hashlib.sha256(json.dumps(given, sort_keys=True, ensure_ascii=True, default=str).encode()).hexdigest()


class Applications:
    """Judges rows of applications to one cohort in one role."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.cohort, self.role = reading.upload.cohort, reading.upload.role
        self.by, self.now = reading.by, reading.now
        self.apart = not_for(self.by, self.cohort, self.now)
        self.places = [str(one.pk) for one in self.cohort.organisations.all()]
        self._sections: dict[str, tuple[Section, ...]] = {}
        self._days: dict[date, bool] = {}

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        """What would become of each of `rows`; the same number of queries for any number of them."""
        said = {addresses.spelt(self.reading.cell(row, columns.EMAIL_OF)) for row in rows}
        people = {one.email: one for one in Person.objects.filter(email__in=said)}
        here = {
            one.person.email: one
            for one in Application.objects.filter(cohort=self.cohort, person__email__in=said).select_related("person")
        }
        arrivals = list(
            Arrival.objects.filter(application__in=[one.pk for one in here.values()]).select_related("application")
        )
        digests = vault.unlock_many(arrivals, "digest", by=self.by, purpose=PURPOSE)
        known = {one.application_id: digest for one, digest in zip(arrivals, digests, strict=True)}
        return [self._row(row, people, here, known) for row in rows]

    def _row(
        self, row: Row, people: Mapping[Any, Person], here: Mapping[Any, Application], known: Mapping[Any, str]
    ) -> Judged:
        found = Judged(row.number)
        given, unclear = self._given(row)
        whom = check(WHOM, given.pop("", {}))
        addresses.shorten(WHOM, whom)
        found.email, found.name = str(whom.clean.get("email", "")), str(whom.clean.get("name", ""))
        for fault in (*whom.faults.values(), *unclear):
            found.fault(ended(fault))
        if not whom.faults:
            self._addresses(found)
        arrived = whom.clean.get("received_on") or self.reading.upload.received_on
        said = {"role": self.role, "email": found.email, "name": found.name, "answers": given}
        self._answers(found, given)
        application = here.get(found.email)
        if application is not None and application.pk not in known and is_theirs(application):
            application = None
        if found.email in self.apart:
            found.fault(self._not_yours)
        elif found.state != FAULT and application is not None:
            self._already(found, known.get(application.pk), digest_of(said))
        elif found.state != FAULT:
            self._may(found, people.get(found.email), arrived)
        found.given = {"answers": given, "received_on": str(arrived or ""), "digest": digest_of(said)}
        return found

    def _given(self, row: Row) -> tuple[dict[str, dict[str, Any]], list[str]]:
        """The answers of a row, section by section (whom it is about under ""), and what could not be understood."""
        given: dict[str, dict[str, Any]] = {}
        unclear: list[str] = []
        for number, target in self.reading.matched.items():
            cell = row.cells[number]
            if not cell.strip():
                continue
            of = given.setdefault(target.section, {})
            try:
                of[target.question.name] = self.reading.answered(number, self._asked(target, given), cell)
            except values.Unclear as fault:
                unclear.append(f"{target.label}: {fault}")
                continue
            of |= values.left_words(target.question, of, cell)
            if target.section == ABOUT and len(self.places) == 1:
                of.setdefault("organisation", self.places[0])
        return {code: of for code, of in given.items() if of}, unclear

    def _asked(self, target: columns.Target, given: Mapping[str, Mapping[str, Any]]) -> Question:
        """The question with its list as it is for the organisation in the row, which has grades of its own."""
        if target.question.offered != "grades":
            return target.question
        section = next(one for one in self._sections_for(given) if one.code == target.section)
        return section.question(target.question.name)

    def _sections_for(self, given: Mapping[str, Mapping[str, Any]]) -> tuple[Section, ...]:
        typed = str(given.get(ABOUT, {}).get("organisation", ""))
        if typed not in self._sections:
            asked = columns.sections_of(self.cohort, self.role)
            about = next(one for one in asked if one.code == ABOUT)
            code = check(about, {"organisation": typed}).clean.get("organisation") or None
            self._sections[typed] = columns.sections_of(self.cohort, self.role, code) if code else asked
        return self._sections[typed]

    def _answers(self, found: Judged, given: Mapping[str, Mapping[str, Any]]) -> None:
        """A fault for every answer that the form would not take. What is missing is left for the person themselves."""
        left = 0
        for section in self._sections_for(given):
            answers = dict(given.get(section.code, {}))
            if any(one.name == "name" for one in section.questions):
                answers.setdefault("name", found.name)
            checked = check(section, answers, own_email=found.email or None)
            addresses.shorten(section, checked)
            for name, fault in checked.faults.items():
                if answers.get(name) not in (None, "", [], False):
                    found.fault(
                        _("%(question)s: %(fault)s") % {"question": section.question(name).label, "fault": ended(fault)}
                    )
            left += bool(checked.faults) and not section.optional
        if left and found.state != FAULT:
            words = ngettext(
                "%(n)d page of the form is left for them to finish.",
                "%(n)d pages of the form are left for them to finish.",
                left,
            )
            found.why.append(words % {"n": left})

    def _addresses(self, found: Judged) -> None:
        """The same address in two rows is a fault; nearly the same one is only said."""
        same = [n for n in self.reading.same_address.get(found.email, ()) if n != found.number]
        if same:
            found.fault(
                _("The same address stands in row %(rows)s. Keep the row that is right, and delete the other.")
                % {"rows": ", ".join(map(str, same[:5]))}
            )
        like = [
            n for n in self.reading.like_address.get(addresses.loose(found.email), ()) if n not in (*same, found.number)
        ]
        if like:
            found.warned = True
            found.why.append(
                _(
                    "Row %(rows)s has nearly the same address: only dots or what follows a plus sign differ. If it is "
                    "the same person, delete one of them. If not, go on."
                )
                % {"rows": ", ".join(map(str, like[:5]))}
            )

    def _already(self, found: Judged, before: str | None, digest: str) -> None:
        """Somebody is in the cohort already, which the co-ordinator sees elsewhere too: whatever came first stays."""
        if before == digest:
            found.state, found.why = SAME, [_("This row was imported before. Nothing changes.")]
            return
        found.state = CLASH
        came = before is not None
        found.why = [
            _("Imported before, and the row now says something else. What is here stays: it may be corrected there.")
            if came
            else _("There is an application with this address already. What is here stays.")
        ]

    @cached_property
    def _not_yours(self) -> str:
        """What is said of everybody above the co-ordinator alike, in either role, whether they applied or not."""
        wish = Application(cohort=self.cohort, person=Person(email=min(self.apart)), role=MENTEE)
        return _("%(reason)s Delete this row from the file.") % {
            "reason": ended(str(may_handle(self.by, wish, self.now).reason))
        }

    def _may(self, found: Judged, person: Person | None, arrived: date | None) -> None:
        """Whether it may be entered at all: asked in full only where something is unlike all other rows."""
        if arrived is not None and arrived not in self._days:
            self._days[arrived] = arrived_in_time(self.cohort, arrived)
        usual = arrived is not None and self._days[arrived] and arrived <= day_of(self.now)
        if usual and found.email != self.by.email:
            return
        wish = Application(
            cohort=self.cohort, person=person or Person(name=found.name, email=found.email), role=self.role,
            received_on=arrived,
        )  # fmt: skip
        decision = may_enter(self.by, wish, self.now)
        if not decision:
            found.fault(_("%(reason)s Delete this row from the file.") % {"reason": ended(str(decision.reason))})


def ended(sentence: Any) -> str:
    """The sentence with an end."""
    text = str(sentence)
    return text if text.endswith((".", "!", "?")) else f"{text}."
