"""The walk that house tests 1 and 8 judge: made once, rolled back at once, and kept as plain answers."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import override_settings
from django.urls import get_resolver

from tests.house import matrix
from tests.house.asking import ABSENT, MARK, MIRRORED, OWN, THE_REST, THEIRS, Answer, Door, Visitors, doors, links_kept
from tests.house.objects import WORDS, Side, absent, kwargs_of, supplier
from tests.house.scene import MORE_ROLES, ROLES, Scene, scenes
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.encryption import vault
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.encryption.vault import Unreadable
from turnabout.matching.models import Pair
from turnabout.rehearsal.world import World

EVERYBODYS = {"home:public", "applications:begin", "applications:leader", "applications:leader_no"}
"""Pages about another programme's things that are there for everybody, or for whoever holds the link."""
NOT_MIRRORED = ("", "demo", "planted")
WHO_TRIES_OTHERS = ("coordinator_own", "applicant_own", "outsider")


@dataclass(frozen=True, slots=True)
class Text:
    """A private text: who wrote it, and the fields that hold it."""

    author: UUID
    fields: frozenset[str]


@dataclass
class Seen:
    """What everybody got for every address (`doors` by allauth and `planted` apart), and whose each text is.

    `mirrored` is what the same people of the other, smallest programme get for their own pages.
    """

    answers: list[Answer] = field(default_factory=list)
    mirrored: list[Answer] = field(default_factory=list)
    doors: list[Answer] = field(default_factory=list)
    planted: list[Answer] = field(default_factory=list)
    texts: dict[int, Text] = field(default_factory=dict)
    people: dict[tuple[str, str], UUID | None] = field(default_factory=dict)


def rooms() -> dict[str, ModuleType]:
    """The modules of the matrix by the name of their room."""
    return {
        one.name: importlib.import_module(f"{matrix.__name__}.{one.name}")
        for one in pkgutil.iter_modules(matrix.__path__)
    }


@pytest.fixture(scope="session")
def seen(django_db_setup: None, django_db_blocker: Any) -> Seen:
    """Everything that was seen at each moment of the matrix, and of the planted pages at the last one.

    A test that asks for it carries the mark `django_db`, or there is no database to walk in.
    """
    found, written = Seen(), rooms()
    days = sorted({room.MOMENT for room in written.values()})
    with django_db_blocker.unblock(), links_kept():
        for day, scene in zip(days, scenes(days), strict=True):
            remember(found.texts, private_texts())
            for name, room in written.items():
                if day == room.MOMENT:
                    found.answers += look(scene, name, getattr(room, "OTHER", "beside"), found)
            if day == days[-1]:
                found.doors += look(scene, "", "beside", found)
                with override_settings(ROOT_URLCONF="tests.house.planted"):
                    found.planted += look(scene, "planted", "beside", found)
    return found


def look(scene: Scene, room: str, other: str, found: Seen) -> Iterator[Answer]:
    """Ask for every page of one room ("" for those of no room: signing in) as everybody."""
    people = everybody(scene, other)
    words = {*words_of(scene.our), *words_of(scene.their)}
    visitors, beside = Visitors(people, words), Visitors(their_people(scene), words)
    our, their = Side(scene.our, people["applicant_own"]), Side(scene.their, scene.their.cast["mentor"])
    for door in doors(get_resolver().url_patterns):
        if door.room == room:
            found.people |= {(door.name, role): person and person.pk for role, person in people.items()}
            yield from look_at(door, visitors, kwargs_of(door, our), list(crossed(door, our, their)))
            if room not in NOT_MIRRORED:
                found.mirrored += [
                    beside.ask(door, role, "GET", MIRRORED, kwargs_of(door, their)) for role in beside.people
                ]


def look_at(
    door: Door, visitors: Visitors, own: Mapping[str, Any], others: Iterable[tuple[str, Mapping[str, Any]]]
) -> Iterator[Answer]:
    """One address: GET as everybody, an empty POST as the seven, and the other methods as three of them."""
    got = {role: visitors.ask(door, role, "GET", OWN, own) for role in visitors.people}
    yield from got.values()
    yield from (visitors.ask(door, role, "POST", OWN, own) for role in ROLES)
    let_in = [role for role in ROLES if got[role].status == 200][:1]
    for role in dict.fromkeys((*let_in, "anonymous", "outsider")):
        yield from (visitors.ask(door, role, method, OWN, own) for method in THE_REST)
    for role in WHO_TRIES_OTHERS:
        yield from (visitors.ask(door, role, "GET", whose, kwargs) for whose, kwargs in others)


def crossed(door: Door, our: Side, their: Side) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The own address with each of its names in turn made absent, and another programme's."""
    own = kwargs_of(door, our)
    for name in door.needs:
        yield ABSENT, own | {name: absent(own[name])}
        if name not in WORDS and door.name not in EVERYBODYS:
            yield THEIRS, own | {name: supplier(door, name)(their)}


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
    found = {role: cast[role] for role in ("board_reader", "trainer")}
    found |= {"applicant_own": cast["mentor"], "coordinator_own": cast["coordinator"]}
    return found | {"leader": scene.their.who[leader.email]}


def words_of(world: World) -> set[str]:
    """What would give a programme away on somebody else's page: its name, its people, and the words on its shelf."""
    fixture = world.fixture
    said = {words for _year, _by, words in fixture.testimonials} | {title for title, *_ in fixture.resources}
    return {fixture.programme, fixture.title, *said, *(person.name for person in world.who.values())}


def remember(texts: dict[int, Text], more: Iterable[tuple[int, Text]]) -> None:
    """Add texts to those that are known; a copy in another field is the same text."""
    for number, text in more:
        known = texts.get(number, text)
        texts[number] = replace(known, fields=known.fields | text.fields)


def private_texts() -> Iterator[tuple[int, Text]]:
    """Every marked text in every encrypted field that the installation's own keys open."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if not isinstance(column, EncryptedField) or not hasattr(model, "key_owner"):
                continue
            for row in model._default_manager.exclude(**{column.name: b""}):
                try:
                    value = vault.unlock(row, column.name, by=OPERATOR, purpose="a test")
                except Unreadable:
                    continue
                for number in MARK.findall(repr(value).encode()):
                    yield int(number), Text(row.key_owner(), frozenset({f"{model._meta.label_lower}.{column.name}"}))
