"""Whoever can read the product's own database, its log and its jobs finds no answer and links none to anybody."""

from __future__ import annotations

import logging
import random
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.adversary.relink import Found, attack_sqlite, relink
from tests.cohorts.world import World, at
from tests.surveys.asking import PASSPHRASE, Asking, ending
from turnabout.foundation import clock
from turnabout.foundation.encryption import box
from turnabout.foundation.jobs.models import Due
from turnabout.surveys import opening, queries
from turnabout.surveys.models import Box
from turnabout.surveys.sealing import bound_to

CANARY = "zqx-overheard-in-the-corridor"
PEOPLE = 24
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least work for each passphrase; what it costs in real life is tested where the box is made."""
    monkeypatch.setattr(box, "_COST", {"memory": 64, "passes": 1, "lanes": 1})


@pytest.fixture
def world() -> World:
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's own files")
    return World.make(at(2023, 6, 1, 9))


def database() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def on_disk() -> bytes:
    """Every byte of the database, its write-ahead log and whatever else lies beside it."""
    return b"".join(path.read_bytes() for path in sorted(database().parent.iterdir()) if path.is_file())


def in_jobs() -> str:
    rows = [*DBTaskResult.objects.values_list("args_kwargs", "return_value", "traceback")]
    return f"{rows} {list(Due.objects.values_list('key', 'arguments'))}"


def put_on_paper() -> None:
    """Move what the log holds into the database file, so that the log begins anew."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_no_answer_is_on_the_disk_in_the_jobs_or_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asking = ending(world, mentors=12, mentees=4)
    asking.open()
    with clock.borrowed(asking.now):
        for number, person in enumerate(asking.mentors):
            client = Client()
            client.force_login(person)
            page = reverse("surveys:answer", args=[asking.asked.pk])
            answers = {
                "E-M01": "5",
                "E-B01": "4",
                "E-B02": "",
                "E-M16c": f"{CANARY} {number}",
                "idempotency_key": str(uuid.uuid4()),
            }
            assert client.post(page, answers).status_code == 422
            assert client.post(page, answers | {"E-B02": "2"}).status_code == 302
    for person in asking.mentees:
        asking.answer(person)
    asking.answer(asking.mentors[0], words=f"{CANARY} once more")

    def search() -> None:
        assert CANARY.encode() not in on_disk()
        assert b'"E-M01"' not in on_disk().replace(b'["C2", "E-M01", "mentors"]', b"")
        assert CANARY not in in_jobs()
        assert CANARY not in caplog.text

    search()
    put_on_paper()
    search()
    asking.close()
    asking.open_box()
    search()
    put_on_paper()
    search()


def test_an_answer_that_is_stored_readably_is_found(world: World) -> None:
    from turnabout.foundation.accounts.models import Person

    Person.objects.make(name=f"{CANARY} 1", email="planted@example.org")
    assert CANARY.encode() in on_disk()


def answered(asking: Asking, chance: random.Random) -> dict[uuid.UUID, str]:
    """Everybody answers, in an order of their own and some twice; what each wrote, no two alike."""
    asking.open()
    people = chance.sample(asking.mentors, len(asking.mentors))
    put_on_paper()
    for person in people[:5]:
        asking.answer(person, words=f"first thoughts {chance.randbytes(8).hex()}")
    wrote = {}
    for person in chance.sample(people, len(people)):
        wrote[person.pk] = f"{chance.randbytes(8).hex()} {'x' * chance.randint(1, 300)}"
        asking.answer(person, words=wrote[person.pk])
    asking.close()
    return wrote


def attacked(world: World, folder: Path, *, told: int, trials: int, shuffled: bool) -> Found:
    """The administrator is handed every answer as the opening reads it, which the product hands to nobody."""
    made = []
    for seed in range(told + trials):
        chance = random.Random(seed)
        asking = ending(world, mentors=PEOPLE, mentees=1, number=seed + 1)
        wrote = answered(asking, chance)
        key = box.unlock(bytes(asking.asked.protected_key), PASSPHRASE)
        rows = opening.in_no_order(asking.asked) if shuffled else list(asking.asked.entries.order_by("pk"))
        output = [
            box.open_sealed(bytes(row.sealed), key, info=bound_to(asking.asked, row.person_id))["E-M16c"]
            for row in rows
        ]
        scratch = folder / str(seed)
        scratch.mkdir()
        guesses = attack_sqlite(database(), people=list(wrote), output=output, scratch=scratch)
        shutil.rmtree(scratch)
        made.append((guesses, {person: output.index(words) for person, words in wrote.items()}))
        Box.objects.all().delete()
    return relink(made, told=told)


def test_nobody_is_linked_to_an_answer_better_than_by_chance(world: World, tmp_path: Path) -> None:
    found = attacked(world, tmp_path, told=2, trials=4, shuffled=True)
    assert found.entries == 4 * PEOPLE
    assert found.linked <= found.bar, found


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_nobody_is_linked_in_480_answers(world: World, tmp_path: Path) -> None:
    found = attacked(world, tmp_path, told=10, trials=20, shuffled=True)
    print(f"answers linked to people by the database administrator: {found.linked} of {found.entries}")
    assert found.entries == 480
    assert found.linked <= found.bar, found


def test_the_same_attack_links_everybody_if_the_box_is_opened_in_the_order_of_its_rows(
    world: World, tmp_path: Path
) -> None:
    found = attacked(world, tmp_path, told=1, trials=1, shuffled=False)
    assert found.linked == found.entries == PEOPLE


def test_what_leaves_the_box_is_the_same_whoever_answered_what(world: World) -> None:
    """Two people exchange their answers: everything that is stored of the result reads the same."""
    records = []
    for number, (first, second) in enumerate(((1, 5), (5, 1)), start=1):
        asking = ending(world, mentors=12, mentees=2, number=number)
        asking.open()
        asking.answer_all()
        asking.answer(asking.mentors[0], agree=first)
        asking.answer(asking.mentors[1], agree=second)
        asking.close()
        asking.open_box()
        records.append([(said.claim.code, said.text) for said in queries.statements(asking.cohort)])
    assert records[0] == records[1]


@pytest.fixture(autouse=True)
def _tidy_log() -> Iterator[None]:
    yield
    if connection.vendor == "sqlite":
        put_on_paper()
