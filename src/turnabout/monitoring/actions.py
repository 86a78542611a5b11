"""Writes of this room: record one's own answers, take them back, or count a list of people into a protected table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.engine.disclosure.tables import TOTAL, ProtectedTable, Table, protect
from turnabout.engine.disclosure.tables.together import (
    Before,
    Behind,
    NotTogether,
    Together,
    behind,
    check_list,
    check_together,
    same_people,
)
from turnabout.foundation.accounts.decisions import NOT_YOURS, Decision, Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.monitoring.codes import ITEMS, Item
from turnabout.monitoring.models import PrintedTable, Row
from turnabout.monitoring.permissions import may_count, may_record, may_take_back
from turnabout.monitoring.queries import applicants

MOST_ITEMS = 2
ANOTHER_COMBINATION = _(
    "One of these questions is already in another table of this cohort. Two tables that share a question can be put "
    "together to find out what one person answered. Use the table that was printed."
)
_TOGETHER = {
    Together.TOO_CLOSE: _(
        "A table of almost the same people was printed before. The difference of the two would show what a few people "
        "answered. Use the earlier table, or wait until at least ten people more or fewer are counted."
    ),
    Together.GIVES_AWAY: _(
        "With the tables that were printed before, this one could show what a few people answered, so it is not "
        "printed. Use the earlier tables."
    ),
}


@action("monitoring.recorded", about="cohort")
def record(*, cohort: Cohort, person: Person, answers: Mapping[str, str], by: Person, now: datetime) -> None:
    """Keep somebody's own answers for totals, encrypted under their key, in place of any earlier ones.

    `answers` maps the names in `codes.ITEMS` to the codes of their answers; what is left out counts as not known.
    The audit line names the cohort and says nothing of the row or the answers.
    """
    _own(may_record(by, cohort, now), person, by)
    known = {item.name: item for item in ITEMS}
    if unknown := set(answers) - set(known):
        raise ValueError(f"There are no questions {sorted(unknown)}.")
    kept: dict[str, dict[str, str]] = {}
    for name, item in known.items():
        given = answers.get(name, "")
        if given and given not in {answer.code for answer in item.answers}:
            raise Refused(_("Choose one of the answers to “%(question)s”.") % {"question": item.label})
        kept[name] = {"given": given, "national": item.national(given)}
    row = Row.objects.select_for_update().filter(cohort=cohort, person=person).first()
    row = row or Row(cohort=cohort, person=person)
    row.recorded_at, row.recorded_by = now, by.id
    vault.lock(row, "answers", kept)
    row.save()


@action("monitoring.taken_back", about="cohort")
def take_back(*, cohort: Cohort, person: Person, by: Person, now: datetime) -> None:
    """Delete somebody's own answers. Totals that were already published stay as they are."""
    _own(may_take_back(by, cohort, now), person, by)
    Row.objects.filter(cohort=cohort, person=person).delete()


@action("monitoring.counted", about="cohort")
def tables(
    *, cohort: Cohort, people: Iterable[UUID], items: Iterable[str], purpose: str, by: Person, now: datetime
) -> ProtectedTable:
    """The one way out of this room: how `people` answered one question, or two crossed, as a protected table.

    `items` are names in `codes.ITEMS`; categories are national codes. Whoever has no row counts as not known, so the
    table is of all of them. The rows are opened in memory only, for `purpose` (a short label for the audit trail). The
    table is kept: the same people and questions are answered with it as it was printed, whatever has changed. Refused,
    and nothing written: a list with somebody who did not apply; one that differs from an earlier one by fewer than ten
    people, or would give somebody away together with it; a question that was printed in another combination.
    """
    require(may_count(by, cohort, now))
    asked = _asked(items)
    counted = frozenset(people)
    if strangers := counted - applicants(by, cohort, now):
        raise ValueError(f"{len(strangers)} of the people to count did not apply to this cohort.")
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # one table after the other
    names, refs = [item.name for item in asked], frozenset(map(str, counted))
    before = _before(cohort, names, by, purpose)
    if (printed := same_people(refs, before)) is not None:
        note(table=printed.digest, items=names, again=True)
        return printed
    try:
        check_list(refs, before)
        table = _count(cohort, counted, asked, by, purpose)
        made = protect(table, known=[(TOTAL,) * len(asked)])
        known = behind(made, table, refs)
        check_together((made, known), before)
    except NotTogether as fault:
        raise Refused(_TOGETHER[fault.why]) from fault
    kept = PrintedTable(cohort=cohort, items=names, record=made.to_record(), digest=made.digest)
    kept.printed_at, kept.printed_by = now, by.id
    vault.lock(kept, "behind", known.to_record())
    kept.save()
    note(table=made.digest, items=names, people=len(counted))
    return made


def _asked(items: Iterable[str]) -> tuple[Item, ...]:
    names = set(items)
    if unknown := names - {item.name for item in ITEMS}:
        raise ValueError(f"There are no questions {sorted(unknown)}.")
    if not 1 <= len(names) <= MOST_ITEMS:
        raise ValueError(f"Count one question, or {MOST_ITEMS} of them crossed.")
    return tuple(item for item in ITEMS if item.name in names)


def _before(cohort: Cohort, names: list[str], by: Person, purpose: str) -> list[Before]:
    """What was printed of the same questions, with who was counted; refused where a question is in another table."""
    kept = list(PrintedTable.objects.filter(cohort=cohort))
    if any(set(one.items) & set(names) for one in kept if one.items != names):
        raise Refused(ANOTHER_COMBINATION)
    same = [one for one in kept if one.items == names]
    found = vault.unlock_many(same, "behind", by=by, purpose=purpose)
    return [
        (ProtectedTable.from_record(one.record), Behind.from_record(record))
        for one, record in zip(same, found, strict=True)
    ]


def _count(cohort: Cohort, people: frozenset[UUID], asked: tuple[Item, ...], by: Person, purpose: str) -> Table:
    rows = list(Row.objects.filter(cohort=cohort, person__in=people).order_by("pk"))
    answers = vault.unlock_many(rows, "answers", by=by, purpose=purpose)
    counts = Counter(tuple(_national(given, item) for item in asked) for given in answers)
    counts[tuple(item.skipped for item in asked)] += len(people) - len(rows)
    return Table(tuple(item.name for item in asked), tuple(item.counted for item in asked), dict(counts))


def _national(given: Mapping[str, Mapping[str, str]] | None, item: Item) -> str:
    """The code an answer is counted under; what the list of answers no longer has is not known."""
    code = (given or {}).get(item.name, {}).get("national", item.skipped)
    return code if code in item.counted else item.skipped


def _own(decision: Decision, person: Person, by: Person) -> None:
    require(decision)
    if person.pk != by.pk:
        raise Refused(NOT_YOURS)
