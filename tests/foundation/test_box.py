"""The ballot box: anybody can put in, only the holders together can take out, and every entry looks the same."""

from __future__ import annotations

import ast
import json
import logging
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from turnabout.foundation.encryption import box
from turnabout.foundation.encryption.box import (
    CannotOpen,
    CannotSeal,
    Keys,
    PrivateKey,
    TooLong,
    WeakPassphrase,
    WrongPassphrase,
    make_keys,
    make_shared_keys,
    open_sealed,
    seal,
    sealed_length,
    unlock,
    unlock_together,
)

IN_EARNEST = dict(box._COST)
PASSPHRASE = "seven quiet herons"
INFO = b"questionnaire 7|person 12|end|1"
SIZE = 1024
HOLDERS = {"guardian": "first of three words", "officer": "second of three words", "union": "third of three words"}


@pytest.fixture(scope="module", autouse=True)
def cheap_passphrases() -> Iterator[None]:
    """The least work a passphrase can cost; what it costs in earnest has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(box, "_COST", {"memory": 64, "passes": 1, "lanes": 1})
        yield


@pytest.fixture(scope="module")
def keys() -> Keys:
    return make_keys(PASSPHRASE)


@pytest.fixture(scope="module")
def key(keys: Keys) -> PrivateKey:
    return unlock(keys.protected, PASSPHRASE)


@pytest.fixture(scope="module")
def shared() -> Keys:
    return make_shared_keys(HOLDERS, together=2)


# Entries


def test_what_was_put_in_comes_out(keys: Keys, key: PrivateKey) -> None:
    answers = {"E-M01": 5, "E-B01": None, "E-M16c": "Hear “us” first.\nThen act. \U0001f426", "several": ["a", "b"]}
    assert open_sealed(seal(answers, keys.public, info=INFO, size=SIZE), key, info=INFO) == answers


def test_every_entry_has_the_same_length_whatever_was_written(keys: Keys, key: PrivateKey) -> None:
    room = SIZE - len('{"E-M16c":""}')
    for length in [*range(0, 40), *range(40, room, 97), room - 1, room]:
        answers = {"E-M16c": "x" * length}
        sealed = seal(answers, keys.public, info=INFO, size=SIZE)
        assert len(sealed) == sealed_length(SIZE)
        assert open_sealed(sealed, key, info=INFO) == answers
    assert len(seal({}, keys.public, info=INFO, size=SIZE)) == sealed_length(SIZE)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(st.text(max_size=8), st.none() | st.integers(1, 5) | st.text(max_size=60), max_size=6))
def test_any_answers_come_out_as_they_went_in_at_one_length(
    keys: Keys, key: PrivateKey, answers: dict[str, Any]
) -> None:
    sealed = seal(answers, keys.public, info=INFO, size=8192)
    assert len(sealed) == sealed_length(8192)
    assert open_sealed(sealed, key, info=INFO) == answers


def test_the_same_answers_never_look_the_same(keys: Keys) -> None:
    assert len({seal({"E-M01": 5}, keys.public, info=INFO, size=SIZE) for _ in range(20)}) == 20


def test_the_order_in_which_questions_were_answered_is_not_kept(keys: Keys, key: PrivateKey) -> None:
    one = seal({"a": 1, "b": 2}, keys.public, info=INFO, size=SIZE)
    two = seal({"b": 2, "a": 1}, keys.public, info=INFO, size=SIZE)
    assert list(open_sealed(one, key, info=INFO)) == list(open_sealed(two, key, info=INFO))


def test_answers_that_do_not_fit_say_what_to_shorten(keys: Keys) -> None:
    answers = {"E-M01": 5, "E-M16a": "y" * 600, "E-M16c": "x" * 900}
    with pytest.raises(TooLong, match=r"Shorten E-M16c\.") as refusal:
        seal(answers, keys.public, info=INFO, size=SIZE)
    assert refusal.value.longest == ("E-M16c",)
    assert refusal.value.over == len(json.dumps(answers, separators=(",", ":"))) - SIZE
    with pytest.raises(TooLong) as both:
        seal(answers, keys.public, info=INFO, size=60)
    assert both.value.longest == ("E-M16c", "E-M16a")


@pytest.mark.parametrize(
    "answers",
    [
        {"E-M01": float("nan")},
        {"E-M01": object()},
        {"E-M01": {1, 2}},
        {"E-M16c": "half a sign \ud83d"},
        {5: "E-M01"},
        {None: 5},
    ],
)
def test_what_is_no_answer_is_refused(keys: Keys, answers: dict[Any, Any]) -> None:
    with pytest.raises(CannotSeal):
        seal(answers, keys.public, info=INFO, size=SIZE)


@pytest.mark.parametrize("public", [b"", bytes(32), bytes(31), b"x" * 33])
def test_what_is_no_public_key_is_refused(public: bytes) -> None:
    with pytest.raises(CannotSeal):
        seal({"E-M01": 5}, public, info=INFO, size=SIZE)


def test_an_entry_must_be_bound_to_something(keys: Keys) -> None:
    with pytest.raises(CannotSeal, match="bound to its person"):
        seal({"E-M01": 5}, keys.public, info=b"", size=SIZE)


@pytest.mark.parametrize(
    "other",
    [
        b"questionnaire 7|person 13|end|1",
        b"questionnaire 8|person 12|end|1",
        b"questionnaire 7|person 12|end|2",
        b"questionnaire 7|person 12|end|1 ",
        b"",
    ],
)
def test_an_entry_moved_to_another_person_or_questionnaire_does_not_open(
    keys: Keys, key: PrivateKey, other: bytes
) -> None:
    sealed = seal({"E-M01": 5}, keys.public, info=INFO, size=SIZE)
    with pytest.raises(CannotOpen):
        open_sealed(sealed, key, info=other)


def test_an_entry_for_another_box_does_not_open(key: PrivateKey, shared: Keys) -> None:
    sealed = seal({"E-M01": 5}, shared.public, info=INFO, size=SIZE)
    with pytest.raises(CannotOpen):
        open_sealed(sealed, key, info=INFO)


def test_an_entry_changed_in_any_byte_does_not_open(keys: Keys, key: PrivateKey) -> None:
    """Version, encapsulated key, length, answers, padding and tag: each byte, one at a time."""
    sealed = seal({"E-M01": 5}, keys.public, info=INFO, size=96)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 0x01
        with pytest.raises(CannotOpen):
            open_sealed(bytes(changed), key, info=INFO)


def test_an_entry_cut_short_or_lengthened_does_not_open(keys: Keys, key: PrivateKey) -> None:
    sealed = seal({"E-M01": 5}, keys.public, info=INFO, size=96)
    for length in (0, 1, 10, 33, 49, len(sealed) - 1):
        with pytest.raises(CannotOpen):
            open_sealed(sealed[:length], key, info=INFO)
    with pytest.raises(CannotOpen):
        open_sealed(sealed + b"\x00", key, info=INFO)


@pytest.mark.parametrize(
    "inside",
    [
        b"\x00\x00\x00\x02{}\x00\x00\x01",  # something hidden in the padding
        b"\x00\x00\x00\xff{}",  # longer than it is
        b"\x00\x00\x00\x02[]\x00",  # no answers to questions
        b"\x00\x00\x00\x02{\xff",  # no text
        b"\x00",
    ],
)
def test_an_entry_that_was_not_made_here_does_not_open(keys: Keys, key: PrivateKey, inside: bytes) -> None:
    public = box.X25519PublicKey.from_public_bytes(keys.public)
    forged = box._VERSION + box._SUITE.encrypt(inside, public, info=box._PURPOSE + INFO)
    with pytest.raises(CannotOpen):
        open_sealed(forged, key, info=INFO)


# Keys


def test_the_wrong_passphrase_does_not_open_the_key(keys: Keys) -> None:
    for wrong in ("seven quiet heron", "Seven quiet herons", "short", "", PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase):
            unlock(keys.protected, wrong)


def test_the_same_passphrase_opens_however_its_accents_were_typed() -> None:
    made = make_keys("caf\u00e9 caf\u00e9 caf\u00e9")
    assert unlock(made.protected, "cafe\u0301 cafe\u0301 cafe\u0301").public == made.public


def test_guessing_a_passphrase_costs_64_mebibytes_and_three_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert IN_EARNEST == {"memory": 64 * 1024, "passes": 3, "lanes": 4}
    monkeypatch.setattr(box, "_COST", IN_EARNEST)
    made = make_keys(PASSPHRASE)
    assert {name: json.loads(made.protected)["holders"]["holder"][name] for name in IN_EARNEST} == IN_EARNEST
    assert unlock(made.protected, PASSPHRASE).public == made.public


@pytest.mark.parametrize("passphrase", ["", "eleven char", "x" * 11])
def test_a_short_passphrase_protects_nothing(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase, match="at least 12"):
        make_keys(passphrase)


def test_two_boxes_never_share_a_key_even_under_one_passphrase(keys: Keys) -> None:
    other = make_keys(PASSPHRASE)
    assert other.public != keys.public
    assert other.protected != keys.protected


def test_what_is_stored_holds_no_private_key(keys: Keys, key: PrivateKey, shared: Keys) -> None:
    secret = key._key.private_bytes_raw()
    for form in (secret, secret.hex().encode(), box.b64encode(secret)):
        assert form not in keys.protected
    assert PASSPHRASE.encode() not in keys.protected
    assert not any(words.encode() in shared.protected for words in HOLDERS.values())


def test_any_two_of_three_holders_open_and_each_pair_finds_the_same_key(shared: Keys) -> None:
    sealed = seal({"E-M01": 5}, shared.public, info=INFO, size=SIZE)
    for pair in combinations(HOLDERS, 2):
        opened = unlock_together(shared.protected, {name: HOLDERS[name] for name in pair})
        assert opened.public == shared.public
        assert open_sealed(sealed, opened, info=INFO) == {"E-M01": 5}
    assert unlock_together(shared.protected, HOLDERS).public == shared.public


def test_one_of_three_holders_cannot_open_alone(shared: Keys) -> None:
    for name, words in HOLDERS.items():
        with pytest.raises(WrongPassphrase, match="2 of its holders"):
            unlock_together(shared.protected, {name: words})
    with pytest.raises(WrongPassphrase, match="2 of its holders"):
        unlock_together(shared.protected, {"guardian": HOLDERS["guardian"], "stranger": "a stranger's words"})


def test_two_holders_with_one_wrong_passphrase_cannot_open(shared: Keys) -> None:
    with pytest.raises(WrongPassphrase, match="Check it"):
        unlock_together(shared.protected, {"guardian": HOLDERS["guardian"], "union": HOLDERS["officer"]})


def test_a_share_alone_says_nothing_of_the_key(shared: Keys) -> None:
    """One holder's own share of a pair, opened with their own passphrase, is not the key nor a half of it."""
    record = json.loads(shared.protected)
    secret = unlock_together(shared.protected, HOLDERS)._key.private_bytes_raw()
    shares = []
    for opening in record["openings"]:
        for name, stored in opening.items():
            raw = box.b64decode(stored)
            cipher = box._lock(HOLDERS[name], record["holders"][name])
            bound = box._bound(shared.public, name, tuple(sorted(opening)))
            shares.append(cipher.decrypt(raw[:12], raw[12:], bound))
    assert len(set(shares)) == 6
    assert all(secret[:8] not in share and secret[-8:] not in share for share in shares)
    assert all(box._xor(shares[i], shares[i + 1]) == secret for i in (0, 2, 4))
    assert box._xor(shares[0], shares[2]) != secret  # halves of different pairs do not fit


