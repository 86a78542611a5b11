"""Both application forms and a named leader's page, as data: sections, questions, limits, who sees what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turnabout.applications.questions.declarations import DECLARATIONS
from turnabout.applications.questions.either import EITHER_FORM
from turnabout.applications.questions.leader import LEADER
from turnabout.applications.questions.mentee import MENTEE_FORM
from turnabout.applications.questions.mentor import MENTOR_FORM
from turnabout.applications.questions.shape import Question, Section, for_pattern

__all__ = ["DECLARATIONS", "Question", "Section", "declared_by", "form_of", "section_of"]
_FORMS = {"mentor": MENTOR_FORM, "mentee": MENTEE_FORM, "either": EITHER_FORM}


def form_of(
    role: str, pattern: str, *, named: bool = False, policies: Mapping[str, int] | None = None
) -> tuple[Section, ...]:
    """The sections that somebody in `role` fills in for a cohort of `pattern`, in order; a named leader has one.

    `policies` are the cohort's: a section that depends on one is left out unless the cohort chose it.
    """
    if named:
        return (LEADER,)
    chosen = policies or {}
    asked = (one for one in _FORMS[role] if not one.policy or chosen.get(one.policy))
    return for_pattern(asked, pattern)


def section_of(
    role: str, pattern: str, code: str, *, named: bool = False, policies: Mapping[str, int] | None = None
) -> Section:
    """The section called `code` of that form; `KeyError` names those that exist."""
    sections = form_of(role, pattern, named=named, policies=policies)
    for section in sections:
        if section.code == code:
            return section
    raise KeyError(f"There is no section {code!r}; there are {[section.code for section in sections]}")


def declared_by(role: str) -> tuple[tuple[str, Any], ...]:
    """What somebody in `role` declares when they send the form: (code, words)."""
    return DECLARATIONS[role]
