"""Frozen dataclasses as canonical JSON, so that equal things have equal bytes and equal digests."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

FORMAT = 1


def as_data(value: Any) -> Any:
    """Turn a frozen dataclass into plain dictionaries, lists, strings, whole numbers, booleans and None.

    Sets become sorted lists. Fields marked `metadata={"recorded": False}` are left out: they say how an
    answer was found, not what it is. Raises TypeError for anything else, floats included.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        recorded = (field for field in fields(value) if field.metadata.get("recorded", True))
        return {field.name: as_data(getattr(value, field.name)) for field in recorded}
    if isinstance(value, frozenset):
        return sorted(as_data(item) for item in value)
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form here; use whole numbers, strings and tuples.")


def canonical(value: Any) -> bytes:
    """Return the one spelling of `value` as JSON: sorted keys, no spaces, ASCII. Same errors as `as_data`."""
    wrapped = {"format": FORMAT, "is": type(value).__name__, "value": as_data(value)}
    return json.dumps(wrapped, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def digest_of(value: Any) -> str:
    """Return the SHA-256 of `canonical(value)` as 64 hexadecimal characters."""
    return hashlib.sha256(canonical(value)).hexdigest()
