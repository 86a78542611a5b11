"""The column type of every encrypted field."""

from __future__ import annotations

from typing import Any

from django.db import models


class EncryptedField(models.BinaryField):
    """A value that is stored encrypted. Write it with `vault.lock`, read it with `vault.unlock`.

    The model needs a UUID primary key and a method `key_owner() -> UUID` naming whose key locks its fields.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", b"")
        super().__init__(*args, **kwargs)
