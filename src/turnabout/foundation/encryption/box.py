"""The sealed ballot box: answers anybody can put in and only the key holders together can take out.

An entry is HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) over answers padded to one size, bound to the
person and the questionnaire. The private key exists only while a box is opened; at rest it is split, once for
each set of holders that may open together, into random shares whose XOR it is, each under Argon2id of its
holder's passphrase. Nothing here logs, and nothing that holds a secret shows it, pickles it or stands in the
traceback of an error.
"""

from __future__ import annotations

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from typing import Any, Final, NoReturn, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

Found = TypeVar("Found")

SHORTEST_PASSPHRASE: Final = 12
KEY_BYTES: Final = 32

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_VERSION: Final = b"\x01"
_PURPOSE: Final = b"turnabout ballot box 1\x00"
_LENGTH: Final = 4
_OVERHEAD: Final = len(_VERSION) + KEM.X25519.enc_length() + 16 + _LENGTH
_NONCE: Final = 12
_SOLE: Final = "holder"
# RFC 9106, second recommended choice: 64 MiB, three passes, four lanes.
_COST: Final = {"memory": 64 * 1024, "passes": 3, "lanes": 4}
_MOST_COST: Final = {"memory": 1024 * 1024, "passes": 16, "lanes": 16}


class BoxError(Exception):
    """Something about the ballot box cannot be done; the message holds no answer, key or passphrase."""


class TooLong(BoxError):
    """The answers do not fit the questionnaire's one size: `longest` are the questions to shorten, longest first."""

    def __init__(self, over: int, longest: tuple[str, ...]) -> None:
        self.over, self.longest = over, longest
        super().__init__(f"The answers are {over} bytes too long to be sealed. Shorten {', '.join(longest)}.")


class CannotSeal(BoxError):
    """The answers, the key or what they are to be bound to is not of the right kind."""


class CannotOpen(BoxError):
    """The entry or the stored key was damaged, belongs to somebody else or to another questionnaire."""


class WrongPassphrase(BoxError):
    """A passphrase does not open its holder's share, or too few holders are there to open together."""


