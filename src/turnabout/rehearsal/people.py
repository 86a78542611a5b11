"""Invented people: drawn from a fixture's weights with one seed, each obviously made up."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from turnabout.rehearsal.cast import LINE_MANAGER
from turnabout.rehearsal.fixtures.shape import Crowd, Fixture, Supply

FIRST = (
    "Tansy", "Rowan", "Juniper", "Sorrel", "Linden", "Bryony", "Alder", "Clover", "Fenn", "Hazel", "Jasper", "Marlow",
    "Nettle", "Oakley", "Perrin", "Quill", "Rushan", "Saffi", "Teasel", "Umber", "Vetch", "Willa", "Yarrow", "Zinnia",
    "Amaru", "Bexley", "Cedric", "Damson",
)  # fmt: skip
LAST = (
    "Quillfeather", "Brambleby", "Thistlewick", "Mossgrove", "Puddlecote", "Larkspindle", "Fernacre", "Hollowell-Reed",
    "Candlewright", "Sedgebarrow", "Tumbleday", "Appleyarn", "Wetherglass", "Oatenshaw", "Pebbleton", "Rookwhistle",
)  # fmt: skip
GRADES = {
    1: "AfC 1", 2: "AfC 4", 3: "AfC 5", 4: "AfC 6", 5: "AfC 7", 6: "AfC 8a", 7: "AfC 8c", 8: "VSM",
    9: "Board Executive",
}  # fmt: skip
JOBS = {
    1: "Porter", 2: "Health care assistant", 3: "Staff nurse", 4: "Occupational therapist", 5: "Ward manager",
    6: "Service lead", 7: "Head of service", 8: "Director", 9: "Executive director",
}  # fmt: skip
TEAMS = ("Urgent care", "Community services", "Estates", "People", "Finance", "Adult social care", "Digital", "Housing")
MODES = (("in_person", "video"), ("video",), ("in_person", "video", "phone"), ("in_person", "phone", "video"))
HALF_DAYS = tuple(f"{day}_{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm"))
FATES = ("accepted", "reserve", "declined", "other_route", "withdrawn", "drafts")

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented applicant and what will become of them (`fate` is one of `FATES`).

    `manager_says` is what their manager answers, `manager_after` so many working days ("silent" and "talk_first":
    nothing by themself).
    """

    name: str
    email: str
    role: str
    fate: str
    organisation: str
    team: str
    job_title: str
    grade: str
    level: int
    manager_email: str
    topics: tuple[str, ...]
    open_to_any: bool
    modes: tuple[str, ...]
    available: tuple[str, ...]
    capacity: int
    chief_executive: bool
    cast: str
    manager_name: str = ""
    manager_says: str = "yes"
    manager_after: int = 1
    avoid: tuple[str, ...] = ()
    adjustments: str = ""


def invent(fixture: Fixture, seed: int) -> tuple[Invented, ...]:
    """Everybody who starts an application in `fixture`; the same for the same seed on every machine."""
    source = random.Random(f"{fixture.name}:{seed}")
    names = _names(source)
    people = [_draw(fixture, source, next(names), supply.role, "accepted", supply) for supply in fixture.supply]
    for role, crowd in (("mentor", fixture.mentors), ("mentee", fixture.mentees)):
        people += [_draw(fixture, source, next(names), role, fate, None) for fate in _fates(crowd)]
    people = _with_managers(people, source)
    people = _with_vetoes(people, source)
    return tuple(_with_answers(people, fixture, random.Random(f"managers:{fixture.name}:{seed}")))


def _names(source: random.Random):
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    source.shuffle(pairs)
    return iter(pairs)


def _fates(crowd: Crowd) -> list[str]:
    return [fate for fate in FATES for _ in range(getattr(crowd, fate))]


def _pick(weights: Mapping[Drawn, float], source: random.Random) -> Drawn:
    return source.choices(list(weights), list(weights.values()))[0]


