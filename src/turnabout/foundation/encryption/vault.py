"""Field encryption with a key per owner: AES-256-GCM under a data key that AES key wrap (RFC 3394) protects.

The table, row, field and format version are authenticated with each value, so a value moved to another row,
field or person cannot be read there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import models

from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.audit import trail
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.encryption.models import DataKey

if TYPE_CHECKING:
    from turnabout.foundation.accounts.models import Person

FORMAT = b"\x01"
NONCE = 12
STEP = 256
"""Bytes to which a text is filled up with blanks: a short list's length would tell which strand stands in it."""


class Unreadable(Exception):
    """A stored value cannot be decrypted: it was tampered with, moved, or its key was shredded."""


class Locked(Protocol):
    """A model instance with encrypted fields."""

    pk: Any
    _meta: ClassVar[Any]

    def key_owner(self) -> UUID: ...


def lock(instance: Locked, field: str, value: Any) -> None:
    """Put `value` (anything JSON can hold; None or empty clears) encrypted into `field`; the caller saves."""
    if value in (None, "", [], {}):
        setattr(instance, field, b"")
        return
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % STEP)
    nonce = os.urandom(NONCE)
    sealed = AESGCM(_key_of(instance.key_owner(), make=True)).encrypt(nonce, text, _bound_to(instance, field))
    setattr(instance, field, FORMAT + nonce + sealed)


def unlock(instance: Locked, field: str, *, by: Person | Outside, purpose: str) -> Any:
    """The value in `field`, None when empty. A reader who is not the owner leaves an audit line saying why."""
    return unlock_many([instance], field, by=by, purpose=purpose)[0]


def unlock_many(instances: Iterable[Locked], field: str, *, by: Person | Outside, purpose: str) -> list[Any]:
    """The values in `field` of several rows, in their order, for one stated purpose and one audit line.

    An empty field leaves the same line as a full one, so that the trail does not tell who had something to say.
    Raises `Unreadable` when a value was tampered with, moved from another row, or its key was shredded.
    """
    rows = list(instances)
    _tell([row for row in rows if row.key_owner() != by.id], field, by, purpose)
    keys = _keys_of({row.key_owner() for row in rows if getattr(row, field)})
    return [_open(row, field, keys) for row in rows]


def shred(owner: UUID) -> None:
    """Destroy the owner's key: everything locked under it, wherever a copy lies, is unreadable for ever."""
    trail.inside()
    DataKey.objects.filter(owner=owner).delete()


def _tell(rows: list[Any], field: str, by: Person | Outside, purpose: str) -> None:
    if not rows:
        return
    what = f"{rows[0]._meta.label_lower}.{field}"
    if trail.is_inside():
        trail.gather("read", f"{what} x{len(rows)} for {purpose}")
        return
    AuditEvent.append(
        "sensitive.read",
        by=by,
        at=clock.now(),
        thing=rows[0] if len(rows) == 1 and isinstance(rows[0], models.Model) else None,
        details={"what": what, "rows": len(rows), "purpose": purpose},
    )


def _open(instance: Any, field: str, keys: dict[UUID, bytes]) -> Any:
    stored = bytes(getattr(instance, field) or b"")
    if not stored:
        return None
    key = keys.get(instance.key_owner())
    if key is None or stored[:1] != FORMAT:
        raise Unreadable(f"{instance._meta.label}.{field} cannot be read: its key is gone or its format is unknown.")
    try:
        text = AESGCM(key).decrypt(stored[1 : 1 + NONCE], stored[1 + NONCE :], _bound_to(instance, field))
    except InvalidTag as fault:
        raise Unreadable(f"{instance._meta.label}.{field} was changed or moved from where it was written.") from fault
    return json.loads(text)


def _bound_to(instance: Any, field: str) -> bytes:
    return f"{instance._meta.label_lower}|{instance.pk}|{field}|{FORMAT[0]}".encode()


def _key_of(owner: UUID, *, make: bool) -> bytes:
    keys = _keys_of({owner})
    if owner not in keys and make:
        key = AESGCM.generate_key(256)
        wrapped = aes_key_wrap(settings.DATA_KEY_ENCRYPTION_KEY, key)
        DataKey.objects.get_or_create(owner=owner, defaults={"wrapped": wrapped})
        return _keys_of({owner})[owner]
    return keys[owner]


def _keys_of(owners: set[UUID]) -> dict[UUID, bytes]:
    rows = DataKey.objects.filter(owner__in=owners).values_list("owner", "wrapped")
    try:
        return {owner: aes_key_unwrap(settings.DATA_KEY_ENCRYPTION_KEY, bytes(wrapped)) for owner, wrapped in rows}
    except InvalidUnwrap as fault:
        raise Unreadable("The installation's key does not open the stored data keys: is it the right one?") from fault
