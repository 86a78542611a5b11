"""Ways to keep “anonymous” answers that do not keep them anonymous, and the sealed box beside them.

Each takes answers from people one after the other, as a web page would, and hands the answers out.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from turnabout.foundation.encryption import box

SIZE = 512


@dataclass
class Survey:
    """A survey in its own SQLite file. `answer` takes one person's answer, `open` hands all answers out."""

    path: Path
    chance: random.Random
    keys: box.Keys
    key: box.PrivateKey
    journal: str = "wal"
    at: int = 0
    order: list[int] = field(default_factory=list)

    schema = ""
    shuffled = True
    longest = 300

    def __post_init__(self) -> None:
        self.database = sqlite3.connect(self.path)
        self.database.execute(f"PRAGMA journal_mode = {self.journal}")
        self.database.execute("PRAGMA synchronous = OFF")
        self.database.executescript(self.schema)

    def answer(self, person: int, text: str) -> None:
        self.at += self.chance.randint(20, 900)
        with self.database:
            self.write(person, text)

    def write(self, person: int, text: str) -> None:
        raise NotImplementedError

    def texts(self) -> list[str]:
        return [text for (text,) in self.database.execute("SELECT text FROM answers")]

    def open(self) -> list[str]:
        texts = self.texts()
        if self.shuffled:
            self.chance.shuffle(texts)
        return texts

    def random_key(self) -> str:
        return self.chance.randbytes(16).hex()


class SplitTables(Survey):
    """Who has answered in one table, what was answered in another, and nothing that joins them."""

    schema = """
        CREATE TABLE answered (person INTEGER PRIMARY KEY, done INTEGER NOT NULL);
        CREATE TABLE answers (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
        CREATE TABLE log (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, what TEXT NOT NULL);
    """

    def write(self, person: int, text: str) -> None:
        self.database.execute("INSERT INTO answered VALUES (?, 1)", (person,))
        self.database.execute("INSERT INTO answers (text) VALUES (?)", (text,))
        self.database.execute("INSERT INTO log (person, what) VALUES (?, 'answered')", (person,))


class RandomKeys(Survey):
    """The same with random keys and no row numbers: order is gone from the tables, but not from the disk."""

    schema = """
        CREATE TABLE answered (person TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE answers (id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
    """

    def write(self, person: int, text: str) -> None:
        self.database.execute("INSERT INTO answered VALUES (?)", (f"person-{person:04}",))
        self.database.execute("INSERT INTO answers VALUES (?, ?)", (self.random_key(), text))


class RandomKeysShort(RandomKeys):
    """The same with answers so short that a table fits one page, which SQLite fills from the end."""

    longest = 60


class Stamped(Survey):
    """Random keys, written in a shuffled order at closing time, but each with the time it arrived."""

    schema = """
        CREATE TABLE answered (person INTEGER PRIMARY KEY, at TEXT NOT NULL);
        CREATE TABLE answers (id TEXT PRIMARY KEY, text TEXT NOT NULL, created_at REAL NOT NULL) WITHOUT ROWID;
    """

    def write(self, person: int, text: str) -> None:
        self.database.execute("INSERT INTO answered VALUES (?, ?)", (person, f"2024-07-{self.at:09}"))
        self.database.execute("INSERT INTO answers VALUES (?, ?, ?)", (self.random_key(), text, self.at + 0.5))


class Token(Survey):
    """A random token given to each person and kept with the answer."""

    schema = """
        CREATE TABLE invitations (person INTEGER PRIMARY KEY, token TEXT NOT NULL);
        CREATE TABLE answers (token TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
    """

    def write(self, person: int, text: str) -> None:
        token = self.random_key()
        self.database.execute("INSERT INTO invitations VALUES (?, ?)", (person, token))
        self.database.execute("INSERT INTO answers VALUES (?, ?)", (token, text))


class Sealed(Survey):
    """The ballot box: one sealed entry of one size for each person, replaced whole, opened together, shuffled."""

    schema = "CREATE TABLE box (person INTEGER PRIMARY KEY, sealed BLOB NOT NULL)"

    def write(self, person: int, text: str) -> None:
        entry = box.seal({"E-M16c": text}, self.keys.public, info=b"person %d" % person, size=self.size(text))
        self.database.execute("INSERT OR REPLACE INTO box VALUES (?, ?)", (person, entry))

    def size(self, text: str) -> int:
        return SIZE

    def texts(self) -> list[str]:
        rows = self.database.execute("SELECT person, sealed FROM box").fetchall()
        return [box.open_sealed(entry, self.key, info=b"person %d" % person)["E-M16c"] for person, entry in rows]


class SealedUnpadded(Sealed):
    """The box without padding: an entry is as long as what was written."""

    def size(self, text: str) -> int:
        return len(f'{{"E-M16c":"{text}"}}')


class SealedUnshuffled(Sealed):
    """The box opened row by row."""

    shuffled = False


class Readable(Sealed):
    """The table of the box with nothing sealed in it."""

    schema = "CREATE TABLE box (person INTEGER PRIMARY KEY, sealed TEXT NOT NULL)"

    def write(self, person: int, text: str) -> None:
        self.database.execute("INSERT INTO box VALUES (?, ?)", (person, f'{{"E-M16c": "{text}"}}'))

    def texts(self) -> list[str]:
        return [sealed.split('"')[3] for (sealed,) in self.database.execute("SELECT sealed FROM box")]


def answers_of(people: Sequence[int], chance: random.Random, longest: int) -> dict[int, str]:
    """Something different, and differently long, from everybody."""
    lengths = chance.sample(range(20, longest), len(people))
    return {
        person: f"{chance.randbytes(8).hex()} " + "x" * length for person, length in zip(people, lengths, strict=True)
    }


Kind = Callable[..., Survey]
