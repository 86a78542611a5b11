"""Who reads which field at which moment: the rules that every query asks, against the table written by hand.

What pages really show of marked answers, reader by reader and moment by moment, is tried in test_markers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.house.fields import EXPECTED, MOMENTS, READERS, Cells
from turnabout.applications import moments, sharing
from turnabout.applications.sharing import OWN_WORDS, RULES, TIERS, TOLD, Choices

CHOSEN = {
    "": Choices(),
    "kept": Choices(),
    "told": Choices(
        shown=frozenset({"first_name", "job", "about_me"}), tell_off_limits=True, tell_role=True, tell_reason=True
    ),
    **{tier: Choices({"race": tier, OWN_WORDS: tier}) for tier in TIERS},
}


def differences(expected: Mapping[str, Mapping[tuple[str, str], Cells]] = EXPECTED) -> list[str]:
    """Every cell of (thing × choice × reader × moment) in which the rules and the table differ."""
    found = []
    for role, things in RULES.items():
        known = {code for code, _chosen in expected[role]}
        found += [f"{role}: {one.code} has no row in tests/house/fields.py" for one in things if one.code not in known]
        found += [f"{role}: {one.code} has no row in tests/house/fields.py" for one in TOLD if one.code not in known]
        for (code, chosen), cells in expected[role].items():
            topic = {"topics": "race", "words": OWN_WORDS}.get(code, "") if role != "mentee" else ""
            for reader in READERS:
                wanted = cells.get(reader, "." * len(MOMENTS))
                got = "".join(
                    "x" if moments.reads(reader, role, code, CHOSEN[chosen], one, topic) else "." for one in MOMENTS
                )
                if got != wanted:
                    found.append(f"{role} {code} ({chosen}) for {reader}: expected {wanted}, the rules say {got}")
    return found


def test_the_rules_say_what_the_table_says() -> None:
    assert differences() == []


def test_the_table_and_the_rules_know_the_same_readers_and_moments() -> None:
    assert tuple(moments.READERS) == READERS
    assert tuple(moments.MOMENTS) == MOMENTS


def test_every_choice_that_opens_a_thing_has_rows_of_its_own() -> None:
    for role, things in RULES.items():
        for thing in (*things, *TOLD):
            rows = {chosen for code, chosen in EXPECTED[role] if code == thing.code}
            assert len(rows) == len(list(moments.options(thing))), (role, thing.code)


@pytest.mark.parametrize("code", ["adjustments_words", "support", "manager_reason"])
def test_a_rule_that_was_loosened_is_caught(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def loosened(things: tuple[sharing.Thing, ...]) -> tuple[sharing.Thing, ...]:
        return tuple(
            replace(one, readers=one.readers | {"trainer", "partner"}) if one.code == code else one for one in things
        )

    monkeypatch.setitem(RULES, "mentor", loosened(RULES["mentor"]))
    monkeypatch.setattr(sharing, "TOLD", loosened(TOLD))
    caught = differences()
    assert {line.split(" for ")[1].split(":")[0] for line in caught} == {"trainer", "partner"}
    assert all(line.split()[1] == code for line in caught)


def test_a_moment_that_was_widened_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(moments.WHEN, "partner", ("together", "ended"))
    assert all(" for partner: expected ....x.., the rules say ....xx." in line for line in differences())
    assert differences()
