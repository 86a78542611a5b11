"""One-time links: only the digest of their secret is ever stored."""

from __future__ import annotations

import hashlib
import hmac


def digest_of(token: str) -> str:
    """SHA-256 of the secret, in hex. The secret has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def fits(token: str, digest: str) -> bool:
    """Whether `token` is the secret of the link whose digest was stored."""
    return bool(digest) and hmac.compare_digest(digest_of(token), digest)
