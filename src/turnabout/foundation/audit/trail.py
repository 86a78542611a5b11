"""The front door of every write: one action, one transaction, one audit line.

    @action("application.submitted", about="application")
    def submit(*, application: Application, by: Person, now: datetime) -> Application: ...

A refusal or an error rolls everything back and leaves no line; if the line cannot be written the deed is undone.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from turnabout.foundation.audit.models import AuditEvent

P = ParamSpec("P")
R = TypeVar("R")
LONGEST_NOTE = 200


class OutsideAction(RuntimeError):
    """Something that only an action may do was tried outside one."""


@dataclass
class _Frame:
    event: str
    details: dict[str, Any] = field(default_factory=dict)


_frame: ContextVar[_Frame | None] = ContextVar("action under way", default=None)
ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action of the program by its full name, for the house tests and the generated reference."""


def action(event: str, *, about: str = "", by_the_day: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function with `by` and `now` an action that leaves one line called `event`.

    The line is about the argument called `about`, else about the model instance that the function returns.
    `by_the_day` keeps only the day of `now` in the line. An action called within another leaves its own line.
    """

    def wrap(deed: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(deed)
        missing = {"by", "now"} - set(signature.parameters)
        if missing or any(p.kind is not p.KEYWORD_ONLY for p in signature.parameters.values()):
            raise TypeError(f"{deed.__qualname__} must take keyword-only arguments, `by` and `now` among them.")

        @functools.wraps(deed)
        def run(*args: P.args, **given: P.kwargs) -> R:
            at: Any = given["now"]
            with transaction.atomic():
                frame = _Frame(event)
                reset = _frame.set(frame)
                try:
                    result = deed(*args, **given)
                finally:
                    _frame.reset(reset)
                thing: Any = given.get(about) if about else result
                AuditEvent.append(
                    event,
                    by=given["by"],  # type: ignore[arg-type]
                    at=at.replace(hour=0, minute=0, second=0, microsecond=0) if by_the_day else at,
                    thing=thing if isinstance(thing, models.Model) else None,
                    details=frame.details,
                )
            return result

        run.audit_event = event  # type: ignore[attr-defined]
        ACTIONS[f"{deed.__module__}.{deed.__qualname__}"] = run
        return run

    return wrap


def note(**details: Any) -> None:
    """Add labels, ids or numbers to the line of the action under way; never words that a person wrote."""
    frame = inside()
    for name, value in details.items():
        if isinstance(value, str) and len(value) > LONGEST_NOTE:
            raise ValueError(f"The note {name!r} is too long for the audit trail, which holds labels and ids only.")
        frame.details[name] = value


def gather(name: str, value: str) -> None:
    """Add `value` to the list called `name` in the line of the action under way."""
    inside().details.setdefault(name, []).append(value)


def last_link() -> str:
    """The link of the trail's last line; "" before there is one. As long as it is the same, nothing was written.

    One query. Lines are committed in their order, so what is read after this is at least as new.
    """
    return AuditEvent.objects.order_by("-number").values_list("chained", flat=True).first() or ""


def inside() -> _Frame:
    """The action under way; `OutsideAction` when there is none."""
    frame = _frame.get()
    if frame is None:
        raise OutsideAction("This may only be done inside an action (a function marked with @action).")
    return frame


def is_inside() -> bool:
    """Whether an action is under way."""
    return _frame.get() is not None
