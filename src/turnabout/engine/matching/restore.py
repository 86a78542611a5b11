"""Stored problems and results read back, so that an answer can be judged again from its record alone."""

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from turnabout.engine.matching.errors import BadRecord
from turnabout.engine.matching.problem import Problem
from turnabout.engine.matching.result import Result

Kind = TypeVar("Kind")


def problem_from_data(data: Any) -> Problem:
    """Return the problem that `as_data` turned into this data.

    Raises BadRecord if anything is missing, superfluous or of the wrong type, ProblemRefused if it
    contradicts itself.
    """
    return _read(Problem, data, "problem")


def result_from_data(data: Any) -> Result:
    """Return the result that `as_data` turned into this data; `solved_by` is lost. Same errors as above.

    Nothing is believed by being read: hand it to `verify`.
    """
    return _read(Result, data, "result")


def _read(kind: type[Kind], data: Any, where: str) -> Kind:
    hints = get_type_hints(kind)
    fields: dict[str, Any] = getattr(kind, "__dataclass_fields__")  # noqa: B009
    recorded = {name for name, field in fields.items() if field.metadata.get("recorded", True)}
    if not isinstance(data, Mapping) or set(data) != recorded:
        found = sorted(data) if isinstance(data, Mapping) else type(data).__name__
        raise BadRecord(f"The stored {where} should have {', '.join(sorted(recorded))}; it has {found}.")
    return kind(**{name: _value(hints[name], data[name], f"{where}.{name}") for name in sorted(recorded)})


def _value(kind: Any, data: Any, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if data is None else _value(next(one for one in inner if one is not type(None)), data, where)
    if origin is frozenset:
        return frozenset(_items(data, where, lambda item, at: _value(inner[0], item, at)))
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(_items(data, where, lambda item, at: _value(inner[0], item, at)))
    if origin is tuple:
        items = _items(data, where, lambda item, at: item)
        if len(items) != len(inner):
            raise BadRecord(f"The stored {where} should have {len(inner)} parts; it has {len(items)}.")
        return tuple(_value(one, item, where) for one, item in zip(inner, items, strict=True))
    if hasattr(kind, "__dataclass_fields__"):
        return _read(kind, data, where)
    if type(data) is not kind:
        raise BadRecord(f"The stored {where} should be {kind.__name__}; it is {type(data).__name__}.")
    return data


def _items(data: Any, where: str, read: Callable[[Any, str], Any]) -> list[Any]:
    if not isinstance(data, list | tuple):
        raise BadRecord(f"The stored {where} should be a list; it is {type(data).__name__}.")
    return [read(item, f"{where}[{position}]") for position, item in enumerate(data)]
