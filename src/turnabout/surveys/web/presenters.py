"""Lines for the pages, from the plan and from what was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnabout.cohorts.models import Cohort
from turnabout.engine.disclosure.statements import Banded
from turnabout.foundation.accounts.decisions import Decision
from turnabout.surveys import queries
from turnabout.surveys.instruments import Instrument
from turnabout.surveys.items import Item
from turnabout.surveys.models import Questionnaire
from turnabout.surveys.permissions import may_close, may_open_box, may_open_questionnaire, may_plan
from turnabout.surveys.planning import Outlook, outlook


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One published sentence, as the page shows it."""

    question: str
    text: str
    ladder: str
    untold: bool


def how_it_will_read(questionnaire: Questionnaire, items: tuple[Item, ...]) -> list[Outlook]:
    """For each question that the person is asked and that is counted: how its result can read."""
    asked = {item.code for item in items}
    found = outlook(questionnaire.instrument, questionnaire.plan.get("invited", {}))
    return [line for line in found if line.item.code in asked]


def planned_lines(instrument: Instrument, invited: Mapping[str, int]) -> list[Outlook]:
    """For each claim of the plan: the most the report can say if everybody asked answers."""
    return outlook(instrument, invited)


def said_lines(cohort: Cohort) -> list[SaidLine]:
    """What was published, with where each banded sentence stands on its ladder."""
    lines = []
    for said in queries.statements(cohort):
        banded = isinstance(said.statement, Banded)
        ladder = said.statement.ladder.text if isinstance(said.statement, Banded) else ""
        untold = not banded and not said.statement.sentence.key.startswith("open.")
        lines.append(SaidLine(str(said.item.text), said.text, ladder, untold))
    return lines


def what_may_be_done(by: Any, questionnaire: Questionnaire, now: datetime) -> dict[str, Decision]:
    """For each button of the overview, whether it works now and why not."""
    return {
        "plan": may_plan(by, questionnaire.cohort, now),
        "send": may_open_questionnaire(by, questionnaire, now),
        "close": may_close(by, questionnaire, now),
        "open_box": may_open_box(by, questionnaire, now),
    }
