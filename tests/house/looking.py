"""Looking at every page at one moment of the walk: as everybody, and as their likes in the other programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.urls import get_resolver

from tests.house.asking import ABSENT, MARK, MIRRORED, OWN, THE_REST, THEIRS, Answer, Door, Visitors, doors
from tests.house.objects import WORDS, Side, absent, kwargs_of, supplier
from tests.house.scene import MORE_ROLES, ROLES, Scene
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.encryption import vault
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.encryption.vault import Unreadable
from turnabout.matching.models import Pair

EVERYBODYS = {
    "home:public",
    "home:pack",
    "home:pack_file",
    "applications:begin",
    "applications:continue",
    "applications:check_entered",
    "applications:delete_entered",
    "applications:leader",
    "applications:leader_no",
    "applications:manager",
    "applications:manager_new_link",
    "cohorts:stylesheet",
    "cohorts:logo",
    "cohorts:short",
    "cohorts:short_in_capitals",
    "cohorts:tell_me",
    "cohorts:noted",
    "cohorts:forget_me",
    "cohorts:forgotten",
    "cohorts:no_more",
    "training:questions",
    "training:questions_calendar",
    "training:feed",
}
"""Pages about another programme's things that are there for everybody, or for whoever holds the link."""
WHO_TRIES_OTHERS = ("coordinator_own", "applicant_own", "outsider")


@dataclass(frozen=True, slots=True)
class Text:
    """A private text: who wrote it, and the fields that hold it."""

    author: UUID
    fields: frozenset[str]


@dataclass
class Seen:
    """What was seen on the walk.

    `answers` is what everybody got for every address, `mirrored` what people of the other, smallest programme got
    for the same pages about their own things; `later` has both for list pages on another evening, and `grown` a page
    of few rows and of more. `doors` are the pages of signing in, and the `planted` ones have crimes on them. `texts`
    says whose each private text is, `people` who stood for a role on a page, `ours` and `theirs` the words that give
    a programme away, and `names` those that are people.
    """

    answers: list[Answer] = field(default_factory=list)
    mirrored: list[Answer] = field(default_factory=list)
    later: dict[tuple[str, str], tuple[Answer, Answer]] = field(default_factory=dict)
    grown: dict[str, tuple[Answer, Answer]] = field(default_factory=dict)
    doors: list[Answer] = field(default_factory=list)
    planted: list[Answer] = field(default_factory=list)
    planted_mirrored: list[Answer] = field(default_factory=list)
    texts: dict[int, Text] = field(default_factory=dict)
    people: dict[tuple[str, str], UUID | None] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Looker:
    """Everybody at one moment, with the other applicant "beside" the own one or "elsewhere"."""

    scene: Scene
    other: str

    def __post_init__(self) -> None:
        words = self.scene.our_words | self.scene.their_words
        object.__setattr__(self, "visitors", Visitors(everybody(self.scene, self.other), words))
        object.__setattr__(self, "beside", Visitors(their_people(self.scene), words))

    visitors: Visitors = field(init=False)
    beside: Visitors = field(init=False)

    @property
    def our(self) -> Side:
        return Side(self.scene.our, self.visitors.people["applicant_own"])

    @property
    def their(self) -> Side:
        return Side(self.scene.their, self.beside.people["applicant_own"])

    def look(self, room: str) -> Iterator[Answer]:
        """Every page of one room ("" for those of no room: signing in), by every method."""
        for door in doors_of(room):
            yield from self._look_at(door)

    def mirror(self, room: str) -> Iterator[Answer]:
        """Every page of one room, about the other programme's things, by its own people."""
        for door in doors_of(room):
            kwargs = kwargs_of(door, self.their)
            yield from (self.beside.ask(door, role, "GET", MIRRORED, kwargs) for role in self.beside.people)

    def who(self, room: str) -> Iterator[tuple[str, str, UUID | None]]:
        """Who stands for each role on each page of one room."""
        for door in doors_of(room):
            yield from ((door.name, role, person and person.pk) for role, person in self.visitors.people.items())

    def _look_at(self, door: Door) -> Iterator[Answer]:
        """GET as everybody, an empty POST as the seven, the other methods as one who is let in, else as an outsider."""
        ask, own = self.visitors.ask, kwargs_of(door, self.our)
        got = {role: ask(door, role, "GET", OWN, own) for role in self.visitors.people}
        yield from got.values()
        yield from (ask(door, role, "POST", OWN, own) for role in ROLES)
        let_in = [role for role in ROLES if got[role].status == 200][:1]
        for role in let_in or ["outsider"]:
            yield from (ask(door, role, method, OWN, own) for method in THE_REST)
        for whose, kwargs in self._crossed(door, own):
            yield from (ask(door, role, "GET", whose, kwargs) for role in WHO_TRIES_OTHERS)

    def _crossed(self, door: Door, own: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The own address with each of its names in turn made absent, and the other programme's."""
        for name in door.needs:
            yield ABSENT, {**own, name: absent(own[name])}
            if name not in WORDS and door.name not in EVERYBODYS:
                yield THEIRS, {**own, name: supplier(door, name)(self.their)}


def doors_of(room: str) -> list[Door]:
    return [door for door in doors(get_resolver().url_patterns) if door.room == room]


def door(name: str) -> Door:
    return next(one for one in doors(get_resolver().url_patterns) if one.name == name)


def everybody(scene: Scene, other: str) -> dict[str, Any]:
    """Somebody for each role; the leader is the own applicant's partner, or will be, once that is known."""
    people = scene.people(other=other)
    pair = Pair.objects.filter(mentor__person=people["applicant_own"]).first()
    people["leader"] = pair.mentee.person if pair else scene.our.cast["executive"]
    assert set(people) == {*ROLES, *MORE_ROLES}
    return people


def their_people(scene: Scene) -> dict[str, Any]:
    """The same roles in the other programme, as far as their pages are looked at."""
    cast = scene.their.cast
    leader = next(one for one in scene.their.people if one.role == "mentee")
    return {
        "applicant_own": cast["mentor"],
        "coordinator_own": cast["coordinator"],
        "board_reader": cast["board_reader"],
        "leader": scene.their.who[leader.email],
        "trainer": cast["trainer"],
        "partner_lead": cast["partner_lead"],
    }


def remember(texts: dict[int, Text], more: Iterable[tuple[int, Text]]) -> None:
    """Add texts to those that are known; a copy in another field is the same text."""
    for number, text in more:
        known = texts.get(number, text)
        texts[number] = replace(known, fields=known.fields | text.fields)


def private_texts() -> Iterator[tuple[int, Text]]:
    """Every marked text in every encrypted field that the installation's own keys open."""
    for model, column in _encrypted():
        for row in model._default_manager.exclude(**{column: b""}):
            try:
                value = vault.unlock(row, column, by=OPERATOR, purpose="a test")
            except Unreadable:
                continue
            for number in MARK.findall(repr(value).encode()):
                yield int(number), Text(row.key_owner(), frozenset({f"{model._meta.label_lower}.{column}"}))


@cache
def _encrypted() -> list[tuple[Any, str]]:
    return [
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, EncryptedField) and hasattr(model, "key_owner")
    ]