@pytest.mark.parametrize("together", [0, 4])
def test_more_holders_than_there_are_cannot_come_together(together: int) -> None:
    with pytest.raises(ValueError, match="Invite more holders"):
        make_shared_keys(HOLDERS, together=together)


def change(protected: bytes, edit: Callable[[dict[str, Any]], object]) -> bytes:
    record = json.loads(protected)
    edit(record)
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    "edit",
    [
        lambda record: record.pop("openings"),
        lambda record: record["openings"].clear(),
        lambda record: record["holders"].clear(),
        lambda record: record["holders"]["holder"].update(salt="zz"),
        lambda record: record["holders"]["holder"].update(memory=2**31),
        lambda record: record["holders"]["holder"].update(passes=0),
        lambda record: record["openings"][0].update(holder="%%%"),
        lambda record: record["openings"][0].update(holder=5),
        lambda record: record.update(public="11" * 32),
        lambda record: record["holders"]["holder"].update(salt="00" * 16),
        lambda record: record["holders"]["holder"].update(passes=4),
    ],
)
def test_a_stored_key_that_was_damaged_does_not_open(keys: Keys, edit: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises((CannotOpen, WrongPassphrase)):
        unlock(change(keys.protected, edit), PASSPHRASE)


@pytest.mark.parametrize("stored", [b"", b"not JSON", b"[]", b"5", b"\xff\xfe"])
def test_a_stored_key_that_is_none_does_not_open(stored: bytes) -> None:
    with pytest.raises(CannotOpen, match="backup"):
        unlock(stored, PASSPHRASE)


# Nothing shows what it holds

CANARY = "zqx-canary-81"


def test_keys_show_themselves_to_nobody(keys: Keys, key: PrivateKey) -> None:
    assert repr(key) == str(key) == "<PrivateKey: hidden>"
    assert keys.protected.decode() not in repr(keys)
    with pytest.raises(TypeError, match="not stored or sent"):
        pickle.dumps(key)
    with pytest.raises(TypeError):
        json.dumps(key)


def faults(keys: Keys, key: PrivateKey) -> list[Callable[[], object]]:
    """Every way to fail while holding something secret."""
    sealed = seal({"E-M16c": CANARY}, keys.public, info=INFO, size=SIZE)
    return [
        lambda: seal({"E-M16c": CANARY * 200}, keys.public, info=INFO, size=SIZE),
        lambda: seal({"E-M16c": CANARY + "\ud83d"}, keys.public, info=INFO, size=SIZE),
        lambda: seal({"E-M16c": CANARY}, bytes(32), info=INFO, size=SIZE),
        lambda: seal({"E-M16c": CANARY, "E-M01": object()}, keys.public, info=INFO, size=SIZE),
        lambda: open_sealed(sealed[:-1], key, info=INFO),
        lambda: open_sealed(sealed, key, info=b"other"),
        lambda: unlock(keys.protected, CANARY),
        lambda: unlock(b"[]", CANARY),
        lambda: make_keys(CANARY[-11:]),
    ]


def test_no_error_carries_an_answer_or_a_passphrase(
    keys: Keys, key: PrivateKey, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room = os.path.basename(box.__file__)
    for fault in faults(keys, key):
        with pytest.raises(box.BoxError) as raised:
            fault()
        assert raised.value.__cause__ is None and raised.value.__context__ is None
        frames = traceback.walk_tb(raised.value.__traceback__)
        inside = [frame for frame, _ in frames if os.path.basename(frame.f_code.co_filename) == room]
        assert inside
        held = " ".join(repr(value) for frame in inside for value in frame.f_locals.values()) + str(raised.value)
        assert CANARY[-11:] not in held
    assert caplog.records == []


def test_the_box_knows_nothing_of_the_framework() -> None:
    with open(box.__file__, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not {name for name in named if name.partition(".")[0] in {"django", "logging", "turnabout"}}
    code = "import sys, turnabout.foundation.encryption.box; sys.exit(any(m.startswith('django') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 0
