"""One demo in the place of another: a reader sees the one or the other, whatever happens meanwhile."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from turnabout.rehearsal.demo import swap

PEOPLE = 2_000
SWAPPING = (
    "import sys, itertools; from pathlib import Path; from turnabout.rehearsal.demo import swap\n"
    "live, *made = map(Path, sys.argv[1:])\n"
    "print('begins', flush=True)\n"
    "for one in itertools.cycle(made): swap.overwrite(one, live)"
)


def database(path: Path, mark: int, *, people: int = PEOPLE, page: int = 4096) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"PRAGMA page_size={page}")
        made.execute("PRAGMA journal_mode=WAL")
        for table in ("person", "meeting"):
            made.execute(f"CREATE TABLE {table} (mark INTEGER, words TEXT)")
            made.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(mark, "w" * 200)] * people)
        made.commit()
    return path


def marks(path: Path) -> set[tuple[int, int]]:
    """The marks of both tables, read in one transaction, with how many rows bear each."""
    with closing(sqlite3.connect(path, timeout=30)) as read:
        read.execute("BEGIN")
        found = set(read.execute("SELECT mark, count(*) FROM person GROUP BY mark"))
        return found | set(read.execute("SELECT mark, count(*) FROM meeting GROUP BY mark"))


def test_who_reads_meanwhile_sees_the_old_or_the_new_one(tmp_path: Path) -> None:
    live = database(tmp_path / "live.sqlite3", 0, people=100)
    made = [database(tmp_path / f"{mark}.sqlite3", mark, people=100 * mark) for mark in (1, 9)]
    seen: list[set[tuple[int, int]]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.append(marks(live))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(10):
        for one in made:
            swap.overwrite(one, live)
    over.set()
    for reader in readers:
        reader.join()
    assert {frozenset(one) for one in seen} <= {frozenset({(0, 100)}), frozenset({(1, 100)}), frozenset({(9, 900)})}
    assert len({frozenset(one) for one in seen}) > 1


def test_who_began_to_read_the_old_one_reads_it_to_the_end(tmp_path: Path) -> None:
    live, made = database(tmp_path / "live.sqlite3", 1), database(tmp_path / "made.sqlite3", 2)
    with closing(sqlite3.connect(live)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT DISTINCT mark FROM person").fetchall() == [(1,)]
        swap.overwrite(made, live)
        assert reader.execute("SELECT DISTINCT mark FROM meeting").fetchall() == [(1,)]
        reader.commit()
        assert reader.execute("SELECT DISTINCT mark FROM meeting").fetchall() == [(2,)]


def test_killed_in_the_middle_it_leaves_one_whole(tmp_path: Path) -> None:
    live = database(tmp_path / "live.sqlite3", 1)
    made = [database(tmp_path / f"{mark}.sqlite3", mark) for mark in (1, 2)]
    source = random.Random(1)
    for _ in range(8):
        swapping = subprocess.Popen([sys.executable, "-c", SWAPPING, live, *made], stdout=subprocess.PIPE)
        assert swapping.stdout and swapping.stdout.readline()
        time.sleep(source.random() / 10)
        swapping.kill()
        swapping.communicate()
        assert marks(live) in ({(1, PEOPLE)}, {(2, PEOPLE)})
        with closing(sqlite3.connect(live)) as looked:
            assert looked.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_one_that_cannot_go_in_leaves_the_old_one(tmp_path: Path) -> None:
    live, made = database(tmp_path / "live.sqlite3", 1), database(tmp_path / "made.sqlite3", 2, page=8192)
    with pytest.raises(sqlite3.Error):
        swap.overwrite(made, live)
    with pytest.raises(sqlite3.Error):
        swap.overwrite(tmp_path / "none.sqlite3", live)
    (tmp_path / "torn.sqlite3").write_bytes(b"no database at all" * 1000)
    with pytest.raises(sqlite3.Error):
        swap.overwrite(tmp_path / "torn.sqlite3", live)
    assert marks(live) == {(1, PEOPLE)}
    assert not (tmp_path / "none.sqlite3").exists()


def test_somebody_who_writes_is_waited_for_but_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live, made = database(tmp_path / "live.sqlite3", 1), database(tmp_path / "made.sqlite3", 2)
    monkeypatch.setattr(swap, "PATIENCE", 0.5)
    with closing(sqlite3.connect(live)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError):
            swap.overwrite(made, live)
        writer.rollback()
    swap.overwrite(made, live)
    assert marks(live) == {(2, PEOPLE)}


def test_the_mail_goes_with_its_demo(tmp_path: Path) -> None:
    made, home = tmp_path / "made", tmp_path / "home"
    for folder, mark in ((made, 2), (home, 1)):
        database(folder / swap.DATABASE, mark)
        (folder / "mail").mkdir()
        (folder / "mail" / f"{mark}.log").touch()
    swap.replace_with(made, home)
    assert marks(home / swap.DATABASE) == {(2, PEOPLE)}
    assert [path.name for path in (home / "mail").iterdir()] == ["2.log"]
    database(made / "again" / swap.DATABASE, 3)
    swap.replace_with(made / "again", home)
    assert not (home / "mail").exists()
