"""The letter of one decision: its standard words, the words somebody put in their place, and what those must keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts import giving_away
from turnabout.cohorts.models import Cohort
from turnabout.foundation.audit import trail
from turnabout.foundation.encryption import vault
from turnabout.foundation.mail import wording
from turnabout.foundation.mail.actions import queue_message, send
from turnabout.foundation.mail.types import KINDS
from turnabout.selection.messages import contact_line
from turnabout.selection.models import Verdict

KIND_OF = {
    "accept": "selection.accepted",
    "reserve": "selection.reserve",
    "decline": "selection.declined",
    "other_route": "selection.other_route",
}
LONGEST = 5000
"""Characters of an edited letter: several pages, which nobody needs."""
PLACE_HOLDER = re.compile(r"\{[^{}\n]*\}?|\}|\[[^\]\n]*\](?!\()|_{3,}|<<|>>")
"""What is left of a place to fill in: {name}, [date], ___, <<where>>. A link, [words](address), is none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as its applicant will read it; `edited` when its words are not the standard ones."""

    verdict: Verdict
    subject: str
    body: str
    edited: bool = False


def standard(verdict: Verdict) -> Letter:
    """The letter that tells `verdict` in its standard words."""
    subject, body = KINDS[KIND_OF[verdict.outcome]].words(verdict, verdict.application.person)
    return Letter(verdict, subject, body)


def written(verdicts: Sequence[Verdict], *, by: Any, purpose: str) -> list[Letter]:
    """The letter of each verdict, edited ones in their own words, which are unlocked for `purpose` and audited."""
    edited = vault.unlock_many(verdicts, "letter", by=by, purpose=purpose) if verdicts else []
    found = []
    with wording.remembered():
        for verdict, words in zip(verdicts, edited, strict=True):
            usual = standard(verdict)
            found.append(Letter(verdict, usual.subject, words, edited=True) if words else usual)
    return found


def put(letter: Letter, *, by: Any, now: datetime) -> None:
    """Put a letter in the outbox as it stands; part of the caller's action. Without an address nothing is sent."""
    trail.inside()
    verdict, person = letter.verdict, letter.verdict.application.person
    if not letter.edited:
        send(KIND_OF[verdict.outcome], thing=verdict, by=by, now=now)
    elif person.email:
        queue_message(
            kind=KIND_OF[verdict.outcome],
            scope=verdict.application.cohort_id,
            to=person,
            subject=letter.subject,
            body=letter.body,
            by=by,
            now=now,
        )


def faults(words: str, cohort: Cohort) -> Iterable[str]:
    """Why `words` cannot go out as a letter of `cohort`, each as a sentence; none when they can."""
    if not words.strip():
        yield _("A letter cannot be empty. Write it, or go back to the standard letter.")
        return
    if (over := len(words) - LONGEST) > 0:
        yield _("Take out %(over)d characters: a letter can have up to %(limit)d.") % {"over": over, "limit": LONGEST}
    if found := PLACE_HOLDER.search(words):
        yield _(
            "“%(found)s” looks like a place that is still to be filled in. This letter goes out word for word, so "
            "write what belongs there."
        ) % {"found": found[0]}
    yield from giving_away.faults(cohort.pk, words)
    if not keeps_contact(words, cohort):
        yield lost_contact(cohort)


def keeps_contact(words: str, cohort: Cohort) -> bool:
    """Whether a letter still says where to ask."""
    return cohort.contact_email.casefold() in words.casefold()


def lost_contact(cohort: Cohort) -> str:
    """What is said of a letter that lost its contact line, with the line to put back."""
    line = contact_line(cohort)
    return _("The letter no longer says whom to ask. Put this line back at its end: “%(line)s”") % {"line": line}


def is_same(words: str, other: str) -> bool:
    """Whether two letters read the same, however their lines and blanks are broken."""
    return words.split() == other.split()