class WeakPassphrase(BoxError):
    """The passphrase is too short to protect the key."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """A box's public key (32 bytes) and the private key under its holders' passphrases; both may be stored."""

    public: bytes
    protected: bytes


class PrivateKey:
    """The key that opens entries. It lives in memory while a box is opened and cannot be shown or stored."""

    __slots__ = ("_key",)

    def __init__(self, raw: bytes) -> None:
        self._key = X25519PrivateKey.from_private_bytes(raw)

    def __repr__(self) -> str:
        return "<PrivateKey: hidden>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("The key of a ballot box is not stored or sent anywhere.")

    @property
    def public(self) -> bytes:
        """The public key it belongs to."""
        return self._key.public_key().public_bytes_raw()


def make_keys(passphrase: str) -> Keys:
    """A new pair of keys for one holder. One holder is for demo and rehearsal; the caller refuses real people.

    Raises `WeakPassphrase` below twelve characters.
    """
    found = _make({_SOLE: passphrase}, 1)
    del passphrase
    return _or_raise(found)


def make_shared_keys(passphrases: Mapping[str, str], *, together: int) -> Keys:
    """A new pair of keys for several holders, any `together` of whom can open and fewer cannot.

    Raises `WeakPassphrase` below twelve characters, `ValueError` for fewer holders than must come together.
    """
    if not 1 <= together <= len(passphrases):
        raise ValueError(f"{together} of {len(passphrases)} holders cannot open a box. Invite more holders.")
    found = _make(passphrases, together)
    del passphrases
    return _or_raise(found)


def unlock(protected: bytes, passphrase: str) -> PrivateKey:
    """The private key of a box with one holder. Raises as `unlock_together`."""
    found = _unlock(protected, {_SOLE: passphrase})
    del passphrase
    return _or_raise(found)


def unlock_together(protected: bytes, passphrases: Mapping[str, str]) -> PrivateKey:
    """The private key, from the passphrases of enough holders at once.

    Raises `WrongPassphrase` if one is wrong or too few are given, `CannotOpen` if the stored key is damaged.
    """
    found = _unlock(protected, passphrases)
    del passphrases
    return _or_raise(found)


def sealed_length(size: int) -> int:
    """How many bytes every entry of a questionnaire takes whose answers take up to `size`."""
    return size + _OVERHEAD


def seal(answers: Mapping[str, Any], public_key: bytes, *, info: bytes, size: int) -> bytes:
    """One person's answers as an entry of exactly `sealed_length(size)` bytes, whatever they wrote.

    `answers` map questions to anything JSON can hold; `size` is the most bytes that any answers the
    questionnaire allows take as JSON without spaces; `info` names person, questionnaire and version, and must
    be given again to open. Raises `TooLong`, or `CannotSeal` for what is no answer or no key.
    """
    found = _seal(answers, public_key, info, size)
    del answers
    return _or_raise(found)


def open_sealed(sealed: bytes, key: PrivateKey, *, info: bytes) -> dict[str, Any]:
    """The answers in an entry.

    Raises `CannotOpen` if it was changed in any byte, sealed to another key, or bound to another person,
    questionnaire or version than `info` says.
    """
    found = _open(sealed, key, info)
    if found is None:
        raise CannotOpen("An entry cannot be opened: it was changed, or belongs to somebody or something else.")
    return found


# What follows returns its faults, so that no frame that holds an answer or a key hangs on an error.


def _or_raise(found: Found | BoxError) -> Found:
    if isinstance(found, BoxError):
        raise found
    return found


def _make(passphrases: Mapping[str, str], together: int) -> Keys | BoxError:
    if not all(len(_composed(words)) >= SHORTEST_PASSPHRASE for words in passphrases.values()):
        return WeakPassphrase(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters. Use several words.")
    private = X25519PrivateKey.generate()
    public, secret = private.public_key().public_bytes_raw(), private.private_bytes_raw()
    holders = {name: {"salt": os.urandom(16).hex(), **_COST} for name in sorted(passphrases)}
    locks = {name: _lock(passphrases[name], how) for name, how in holders.items()}
    openings = []
    for names in combinations(holders, together):
        shares = [os.urandom(KEY_BYTES) for _ in names[1:]]
        shares.insert(0, reduce(_xor, shares, secret))
        protected = {}
        for name, share in zip(names, shares, strict=True):
            nonce = os.urandom(_NONCE)
            sealed = nonce + locks[name].encrypt(nonce, share, _bound(public, name, names))
            protected[name] = b64encode(sealed).decode()
        openings.append(protected)
    record = {"version": 1, "public": public.hex(), "holders": holders, "openings": openings}
    return Keys(public, json.dumps(record, sort_keys=True).encode())


def _seal(answers: Mapping[str, Any], public_key: bytes, info: bytes, size: int) -> bytes | BoxError:
    if not info:
        return CannotSeal("An entry must be bound to its person and questionnaire. Give both as `info`.")
    if not all(isinstance(name, str) for name in answers):
        return CannotSeal("Answers are named by the code of their question.")
    try:
        parts = {name: len(_json({name: value})) for name, value in answers.items()}
        plain = _json(dict(answers))
        to = X25519PublicKey.from_public_bytes(public_key)
    except (TypeError, ValueError, RecursionError):
        return CannotSeal("The answers hold something that cannot be written as text, or the key is no public key.")
    if len(plain) > size:
        return _too_long(len(plain) - size, parts)
    padded = len(plain).to_bytes(_LENGTH) + plain + bytes(size - len(plain))
    try:
        return _VERSION + _SUITE.encrypt(padded, to, info=_PURPOSE + info)
    except ValueError:
        return CannotSeal("The public key cannot be used. Make the box's keys again.")


def _too_long(over: int, parts: Mapping[str, int]) -> TooLong:
    """Name as many of the longest answers as it takes to be rid of what is too much."""
    longest: list[str] = []
    for name in sorted(parts, key=lambda each: (-parts[each], each)):
        longest.append(name)
        if sum(parts[each] for each in longest) > over:
            break
    return TooLong(over, tuple(longest))


def _open(sealed: bytes, key: PrivateKey, info: bytes) -> dict[str, Any] | None:
    if sealed[:1] != _VERSION:
        return None
    try:
        padded = _SUITE.decrypt(sealed[1:], key._key, info=_PURPOSE + info)
    except (InvalidTag, ValueError):
        return None
    end = _LENGTH + int.from_bytes(padded[:_LENGTH])
    if end > len(padded) or any(padded[end:]):
        return None
    try:
        answers = json.loads(padded[_LENGTH:end])
    except ValueError:
        return None
    return answers if isinstance(answers, dict) else None


def _unlock(protected: bytes, passphrases: Mapping[str, str]) -> PrivateKey | BoxError:
    try:
        record = json.loads(protected)
        public, holders, openings = bytes.fromhex(record["public"]), record["holders"], record["openings"]
        opening = next((each for each in openings if set(each) <= set(passphrases)), None)
        if opening is None:
            together = min(len(each) for each in openings)
            return WrongPassphrase(f"{together} of its holders must come together to open this box.")
        locks = {name: _lock(passphrases[name], holders[name]) for name in opening}
        shares = []
        for name, share in opening.items():
            stored = b64decode(share, validate=True)
            bound = _bound(public, name, tuple(sorted(opening)))
            shares.append(locks[name].decrypt(stored[:_NONCE], stored[_NONCE:], bound))
        key = PrivateKey(reduce(_xor, shares))
    except InvalidTag:
        return WrongPassphrase("A passphrase does not open its share of the key. Check it and try again.")
    except (ValueError, KeyError, TypeError, AttributeError):
        return CannotOpen("The stored key of the box is damaged. Restore it from a backup.")
    return key if key.public == public else CannotOpen("The stored key of the box belongs to another box.")


def _lock(passphrase: str, how: Mapping[str, Any]) -> AESGCM:
    """The cipher that protects one holder's shares."""
    if any(not 0 < how[name] <= most for name, most in _MOST_COST.items()):
        raise ValueError("The stored cost of the passphrase is out of bounds.")
    derive = Argon2id(
        salt=bytes.fromhex(how["salt"]),
        length=KEY_BYTES,
        iterations=how["passes"],
        lanes=how["lanes"],
        memory_cost=how["memory"],
    )
    return AESGCM(derive.derive(_composed(passphrase).encode()))


def _composed(passphrase: str) -> str:
    """The passphrase as it is however it was typed: an accent may arrive as one sign or as two."""
    return unicodedata.normalize("NFKC", passphrase)


def _bound(public: bytes, name: str, names: tuple[str, ...]) -> bytes:
    return _json([public.hex(), name, *names])


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()
