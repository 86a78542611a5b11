"""Opening the box: once, in this process's memory, inside the holder's request.

Only the planned statements leave. Nothing that was opened is stored, logged, queued or put into an error, and
if anything goes wrong nothing has happened: the box is still sealed and can be opened again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.views.decorators.debug import sensitive_variables

from turnabout import __version__
from turnabout.engine.disclosure.ledger import Entry, Ledger
from turnabout.engine.disclosure.planning import Group, SettledPlan, settle
from turnabout.engine.disclosure.publishing import Counts, PublicationRefused, count_agreed, entries, publish
from turnabout.engine.disclosure.release import Release, exact_release, together
from turnabout.engine.disclosure.statements import Open
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.encryption import box, vault
from turnabout.surveys.claims import GROUPS
from turnabout.surveys.kinds.agree5 import AGREED
from turnabout.surveys.models import Box, Publication, Questionnaire
from turnabout.surveys.planning import POLICY, claims_of, publication_plan, question_key
from turnabout.surveys.sealing import bound_to, seal, without_words

SALT = 32
AUDITOR = Outside("the auditor of releases")


class NotOpened(Exception):
    """The box stays closed: `reason` says why, in words that hold nothing of what is inside."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What leaves: the release, who stands behind its sentences (for the auditor), and the entries as they stay.

    `kept` maps an entry's row to what remains of it: sealed again without anybody's own words, or nothing.
    """

    release: Release
    behind: dict[str, Any]
    kept: dict[Any, bytes]


@sensitive_variables()
def open_questionnaire_box(questionnaire: Questionnaire, passphrase: str, *, by: Any) -> Opened:
    """Open every entry in memory and make the planned statements.

    Raises `NotOpened` for a wrong passphrase, a damaged entry, or when the attacker was not defeated.
    """
    try:
        return _opened(questionnaire, passphrase, by)
    except box.WrongPassphrase:
        reason = "passphrase"
    except PublicationRefused as refusal:
        reason = " ".join(refusal.reasons)
    except Exception as fault:
        reason = type(fault).__name__
    raise NotOpened(reason)  # outside the handlers: no frame that holds an answer hangs on it


def _opened(questionnaire: Questionnaire, passphrase: str, by: Any) -> Opened:
    key = box.unlock(bytes(questionnaire.protected_key), passphrase)
    rows = in_no_order(questionnaire)
    settled = settle(publication_plan(questionnaire), groups_of(questionnaire), salt=secrets.token_bytes(SALT),
                     ledger=ledger_of(questionnaire))  # fmt: skip
    counts, kept = _counted(questionnaire, settled, rows, key)
    sealed = publish(settled, counts, settled.ledger, code=__version__)
    released = together(_open_release(questionnaire, by), sealed)
    behind = {
        "salt": settled.salt.hex(),
        "entries": [entry.to_record() for entry in entries(settled, sealed.statements)],
    }
    return Opened(released, behind, kept)


def in_no_order(questionnaire: Questionnaire) -> list[Box]:
    """The entries shuffled by the machine's own chance, so that nothing follows from the order of the rows."""
    rows = list(questionnaire.entries.all())
    secrets.SystemRandom().shuffle(rows)
    return rows


def groups_of(questionnaire: Questionnaire) -> list[Group]:
    """The groups as they stand in the box, from head-counts alone: who answered, and how many were asked."""
    answered = {str(person) for person in questionnaire.entries.values_list("person_id", flat=True)}
    asked: dict[str, set[str]] = {}
    for person, role in questionnaire.invitations.values_list("person_id", "role"):
        asked.setdefault(role, set()).add(str(person))
    groups = []
    for name, roles in GROUPS.items():
        people = frozenset().union(*(asked.get(role, set()) for role in roles))
        groups.append(Group(name, people & answered, len(people)))
    return groups


def ledger_of(questionnaire: Questionnaire) -> Ledger:
    """Everything printed before about answers of this cohort, for the attacker to use."""
    earlier = Publication.objects.filter(questionnaire__cohort=questionnaire.cohort_id).order_by("made_on")
    found: list[Entry] = []
    for row in earlier:
        stored = vault.unlock(row, "behind", by=AUDITOR, purpose="attacked together with a new release")
        found += [Entry.from_record(record) for record in stored["entries"]]
    return Ledger(tuple(found))


@sensitive_variables()
def _counted(
    questionnaire: Questionnaire, settled: SettledPlan, rows: Iterable[Box], key: box.PrivateKey
) -> tuple[Counts, dict[Any, bytes]]:
    """Count who agreed with what will be printed, and nothing else; a box that says nothing is not opened at all."""
    claims = {question_key(questionnaire, claim): claim.item for claim in claims_of(questionnaire)}
    wanted = {question for question, group in settled.wanted}
    agreed: dict[str, dict[str, bool]] = {question: {} for question in wanted}
    kept: dict[Any, bytes] = {}
    for row in rows if wanted else ():
        answers = box.open_sealed(bytes(row.sealed), key, info=bound_to(questionnaire, row.person_id))
        for question in wanted:
            if claims[question] in answers:
                agreed[question][str(row.person_id)] = answers[claims[question]] in AGREED
        if questionnaire.pooled:
            items = tuple(item for asked in questionnaire.instrument.items.values() for item in asked)
            kept[row.pk] = seal(questionnaire, row.person_id, without_words(answers, items))
    return count_agreed(settled, agreed), kept


def _open_release(questionnaire: Questionnaire, by: Any) -> Release:
    """The exact counts of leaders' open answers. "Prefer not to say" is no answer to an open question."""
    said = []
    for claim in claims_of(questionnaire):
        if not claim.is_open(questionnaire.instrument):
            continue
        rows = list(questionnaire.open_answers.filter(item=claim.item))
        values = [int(v) for v in vault.unlock_many(rows, "value", by=by, purpose="counted for the report")]
        given = [value for value in values if value]
        invited = questionnaire.invitations.filter(role__in=claim.roles).count()
        said.append(
            Open(
                question=question_key(questionnaire, claim),
                role="mentee",
                channel=claim.asked(questionnaire.instrument).channel,
                agreed=sum(value in AGREED for value in given),
                answered=len(given),
                invited=invited,
            )
        )
    return exact_release(said, code=__version__, policy=POLICY)
