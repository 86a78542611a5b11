"""What a panel is in a cohort: whether there is one, how many read each application, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from turnabout.applications.models import Application
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Cohort
from turnabout.selection.agreeing import Marks, differences
from turnabout.selection.models import Assessment, Panel, PanelCopy, Settlement
from turnabout.selection.personspec import Criterion, scored

MOST_READERS = 2
FEW = 20
"""Applications below which one reader is enough, unless the cohort says otherwise."""
UNCHECKED, WAITS, DIFFER, SAID = "unchecked", "waits", "differ", "said"
STATES = {
    UNCHECKED: _("To check"),
    WAITS: _("With the panel"),
    DIFFER: _("To settle"),
    SAID: _("Assessed"),
}
COLOURS = {UNCHECKED: "grey", WAITS: "blue", DIFFER: "orange", SAID: "green"}


@dataclass(frozen=True, slots=True)
class Word:
    """What the panel says of one application so far. `total` of `most` and `recommends` stand only once it has spoken.

    `done` of `readers` have finished and `given` have it or had done with it; `apart` are the criteria to settle.
    """

    state: str
    readers: int
    given: int = 0
    done: int = 0
    apart: tuple[str, ...] = ()
    total: float = 0.0
    most: int = 0
    recommends: str = ""
    settled: bool = False

    @property
    def words(self) -> Any:
        """Where it stands, for people."""
        return STATES[self.state]

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.state]

    @property
    def short_of(self) -> int:
        """How many readers it still needs to be given to, once it was checked."""
        return 0 if self.state == UNCHECKED else max(0, self.readers - self.given)


def has_panel(cohort: Cohort) -> bool:
    """Whether its applications are assessed: in a system programme always, in a Board programme nobody is scored."""
    return cohort.pattern == "system"


def panel_of(cohort: Cohort) -> Panel | None:
    """What was set for the cohort's panel, if anything."""
    return Panel.objects.filter(cohort=cohort).first()


def readers_of(cohort: Cohort) -> int:
    """How many assessors read each application: what was set, else one below `FEW` applications and two from there."""
    chosen = panel_of(cohort)
    if chosen is not None and chosen.readers:
        return chosen.readers
    sent = Application.objects.filter(SENT, cohort=cohort).exclude(status__in=("withdrawn", "turned_down"))
    return 1 if sent.count() < FEW else MOST_READERS


def criteria_of(cohort: Cohort, role: str) -> list[Criterion]:
    """What the cohort's panel scores in `role`."""
    chosen = panel_of(cohort)
    return scored(role, chosen.criteria if chosen is not None else ())


def word_of(application: Application) -> Word:
    """What the panel says of one application so far."""
    return words_of(application.cohort, [application])[application.pk]


def words_of(cohort: Cohort, applications: Iterable[Application]) -> dict[UUID, Word]:
    """What the panel says of each of these applications of one cohort; a handful of queries for any number."""
    ids = [one.pk for one in applications]
    readers = readers_of(cohort)
    checked = set(PanelCopy.objects.filter(application__in=ids).values_list("application_id", flat=True))
    settled = {one.application_id: one for one in Settlement.objects.filter(application__in=ids)}
    had: dict[UUID, list[Assessment]] = defaultdict(list)
    live = Assessment.objects.filter(application__in=ids).exclude(status="handed_back").defer("notes")
    for one in live.order_by("assigned_at", "id"):
        had[one.application_id].append(one)
    return {pk: _word(readers, pk in checked, had[pk], settled.get(pk)) for pk in ids}


def marks_of(assessment: Any) -> Marks:
    """What an assessment or a settlement says."""
    return Marks(assessment.scores, assessment.recommends)


def _word(readers: int, checked: bool, live: list[Assessment], settled: Settlement | None) -> Word:
    if not checked:
        return Word(UNCHECKED, readers)
    done = [marks_of(one) for one in live if one.status == "done"]
    if len(done) < readers or len(done) < len(live):
        return Word(WAITS, readers, len(live), len(done))
    apart = tuple(differences(done))
    if apart and settled is None:
        return Word(DIFFER, readers, len(live), len(done), apart)
    said = [marks_of(settled)] if settled is not None else done
    total, most = sum(one.total for one in said) / len(said), 2 * len(said[0].scores)
    return Word(SAID, readers, len(live), len(done), apart, total, most, said[0].recommends, settled is not None)


def whole(scores: Mapping[str, Any], criteria: Iterable[Criterion]) -> bool:
    """Whether each of `criteria` has a score."""
    return all(one.code in scores for one in criteria)
