"""Asking every address of the site for a page, as everybody, and keeping what came back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from turnabout.foundation import clock
from turnabout.foundation.design import navigation

THE_REST = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
"""The methods beside GET and POST."""
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\W?(\w+)", re.IGNORECASE)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
MARK = re.compile(rb"zqx(\d{5})")
OWN, THEIRS, ABSENT = "own", "another programme's", "absent"
MIRRORED = "own, in the other programme"


@dataclass(frozen=True, slots=True)
class Door:
    """One address of the URLconf: its full name, its view, and what its address is made with."""

    name: str
    view: Callable[..., Any]
    needs: tuple[str, ...]

    @property
    def room(self) -> str:
        return self.name.partition(":")[0] if ":" in self.name else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person got for one request.

    `body` is a digest, `marks` are the private texts that it showed, `shown` are those of the words looked for that
    it showed, `wrote` the tables it wrote to, and `queries` how often it asked the database.
    """

    page: str
    role: str
    method: str
    whose: str
    status: int | str
    body: str = ""
    marks: frozenset[int] = frozenset()
    wrote: tuple[str, ...] = ()
    kept: str = ""
    size: int = 0
    shown: frozenset[str] = frozenset()
    queries: int = 0

    def __str__(self) -> str:
        return f"{self.method} {self.page} ({self.whose}) as {self.role}"


def doors(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[Door]:
    """Every address below `patterns`, through every include."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inside = f"{before}{one.namespace}:" if one.namespace else before
            yield from doors(one.url_patterns, inside)
        else:
            yield Door(f"{before}{one.name or one.pattern}", one.callback, tuple(one.pattern.converters))


@dataclass
class Visitors:
    """One client for each role, signed in once; every request leaves the database and the client as they were."""

    people: Mapping[str, Any]
    words: Collection[str] = ()
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role, person in self.people.items():
            self.clients[role] = Client()
            if person is not None:
                self.clients[role].force_login(person)
                for source in navigation._sources:
                    source(person, clock.now())

    def ask(self, door: Door, role: str, method: str, whose: str, kwargs: Mapping[str, Any]) -> Answer:
        """One request, with nothing in its form, and everything about the answer that a test judges."""
        asked = _Asked()
        try:
            with connection.execute_wrapper(asked):
                response = self.fetch(role, method, reverse(door.name, kwargs=dict(kwargs)))
        except Exception as fault:
            return Answer(door.name, role, method, whose, f"{type(fault).__name__}: {fault}")
        body = TOKEN.sub(b"", response.content)
        return Answer(
            door.name,
            role,
            method,
            whose,
            _status(response),
            sha256(body).hexdigest(),
            frozenset(int(number) for number in MARK.findall(body)),
            tuple(asked.wrote),
            response.get("Cache-Control", ""),
            len(body),
            frozenset(word for word in self.words if word.encode() in body),
            asked.queries,
        )

    def fetch(self, role: str, method: str, address: str) -> Any:
        """The response itself; the database and the client are left as they were."""
        client = self.clients[role]
        cookies = client.cookies.copy()
        before = transaction.savepoint()
        try:
            return client.generic(method, address)
        finally:
            transaction.savepoint_rollback(before)
            transaction.savepoint_commit(before)
            client.cookies = cookies


@contextmanager
def links_kept() -> Iterator[None]:
    """Ask the rooms once for a person's links across the top: they are the same on every page of a moment."""
    sources, known = navigation._sources[:], dict[Any, list[Any]]()

    def kept(person: Any, now: Any) -> list[Any]:
        if (person.pk, now) not in known:
            known[person.pk, now] = [link for source in sources for link in source(person, now)]
        return known[person.pk, now]

    navigation._sources[:] = [kept]
    try:
        yield
    finally:
        navigation._sources[:] = sources


class _Asked:
    """How often a request asks the database, and the tables that it writes to."""

    def __init__(self) -> None:
        self.wrote: list[str] = []
        self.queries = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.queries += "SAVEPOINT" not in sql
        if found := WRITES.match(sql):
            self.wrote.append(found[2])
        return execute(sql, params, many, context)


def _status(response: Any) -> int | str:
    to = response.get("Location", "")
    sign_in = reverse(settings.LOGIN_URL)
    return "login" if response.status_code == 302 and to.startswith(sign_in) else int(response.status_code)
