"""What is known of somebody from an earlier cohort of the programme: what they answered, and the places they had.

Other rooms add what they know, in their `AppConfig.ready`:

    earlier.known_by(source)      # source(person, cohort) -> Earlier | None: answers to continue from
    earlier.places_by(source)     # source(people, cohort) -> Iterable[Place]: the parts that people had before `cohort`

`cohort` is always the later one; a source gives nothing of it or of anything that began after it, and nothing of
another programme. Answers are for the person alone; that somebody took part is for the co-ordinators too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from turnabout.applications.questions import form_of


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody offered of lived experience under a consent that still stands: who may know what, and words."""

    tiers: Mapping[str, str]
    quiet: frozenset[str] = frozenset()
    words: str = ""
    open_to_any: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """Somebody's last application: `answers` by section and question, as `save_section` takes them.

    What is not there any more, erased after its time, is absent. `offered` is None without a consent that stands.
    """

    title: str
    role: str
    starts_on: date
    answers: Mapping[str, Mapping[str, Any]]
    offered: Offered | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A part that somebody had in an earlier cohort, and whether they graduated."""

    person_id: UUID
    title: str
    role: str
    starts_on: date
    graduated: bool = False


@dataclass(slots=True)
class _Known:
    answers: list[Callable[[Any, Any], Earlier | None]] = field(default_factory=list)
    places: list[Callable[[Collection[UUID], Any], Iterable[Place]]] = field(default_factory=list)


_known = _Known()


def known_by(source: Callable[[Any, Any], Earlier | None]) -> Callable[[Any, Any], Earlier | None]:
    """Have `source(person, cohort)` asked for what somebody answered before."""
    if source not in _known.answers:
        _known.answers.append(source)
    return source


def places_by(
    source: Callable[[Collection[UUID], Any], Iterable[Place]],
) -> Callable[[Collection[UUID], Any], Iterable[Place]]:
    """Have `source(people, cohort)` asked for the parts that these people had before."""
    if source not in _known.places:
        _known.places.append(source)
    return source


def earlier_answers(person: Any, cohort: Any) -> Earlier | None:
    """What somebody answered before this cohort in its programme; None when nothing is known.

    Of several the one that says most, so that least has to be said again, and the latest of those: all of it is
    looked at anew before it is sent. Takes no viewer: it is for code that does something for this person alone.
    """
    found = [one for source in _known.answers if (one := source(person, cohort)) is not None]
    return max(found, key=lambda one: (len(one.answers), one.starts_on), default=None)


def places_before(people: Collection[UUID], cohort: Any) -> list[Place]:
    """Every part that any of these people had in an earlier cohort of the programme, the latest first."""
    found = {place for source in _known.places for place in source(people, cohort)}
    return sorted(found, key=lambda one: (one.starts_on, one.title), reverse=True)


def graduated_before(person: UUID, cohort: Any, role: str) -> bool:
    """Whether somebody graduated in this role in an earlier cohort of the programme."""
    return any(one.graduated and one.role == role for one in places_before([person], cohort))


def carried(before: Earlier, role: str, pattern: str, policies: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """The answers that can be carried into a form for `role`, by its sections.

    All of them in the same role. In the other one those to questions in the same words: a reason to be a mentor is no
    reason to be mentored.
    """
    flat = {name: value for given in before.answers.values() for name, value in given.items()}
    shared = _in_the_same_words(before.role, role, pattern, policies)
    found = {}
    for section in form_of(role, pattern, policies=policies):
        if section.own_consent:
            continue
        given = {one.name: flat[one.name] for one in section.questions if one.name in flat and one.name in shared}
        if given:
            found[section.code] = given
    return found


def _in_the_same_words(was: str, role: str, pattern: str, policies: Mapping[str, int]) -> set[str]:
    then, now = (
        {one.name: str(one.label) for section in form_of(each, pattern, policies=policies) for one in section.questions}
        for each in (was, role)
    )
    return {name for name, label in now.items() if was == role or then.get(name) == label}