def _draw(fixture: Fixture, source: random.Random, name: str, role: str, fate: str, supply: Supply | None) -> Invented:
    levels, topics = (
        (fixture.mentor_levels, fixture.mentor_topics)
        if role == "mentor"
        else (fixture.mentee_levels, fixture.mentee_topics)
    )
    level = supply.level if supply else _pick(levels, source)
    player = next(one for one in fixture.cast if one.key == supply.cast) if supply and supply.cast else None
    name = player.name if player else name
    return Invented(
        name=name,
        email=player.email if player else f"{name.lower().replace(' ', '.')}@example.org",
        role=role,
        fate=fate,
        organisation=source.choice(fixture.organisations).name,
        team=source.choice(TEAMS),
        job_title="Chief executive" if supply and supply.chief_executive else JOBS[level],
        grade=GRADES[level],
        level=level,
        manager_email="",
        topics=supply.topics if supply else _pick(topics, source),
        open_to_any=supply.open_to_any if supply else source.random() < 0.15,
        modes=("in_person", "video", "phone") if supply else source.choice(MODES),
        available=tuple(sorted(source.sample(HALF_DAYS, k=source.randint(4, 8)), key=HALF_DAYS.index)),
        capacity=supply.capacity if supply else 1,
        chief_executive=bool(supply and supply.chief_executive),
        cast=supply.cast if supply else "",
        adjustments="A step-free room, please." if source.random() < 0.12 else "",
    )


def _with_managers(people: Sequence[Invented], source: random.Random) -> list[Invented]:
    """Give everybody a manager: one in three reverse mentors reports to a leader who takes part as well."""
    leaders: dict[str, list[Invented]] = {}
    for person in people:
        if person.role == "mentee" and person.level >= 7:
            leaders.setdefault(person.organisation, []).append(person)
    return [
        replace(
            person,
            manager_email=source.choice(leaders[person.organisation]).email
            if person.role == "mentor" and person.organisation in leaders and source.random() < 0.33
            else f"manager.of.{person.email}",
        )
        for person in people
    ]


def _with_vetoes(people: Sequence[Invented], source: random.Random) -> list[Invented]:
    """Have one reverse mentor in ten name a leader whom they must not be matched with."""
    leaders = [person.email for person in people if person.role == "mentee"]
    return [
        replace(person, avoid=(source.choice(leaders),))
        if person.role == "mentor" and not person.cast and source.random() < 0.1
        else person
        for person in people
    ]


def _with_answers(people: Sequence[Invented], fixture: Fixture, source: random.Random) -> list[Invented]:
    """Decide what everybody's manager will answer, and when; the cast's own answer late, after both reminders.

    Whoever hears "not now" or nothing is accepted all the same, and the first of those who hear nothing has the
    cast's line manager.
    """
    shares = fixture.managers
    anybody = [one.email for one in people if not one.cast and one.fate == "accepted"]
    source.shuffle(anybody)
    many = sum(one.fate != "drafts" for one in people)
    says: dict[str, str] = {}
    for kind in ("silent", "not_now", "conditions", "talk_first"):
        mentors = {one.email for one in people if one.role == "mentor"}
        can = [email for email in anybody if email not in says and (kind != "talk_first" or email in mentors)]
        says |= dict.fromkeys(can[: max(1, round(getattr(shares, kind) * many))], kind)
    silent = next((email for email, kind in says.items() if kind == "silent"), "")
    found = []
    for one in people:
        latest, late, soon = source.random(), source.randint(6, 9), source.randint(1, 4)
        after = 12 if one.cast or latest < shares.latest else late if latest < shares.latest + shares.late else soon
        one = replace(one, manager_says=says.get(one.email, "yes"), manager_after=after)
        if one.email == silent:
            one = replace(one, manager_name=LINE_MANAGER.name, manager_email=LINE_MANAGER.email)
        found.append(one)
    return found
