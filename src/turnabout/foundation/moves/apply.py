"""The one function that changes a status: lock, table, guard, compare-and-swap, history, listeners, notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from turnabout.engine.workflow import Move, Table
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit import trail
from turnabout.foundation.moves.fields import StatusField
from turnabout.foundation.moves.models import StatusChange

if TYPE_CHECKING:
    from turnabout.foundation.accounts.models import Person

Listener = Callable[[Any, StatusChange], None]
Notifier = Callable[..., None]
_listeners: dict[tuple[str, str], list[Listener]] = defaultdict(list)
_notifier: list[Notifier] = []
TABLES: dict[str, Table] = {}
"""Every table of the program by its name, for the house tests and the generated reference."""


def register(table: Table) -> Table:
    """Make `table` known; returns it, so that `TABLE = register(Table(...))` reads well."""
    TABLES[table.name] = table
    return table


def on(table: str, move: str) -> Callable[[Listener], Listener]:
    """Have a later room's function called, in the same transaction, after `move` of `table` was made."""

    def add(listener: Listener) -> Listener:
        if listener not in _listeners[table, move]:
            _listeners[table, move].append(listener)
        return listener

    return add


def notify_with(notifier: Notifier) -> None:
    """Set what is called for each notice of a move: `notifier(kind, thing=, by=, now=)`."""
    _notifier[:] = [notifier]


def apply(
    table: Table, thing: Any, name: str, *, by: Person | Outside, now: datetime, reason: str = ""
) -> StatusChange:
    """Make the move `name` of `table` on `thing` and return its history row. Inside an action only.

    `reason` is a code from the thing's fixed list, never free text. Raises `Refused` when the table has no such
    move from the thing's present status, when its guard says no, or when somebody else moved it a moment ago.
    """
    trail.inside()
    move = table.move(name)
    model = type(thing)
    column = _column(model)
    # Its key is left alone, so that others may still refer to it meanwhile: they wait for what it leads to instead.
    locked = model._default_manager.select_for_update(no_key=True).filter(pk=thing.pk)
    stored = locked.values_list(column, flat=True).first()
    if stored not in move.sources:
        raise Refused(_already(table, stored))
    setattr(thing, column, stored)
    require(guard_of(table, move)(by, thing, now))
    rows = model._default_manager.filter(pk=thing.pk, **{column: stored}).update(**{column: move.target})
    if rows != 1:
        raise Refused(_already(table, stored))
    setattr(thing, column, move.target)
    change = _remember(table, thing, move, stored, by, now, reason)
    trail.gather("moves", f"{table.name} {thing.pk} {move.name}")
    for listener in _listeners[table.name, move.name]:
        listener(thing, change)
    for kind in move.notice:
        for notifier in _notifier:
            notifier(kind, thing=thing, by=by, now=now)
    return change


def guard_of(table: Table, move: Move) -> Callable[..., Any]:
    """The `may_<verb>` function that decides whether `move` may be made; found by its name in the table's room."""
    guard: Callable[..., Any] = import_string(f"turnabout.{table.room}.permissions.{move.guard}")
    return guard


def history(table: Table, thing: models.Model) -> list[StatusChange]:
    """Every move made on `thing`, oldest first."""
    return list(StatusChange.objects.filter(table=table.name, thing_id=str(thing.pk)).order_by("number"))


def _column(model: type[models.Model]) -> str:
    return next(field.attname for field in model._meta.concrete_fields if isinstance(field, StatusField))


def _already(table: Table, stored: str | None) -> str:
    if stored is None:
        return _("This no longer exists. Go back and look again.")
    label = table.status(stored).label
    return _("This is now “%(status)s”, so that can no longer be done. Go back and look again.") % {"status": label}


def _remember(
    table: Table, thing: Any, move: Move, source: str, by: Person | Outside, now: datetime, reason: str
) -> StatusChange:
    rows = StatusChange.objects.filter(table=table.name, thing_id=str(thing.pk))
    return StatusChange.objects.create(
        table=table.name,
        thing_id=str(thing.pk),
        move=move.name,
        source=source,
        target=move.target,
        at=now,
        by_id=by.id,
        by_label=by.label,
        reason=reason,
        number=rows.count() + 1,
    )
