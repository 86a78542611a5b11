"""The walk that house tests 1 and 8 judge: made once, rolled back at once, and kept as plain answers."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any

import pytest
from django.test import override_settings

from tests.house import matrix
from tests.house.asking import MIRRORED, OWN, links_kept
from tests.house.lists import GROWING, MORE_MOMENTS
from tests.house.looking import Looker, Seen, door, private_texts, remember
from tests.house.objects import kwargs_of
from tests.house.scene import Scene, scenes

NOT_MIRRORED = {"demo"}


def rooms() -> dict[str, ModuleType]:
    """The modules of the matrix by the name of their room."""
    return {
        one.name: importlib.import_module(f"{matrix.__name__}.{one.name}")
        for one in pkgutil.iter_modules(matrix.__path__)
    }


@pytest.fixture(scope="session")
def seen(django_db_setup: None, django_db_blocker: Any) -> Seen:
    """Everything that was seen at each moment of the matrix and of the lists; the planted pages at the last one.

    A test that asks for it carries the mark `django_db`, or there is no database to walk in.
    """
    found = Seen()
    days = sorted({*(room.MOMENT for room in rooms().values()), *MORE_MOMENTS})
    with django_db_blocker.unblock(), links_kept():
        for day, scene in zip(days, scenes(days), strict=True):
            look(day, scene, found)
            if day == days[-1]:
                look_once(scene, found)
    return found


def look(day: str, scene: Scene, found: Seen) -> None:
    """Every page whose moment this is, by everybody and by their likes, and the lists that grow today."""
    remember(found.texts, private_texts())
    found.ours |= scene.our_words
    found.theirs |= scene.their_words
    found.names |= {person.name for world in (scene.our, scene.their) for person in world.who.values()}
    lookers = {other: Looker(scene, other) for other in ("beside", "elsewhere")}
    for name, room in rooms().items():
        if day == room.MOMENT:
            it = lookers[getattr(room, "OTHER", "beside")]
            found.answers += it.look(name)
            found.mirrored += [] if name in NOT_MIRRORED else it.mirror(name)
            of_room = {(page, role): person for page, role, person in it.who(name)}
            found.people |= of_room
    it = lookers["beside"]
    for name in MORE_MOMENTS.get(day, ()):
        page, later = door(name), f"{name} on {day}"
        for role in it.beside.people:
            found.later[later, role] = (
                it.visitors.ask(page, role, "GET", OWN, kwargs_of(page, it.our)),
                it.beside.ask(page, role, "GET", MIRRORED, kwargs_of(page, it.their)),
            )
    for growth in GROWING:
        if growth.day == day:
            found.grown[growth.page] = growth.looked_at(it)


def look_once(scene: Scene, found: Seen) -> None:
    """The pages of signing in, and the planted ones."""
    it = Looker(scene, "beside")
    found.doors += it.look("")
    with override_settings(ROOT_URLCONF="tests.house.planted"):
        found.planted += it.look("planted")
        found.planted_mirrored += it.mirror("planted")
        found.people |= {(page, role): person for page, role, person in it.who("planted")}
