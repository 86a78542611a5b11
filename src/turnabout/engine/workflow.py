"""Tables of statuses and legal moves, as data that can be checked, run and drawn.

A table says which statuses a thing can have and which moves lead from one to another. It decides nothing
by itself: `turnabout.foundation.moves` applies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Words: TypeAlias = Any
"""What people read: a string, or the promise of one that is translated when it is shown."""


@dataclass(frozen=True, slots=True)
class Status:
    """One status: `name` is stored, `label` is read by people, `colour` is an NHS tag colour, `owner` acts next."""

    name: str
    label: Words
    colour: str
    owner: str
    end: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One legal move, named for what happened ("submit", "withdraw").

    `who` names the roles that may make it, `guard` the `may_<verb>` function that decides, `evidence` what is
    kept as proof, `event` the audit event, `notice` the message types that tell people about it.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    guard: str
    evidence: str
    event: str
    notice: tuple[str, ...] = ()


class BadTable(ValueError):
    """A table contradicts itself: the message lists every fault."""


@dataclass(frozen=True)
class Table:
    """The whole life of one kind of thing.

    `name` is `room.thing` ("applications.application"); the first status is where a thing starts.
    Raises `BadTable` when a move names an unknown status, a name stands twice, a status cannot be reached,
    or a status that is not an end has no way to one.
    """

    name: str
    statuses: tuple[Status, ...]
    moves: tuple[Move, ...]
    _by_name: Mapping[str, Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {move.name: move for move in self.moves})
        if faults := list(self._faults()):
            raise BadTable(f"{self.name}: " + "; ".join(faults))

    @property
    def room(self) -> str:
        """The room that owns the table: what stands before the last dot of its name."""
        return self.name.rpartition(".")[0]

    @property
    def start(self) -> Status:
        """The status that a new thing has."""
        return self.statuses[0]

    def move(self, name: str) -> Move:
        """The move called `name`; `KeyError` with the moves that exist when there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            raise KeyError(f"{self.name} has no move {name!r}; it has {sorted(self._by_name)}") from None

    def status(self, name: str) -> Status:
        """The status called `name`; `KeyError` when there is none."""
        for status in self.statuses:
            if status.name == name:
                return status
        raise KeyError(f"{self.name} has no status {name!r}")

    def leaving(self, name: str) -> tuple[Move, ...]:
        """Every move that may be made from the status called `name`."""
        return tuple(move for move in self.moves if name in move.sources)

    def choices(self) -> list[tuple[str, str]]:
        """The statuses as (stored name, label) pairs for a form or a model field."""
        return [(status.name, status.label) for status in self.statuses]

    def _faults(self) -> Iterator[str]:
        names = [status.name for status in self.statuses]
        yield from _twice("status", names)
        yield from _twice("move", [move.name for move in self.moves])
        for move in self.moves:
            for status in (*move.sources, move.target):
                if status not in names:
                    yield f"move {move.name} names the unknown status {status}"
        forward = {name: {move.target for move in self.leaving(name)} for name in names}
        backward = {name: {move_from for move_from in names if name in forward[move_from]} for name in names}
        reached = _reach({names[0]}, forward)
        ending = _reach({status.name for status in self.statuses if status.end}, backward)
        yield from (f"status {name} cannot be reached" for name in names if name not in reached)
        yield from (f"status {name} has no way to an end" for name in names if name not in ending)


def _twice(kind: str, names: list[str]) -> Iterator[str]:
    yield from (f"{kind} {name} stands twice" for name in sorted({n for n in names if names.count(n) > 1}))


def _reach(seeds: Iterable[str], steps: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(seeds)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(steps.get(name, ()))
    return seen
