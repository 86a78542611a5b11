"""The questions keep their words: what was asked once reads the same for ever."""

from __future__ import annotations

import hashlib

import pytest

from turnabout.foundation.encryption import box
from turnabout.surveys.claims import CLAIMS
from turnabout.surveys.instruments import END, INSTRUMENTS, MENTEE, MENTOR, newest
from turnabout.surveys.items import OPEN, SEALED
from turnabout.surveys.kinds import KINDS, WrongAnswer, kind_of
from turnabout.surveys.kinds.text import plain

ASKED = {
    (END, 1): "67b34b99a356",
}
"""The first twelve digits of the fingerprint of each version's questions. A new wording is a new version."""


@pytest.mark.parametrize("version", INSTRUMENTS)
def test_a_version_that_was_asked_keeps_its_words(version) -> None:
    items = INSTRUMENTS[version].items
    words = "|".join(
        f"{role} {item.code} {item.kind} {item.channel} {item.text} {item.limit}"
        for role in sorted(items)
        for item in items[role]
    )
    assert hashlib.sha256(words.encode()).hexdigest()[:12] == ASKED[version]


def test_every_question_of_a_mentor_is_sealed() -> None:
    for instrument in INSTRUMENTS.values():
        assert {item.channel for item in instrument.items[MENTOR]} == {SEALED}


def test_only_leaders_are_asked_openly_and_only_about_themselves() -> None:
    opened = {item.code for one in INSTRUMENTS.values() for item in one.items[MENTEE] if item.channel == OPEN}
    assert opened == {"E-N01"}


def test_every_claim_is_about_a_question_that_its_people_are_asked() -> None:
    for claim in CLAIMS[END]:
        for role in claim.roles:
            assert claim.item in {item.code for item in newest(END).items[role]}


def test_every_question_has_a_room() -> None:
    for instrument in INSTRUMENTS.values():
        for items in instrument.items.values():
            assert {item.kind for item in items} <= set(KINDS)


@pytest.mark.parametrize("role", [MENTOR, MENTEE])
@pytest.mark.parametrize("sign", ["a", '"', "\\", "\n", "é", "한", "\U0001f3f3", "\u2028", "\x7f", "\ud800", "\x01"])
def test_the_fullest_answers_fit_the_one_size(role: str, sign: str) -> None:
    """Whatever signs people use, up to the limit: nobody is told that their answers do not fit."""
    instrument = newest(END)
    answers = {}
    for item in instrument.sealed(role):
        given = sign * item.limit if item.kind == "text" else None
        answers[item.code] = kind_of(item).clean(given, item)
    keys = box.make_keys("copper lantern quiet river")
    sealed = box.seal(answers, keys.public, info=b"somebody", size=instrument.size)
    assert len(sealed) == box.sealed_length(instrument.size)


def test_text_is_kept_in_composed_form_without_what_no_page_can_show() -> None:
    assert plain("e\u0301\r\nb\rc\x00\x07\ud800\td") == "é\nb\nc d"


def test_a_sign_too_many_is_refused() -> None:
    item = newest(END).item("E-M16c")
    assert kind_of(item).clean("a" * item.limit, item)
    with pytest.raises(WrongAnswer):
        kind_of(item).clean("a" * (item.limit + 1), item)
