"""What will be counted and what can be said of it, from head-counts and the plan, before any answer exists.

A question that can never be read, because too few people are asked it, is not asked at all, unless it was
announced that the answers will be counted together with a later cohort's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turnabout.engine.disclosure.planning import Plan, Question
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.statements import ladder, most_we_could_say
from turnabout.engine.disclosure.wording import Sentence
from turnabout.surveys.claims import CLAIMS, NAMES, Claim
from turnabout.surveys.instruments import Instrument
from turnabout.surveys.items import SEALED, Item
from turnabout.surveys.models import Questionnaire

POLICY = Policy()
"""The defaults. An organisation may make them stricter before opening, never looser."""


class PolicyChanged(RuntimeError):
    """What people were told before they answered would no longer hold."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the report can say about one claim if everybody asked answers: for the co-ordinator and the invited.

    `steps` are the sentences a group of this size can be given, lowest first; none for an open question, which
    is printed as exact numbers, and none where the group is too small.
    """

    claim: Claim
    item: Item
    people: Any
    most: Sentence | None
    steps: tuple[Sentence, ...]

    @property
    def is_open(self) -> bool:
        """Whether the answers are printed as exact numbers, as the page says before they are given."""
        return self.item.channel != SEALED


def question_key(questionnaire: Questionnaire, claim: Claim) -> str:
    """The name of one answer of each person of one cohort, the same for ever."""
    return f"{questionnaire.cohort_id}/{questionnaire.stage}/{claim.item}"


def claims_of(questionnaire: Questionnaire) -> tuple[Claim, ...]:
    """The claims as they were fixed when it was planned, whatever a later version of the program counts."""
    return tuple(Claim(*stored) for stored in questionnaire.plan["claims"])


def publication_plan(questionnaire: Questionnaire) -> Plan:
    """The sealed claims as the engine takes them, one group each (policy D2, D7).

    Raises `PolicyChanged` if people answered under another policy than the one now in force.
    """
    if questionnaire.plan["policy"] != POLICY.digest:
        raise PolicyChanged("People answered under another disclosure policy than the one in force.")
    instrument = questionnaire.instrument
    sealed = [claim for claim in claims_of(questionnaire) if not claim.is_open(instrument)]
    return Plan(tuple(Question(question_key(questionnaire, claim), (claim.group,)) for claim in sealed), POLICY)


def outlook(instrument: Instrument, invited: Mapping[str, int]) -> list[Outlook]:
    """For each claim what the report can say at most; `invited` counts the people asked by role."""
    found = []
    for claim in CLAIMS[instrument.stage]:
        people = sum(invited.get(role, 0) for role in claim.roles)
        item, name = claim.asked(instrument), NAMES[claim.group]
        if item.channel != SEALED:
            found.append(Outlook(claim, item, name, None, ()))
            continue
        most = most_we_could_say(people, str(name), POLICY)
        found.append(Outlook(claim, item, name, most, ladder(people, POLICY)))
    return found


def readable(instrument: Instrument, invited: Mapping[str, int]) -> set[str]:
    """The codes of sealed questions about which a figure is possible if everybody asked answers."""
    return {
        claim.item
        for claim in CLAIMS[instrument.stage]
        if sum(invited.get(role, 0) for role in claim.roles) >= POLICY.fewest
    }


def askable(questionnaire: Questionnaire, role: str) -> tuple[Item, ...]:
    """The questions asked of `role`: all, but for sealed ones that can never be read, unless pooling was announced."""
    items = questionnaire.instrument.items[role]
    if questionnaire.pooled:
        return items
    invited = questionnaire.plan.get("invited", {})
    can = readable(questionnaire.instrument, invited)
    counted = {claim.item for claim in claims_of(questionnaire)}
    return tuple(item for item in items if item.channel != SEALED or item.code in can or item.code not in counted)
