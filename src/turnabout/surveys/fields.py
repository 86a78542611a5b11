"""The column of a sealed entry."""

from __future__ import annotations

from turnabout.foundation.encryption.fields import EncryptedField


class SealedField(EncryptedField):
    """Answers sealed to the holders' key. The server made it and cannot open it: there is no `unlock` for it."""
