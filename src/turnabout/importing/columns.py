"""What a column of a spreadsheet can be matched with, and the best guess for a heading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.models import Application
from turnabout.applications.naming import plain
from turnabout.applications.questions import form_of
from turnabout.applications.questions.lists import filled
from turnabout.applications.questions.shape import DAY, EMAIL, TEXT, Question, Section
from turnabout.applications.storage import OF_THE_PERSON
from turnabout.cohorts.models import Cohort
from turnabout.importing import alumni
from turnabout.importing.aliases import ALIASES, EQUALITY, EXPERIENCE, OURS
from turnabout.importing.models import APPLICATIONS, Upload
from turnabout.sheets.table import same

LEFT_OUT = ""
NAME, EMAIL_OF, RECEIVED = "name", "email", "received_on"
NUMBERED = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):]\s*", re.IGNORECASE)
CLOSE = 0.88
"""How much alike two headings must be, of 1, to be taken for one another."""
NOBODY = "anonymous"
"""What Microsoft Forms writes for the address of whoever answered without signing in."""
EMPTY = 0.5
"""What a column without any cell lags behind: a form without sign-in has an empty “Name” beside its own."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be matched with. `code` is what is stored, `question` what judges its cells."""

    code: str
    label: Any
    group: Any
    question: Question
    section: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """The best guess for one column: the code of a target, or why it is left out ("" when it is merely unknown)."""

    code: str
    why: Any = ""


WHO = _("Who it is")
OF_WHOM = (
    Target(EMAIL_OF, _("Work email"), WHO, Question("email", EMAIL, _("Work email"))),
    Target(NAME, _("Full name"), WHO, Question("name", TEXT, _("Full name"))),
    Target(RECEIVED, _("The day on which it arrived"), WHO, Question("received_on", DAY, _("The day it arrived"))),
)
OF_LIVES = _("Lived experience is never imported. They add it themselves, under their own consent, when they confirm.")
OF_EQUALITY = _("Equality answers are never imported. Everybody is asked in private, and nobody reads single answers.")
OF_FORMS = _("Microsoft Forms writes this column. It is not needed.")


def sections_of(cohort: Cohort, role: str, organisation: Any = None) -> tuple[Section, ...]:
    """The sections that may be imported, their lists written out; those under a consent of their own are left out."""
    wish = Application(cohort=cohort, role=role, organisation_id=organisation)
    whole = form_of(role, cohort.pattern, policies=cohort.policies)
    found = (filled(section, wish, suggest=False) for section in whole if not section.own_consent)
    return tuple(section for section in found if section.questions)


def targets_of(upload: Upload) -> tuple[Target, ...]:
    """Everything that a column of `upload` can be matched with, in the order of the form."""
    if upload.kind != APPLICATIONS:
        return tuple(Target(one.name, one.label, WHO, one) for one in alumni.QUESTIONS)
    found = list(OF_WHOM)
    for section in sections_of(upload.cohort, upload.role):
        found += [
            Target(f"{section.code}.{one.name}", one.label, section.title, one, section.code)
            for one in section.questions
            if one.name != OF_THE_PERSON
        ]
    return tuple(found)


def guesses(
    upload: Upload, headings: Sequence[str], samples: Sequence[Sequence[str]], targets: Sequence[Target]
) -> list[Guess]:
    """For each heading the best guess; no target is guessed twice, the closest heading has it.

    `samples` holds, column by column, some of its cells: an address column that says "anonymous" all over is none.
    """
    scored = []
    labels = [(target, plain(target.label), plain(target.code)) for target in targets]
    for number, heading in enumerate(headings):
        said = plain(NUMBERED.sub("", heading))
        cells = [cell for cell in samples[number] if cell.strip()]
        for target, label, code in labels:
            if (score := _score(said, target, label, code)) and not _contradicted(target, cells):
                scored.append((-score if cells else EMPTY - score, number, target.code))
    taken: dict[int, str] = {}
    for _score_of, number, code in sorted(scored):
        if number not in taken and code not in taken.values():
            taken[number] = code
    return [Guess(taken[n]) if n in taken else Guess(LEFT_OUT, _why(one, upload)) for n, one in enumerate(headings)]


def digest_of(headings: Iterable[str]) -> str:
    """One name for a row of headings, whatever their case and spaces, that does not tell them."""
    return hashlib.sha256("\x1f".join(same(one) for one in headings).encode()).hexdigest()


def is_private(heading: str, upload: Upload) -> bool:
    """Whether a heading means what is never imported, and so is not shown either."""
    return _why(heading, upload) in (OF_LIVES, OF_EQUALITY)


def _score(said: str, target: Target, label: str, code: str) -> float:
    """How well a heading fits, from 0 to 1; below `CLOSE` it is 0. All in one spelling, made once for all pairs."""
    if said in (label, code):
        return 1.0
    if said in ALIASES.get(target.question.name, ()):
        return 0.97
    if len(said) > 12 and (said.startswith(label) or label.startswith(said)):
        return 0.94
    alike = _alike(said, label) if len(label) > 8 else 0.0
    return alike if alike >= CLOSE else 0.0


def _alike(said: str, label: str) -> float:
    """How much alike two texts are; 0 for two that cannot be close, which is seen without going letter by letter."""
    if 2 * min(len(said), len(label)) < CLOSE * (len(said) + len(label)):
        return 0.0
    both = SequenceMatcher(None, said, label)
    return both.ratio() if both.quick_ratio() >= CLOSE else 0.0


def _contradicted(target: Target, cells: Sequence[str]) -> bool:
    return target.code == EMAIL_OF and {plain(cell) for cell in cells} == {NOBODY}


def _why(heading: str, upload: Upload) -> Any:
    said = plain(NUMBERED.sub("", heading))
    if said in OURS:
        return OF_FORMS
    if upload.kind == APPLICATIONS and any(plain(one) in said for one in EXPERIENCE):
        return OF_LIVES
    if set(said.split()) & EQUALITY:
        return OF_EQUALITY
    return ""


def needed(upload: Upload, codes: Iterable[str]) -> list[Any]:
    """The labels of what must be matched for anything to be imported, and is not."""
    matched = set(codes)
    wanted = (EMAIL_OF, NAME) if upload.kind == APPLICATIONS else alumni.NEEDED
    return [one.label for one in targets_of(upload) if one.code in wanted and one.code not in matched]
