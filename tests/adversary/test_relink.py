"""The administrator's attack links everybody wherever answers are only hidden, and nobody where they are sealed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from tests.adversary.naive import (
    Kind,
    RandomKeys,
    RandomKeysShort,
    Readable,
    Sealed,
    SealedUnpadded,
    SealedUnshuffled,
    SplitTables,
    Stamped,
    Token,
    answers_of,
)
from tests.adversary.relink import Found, Guess, attack_sqlite, relink, states
from turnabout.foundation.encryption import box

TOLD = 10  # trials of which accomplices tell
TRIALS = 20
PEOPLE = 24
PASSPHRASE = "four herons on a quiet lake"


@pytest.fixture(scope="module")
def keys() -> tuple[box.Keys, box.PrivateKey]:
    made = box.make_keys(PASSPHRASE)
    return made, box.unlock(made.protected, PASSPHRASE)


Keys = tuple[box.Keys, box.PrivateKey]


def trial(kind: Kind, seed: int, folder: Path, keys: Keys, journal: str) -> tuple[dict[str, Guess], Guess]:
    """One cohort answers in its own order, some twice; the administrator copies what there is and attacks it."""
    chance = random.Random(seed)
    people = chance.sample(range(100, 1000), PEOPLE)
    survey = kind(folder / "survey.sqlite", chance, *keys, journal=journal)
    answers = answers_of(people, chance, survey.longest)
    if isinstance(survey, Sealed) and not isinstance(survey, Readable):
        for person in people[:6]:
            survey.answer(person, "first thoughts " + "y" * chance.randint(1, 200))
    for person in chance.sample(people, PEOPLE):
        survey.answer(person, answers[person])
    output = survey.open()
    truth: Guess = {person: output.index(text) for person, text in answers.items()}
    named: list[Hashable] = (
        [f"person-{person:04}" for person in people] if isinstance(survey, RandomKeys) else list(people)
    )
    (folder / "scratch").mkdir()
    guesses = attack_sqlite(survey.path, people=named, output=output, scratch=folder / "scratch")
    survey.database.close()
    if isinstance(survey, RandomKeys):
        truth = {f"person-{person:04}": place for person, place in truth.items()}
    return guesses, truth


def attacked(kind: Kind, folder: Path, keys: Keys, journal: str = "wal") -> Found:
    trials = []
    for seed in range(TOLD + TRIALS):
        place = folder / str(seed)
        place.mkdir()
        trials.append(trial(kind, seed, place, keys, journal))
        shutil.rmtree(place)
    return relink(trials, told=TOLD)


@pytest.mark.parametrize(
    ("kind", "journal"),
    [
        (SplitTables, "wal"),
        (SplitTables, "delete"),
        (RandomKeys, "wal"),
        (RandomKeysShort, "delete"),
        (Stamped, "delete"),
        (Token, "delete"),
        (Readable, "delete"),
        (SealedUnpadded, "delete"),
        (SealedUnshuffled, "delete"),
    ],
)
def test_wherever_answers_are_only_hidden_everybody_is_linked(
    kind: Kind, journal: str, tmp_path: Path, keys: Keys
) -> None:
    found = attacked(kind, tmp_path, keys, journal)
    assert (found.linked, found.entries) == (TRIALS * PEOPLE, 480), found.by


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_sealed_answers_are_linked_no_better_than_by_chance(journal: str, tmp_path: Path, keys: Keys) -> None:
    found = attacked(Sealed, tmp_path, keys, journal)
    assert found.entries == 480
    assert found.linked <= found.bar, found


def test_the_bar_is_chance_and_three_deviations() -> None:
    assert Found(17, 480, 20, "").bar == pytest.approx(33.4, abs=0.1)


def test_a_guess_is_counted_only_where_it_was_not_chosen() -> None:
    """A guess that was right by luck where accomplices told earns nothing where they did not."""
    right, wrong = {"a": 0, "b": 1}, {"a": 1, "b": 0}
    lucky = [({"lucky": right, "other": wrong}, right)] * 3
    unlucky = [({"lucky": wrong, "other": right}, right)] * 3
    assert relink(lucky + unlucky, told=3) == Found(0, 6, 3, "lucky")
    assert relink(lucky * 2, told=3).linked == 6


def test_answers_must_differ_to_be_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="alike"):
        attack_sqlite(tmp_path / "none", people=[1, 2], output=["same", "same"], scratch=tmp_path)


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    path = tmp_path / "logged.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = wal")
        database.execute("CREATE TABLE t (who TEXT)")
        for number in range(3):
            with database:
                database.execute("INSERT INTO t VALUES (?)", (f"row {number}",))
        yield path, database


def test_every_commit_in_the_log_is_seen(logged: tuple[Path, sqlite3.Connection], tmp_path: Path) -> None:
    path, database = logged
    (tmp_path / "scratch").mkdir()
    before = (path.read_bytes(), path.with_name(path.name + "-wal").read_bytes())
    sizes = [len(state.get("t", [])) for state in states(path, tmp_path / "scratch")]
    assert sizes[-4:] == [0, 1, 2, 3]
    assert (path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()) == before  # only copies are opened
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert [len(state["t"]) for state in states(path, tmp_path / "scratch")] == [3]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_people_are_recognised_however_their_key_is_kept(tmp_path: Path) -> None:
    people = [UUID(int=number) for number in range(1, 5)]
    path = tmp_path / "uuids.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE held (id INTEGER PRIMARY KEY, person TEXT, answer TEXT)")
        for person in people:
            database.execute("INSERT INTO held (person, answer) VALUES (?, ?)", (person.hex, f"answer of {person}"))
    (tmp_path / "scratch").mkdir()
    output = [f"answer of {person}" for person in reversed(people)]
    guesses = attack_sqlite(path, people=people, output=output, scratch=tmp_path / "scratch")
    truth: Guess = {person: 3 - place for place, person in enumerate(people)}
    assert guesses["held.person and held.answer in one row"] == truth
