"""`turnabout setup`, as a person runs it: in a folder of its own, with the settings of a real installation."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from turnabout.rehearsal.cast import CAST

ANSWERS = {
    "--name": "Joan Whitfield",
    "--email": "Joan.Whitfield@larkfield.example",
    "--organisation": "Larkfield Integrated Care",
    "--kind": "nhs",
}
WHOLE = [word for pair in ANSWERS.items() for word in pair]


def setup(folder: Path, *words: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder`, with nothing set but what is named."""
    command = [str(Path(sys.executable).with_name("turnabout")), "setup", *words]
    given = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=given, cwd=folder, input=said)


def rows(folder: Path, question: str, *given: str) -> list[tuple]:
    with sqlite3.connect(folder / "var" / "turnabout.sqlite3") as database:
        return database.execute(question, given).fetchall()


Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A database that is made and empty, because nobody was there to answer."""
    folder = tmp_path_factory.mktemp("begun")
    return folder, setup(folder)


@pytest.fixture
def empty(begun: tuple[Path, Done], tmp_path: Path) -> Path:
    """A folder with an empty database and nothing else."""
    (tmp_path / "var").mkdir()
    shutil.copy(begun[0] / "var" / "turnabout.sqlite3", tmp_path / "var")
    return tmp_path


@pytest.fixture(scope="module")
def made(begun: tuple[Path, Done], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A real installation, set up in one go."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "var").mkdir()
    shutil.copy(begun[0] / "var" / "turnabout.sqlite3", folder / "var")
    return folder, setup(folder, *WHOLE, "--yes")


def test_where_nobody_answers_the_database_is_ready_and_nobody_is_made(begun) -> None:
    folder, done = begun
    assert done.returncode == 2
    assert "there is nobody here to answer" in done.stderr
    assert rows(folder, "select count(*) from accounts_person") == [(0,)]


def test_an_empty_database_becomes_a_real_installation(made) -> None:
    folder, done = made
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(folder, "select name, email, is_administrator from accounts_person") == [
        ("Joan Whitfield", "joan.whitfield@larkfield.example", 1)
    ]
    joined = "select o.name, o.kind, r.kind from cohorts_role r join cohorts_organisation o on o.id = r.organisation_id"
    assert rows(folder, joined) == [("Larkfield Integrated Care", "nhs", "coordinator")]
    events = [event for (event,) in rows(folder, "select event from audit_auditevent order by number")]
    assert events[:4] == ["person.registered", "person.made_administrator", "organisation.created", "role.given"]


def test_it_says_where_the_site_is_what_to_back_up_and_what_to_do_next(made) -> None:
    folder, done = made
    for words in (
        "http://127.0.0.1:8000/",
        str(folder / "var" / "turnabout.sqlite3"),
        "turnabout serve",
        "turnabout work",
        "Create a cohort",
        f"A test message was written to {folder / 'var' / 'mail'}.",
    ):
        assert words in done.stdout
    (letter,) = (folder / "var" / "mail").iterdir()
    assert "Subject: Your site is ready" in letter.read_text()


def test_the_keys_are_written_where_nobody_else_can_read_them(made) -> None:
    folder, _done = made
    secrets = folder / ".env"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    found = dict(line.split("=", 1) for line in secrets.read_text().splitlines())
    assert {len(found[name]) for name in ("SECRET_KEY", "TURNABOUT_KEK", "TURNABOUT_AUDIT_KEY")} == {64}
    assert len({found[name] for name in ("SECRET_KEY", "TURNABOUT_KEK", "TURNABOUT_AUDIT_KEY")}) == 3


def test_the_second_time_it_changes_nothing_and_says_who_is_administrator(made) -> None:
    folder, _done = made
    before = (folder / ".env").read_bytes(), rows(folder, "select count(*) from audit_auditevent")
    again = setup(folder, *WHOLE, "--yes")
    assert again.returncode == 0
    known = "There is an administrator already: Joan Whitfield (joan.whitfield@larkfield.example). Nobody was made."
    assert known in again.stdout
    assert ((folder / ".env").read_bytes(), rows(folder, "select count(*) from audit_auditevent")) == before


def test_a_database_whose_keys_are_gone_gets_no_new_ones(made) -> None:
    folder, _done = made
    (folder / ".env").rename(folder / "away")
    try:
        refused = setup(folder, *WHOLE, "--yes")
        assert refused.returncode == 2
        assert "Put the .env file with the keys back" in refused.stderr
        assert not (folder / ".env").exists()
    finally:
        (folder / "away").rename(folder / ".env")


def test_the_demo_does_not_start_on_a_real_database(made) -> None:
    folder, _done = made
    command = [str(Path(sys.executable).with_name("turnabout")), "run"]
    given = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    refused = subprocess.run(command, capture_output=True, text=True, env=given, cwd=folder, timeout=120)
    assert refused.returncode == 2
    assert "holds real people" in refused.stderr


def test_a_database_of_invented_people_is_refused_and_nothing_is_written(empty: Path) -> None:
    """The crime: a demo's people planted where a real programme would be set up."""
    assert setup(empty, *WHOLE, "--yes").returncode == 0
    with sqlite3.connect(empty / "var" / "turnabout.sqlite3") as database:
        for number, player in enumerate(CAST[:3]):
            row = (f"{number:032x}", player.name, player.email)
            database.execute(
                "insert into accounts_person (id, name, email, is_active, is_administrator, password)"
                " values (?, ?, ?, 1, 0, '')",
                row,
            )
    refused = setup(empty, *WHOLE, "--yes")
    assert refused.returncode == 2
    assert "Demo people never share a database with real ones." in refused.stderr
    assert rows(empty, "select count(*) from accounts_person") == [(4,)]


def test_a_mail_server_that_does_not_answer_loses_nothing(empty: Path) -> None:
    done = setup(empty, *WHOLE, "--yes", EMAIL_URL="smtp://127.0.0.1:9")
    assert done.returncode == 0
    assert "The mail server (127.0.0.1, port 9) did not take the test message" in done.stdout
    assert "Nothing is lost: the message waits in the outbox" in done.stdout
    assert rows(empty, "select kind, status from mail_message") == [("cohorts.site_is_ready", "waiting")]


def test_the_questions_are_asked_until_the_answers_can_be_used(empty: Path) -> None:
    typed = "\n".join(["Joan Whitfield", "joan at larkfield", "joan@larkfield.example", "Larkfield Care", "", "y", ""])
    done = setup(empty, said=typed)
    assert done.returncode == 0, done.stderr
    assert "“joan at larkfield” is no email address" in done.stderr
    assert "Joan Whitfield (joan@larkfield.example) is administrator" in done.stdout
    assert rows(empty, "select name, kind from cohorts_organisation") == [("Larkfield Care", "nhs")]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--yes", "--name", "Joan"], "--email, --organisation, --kind"),
        ([*WHOLE, "--yes", "--email", "nobody"], "no email address"),
        ([*WHOLE, "--yes", "--address", "mentoring.example.org"], "no address of a site"),
        ([*WHOLE, "--yes", "--address", "http://mentoring.example.org"], "has to begin with https://"),
    ],
)
def test_what_cannot_be_used_is_said_and_nobody_is_made(tmp_path: Path, words: list[str], reason: str) -> None:
    refused = setup(tmp_path, *words)
    assert refused.returncode == 2
    assert reason in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_real_address_is_kept_with_its_host_and_without_what_a_trial_needs(empty: Path) -> None:
    address = "https://mentoring.larkfield.example"
    done = setup(empty, *WHOLE, "--yes", "--address", address, EMAIL_URL="smtp://127.0.0.1:9")
    assert done.returncode == 0, done.stderr
    written = (empty / ".env").read_text()
    assert f"BASE_URL={address}\nALLOWED_HOSTS=mentoring.larkfield.example\n" in written
    assert "ON_THIS_MACHINE_ONLY" not in written


def test_a_site_without_https_answers_this_machine_only(tmp_path: Path) -> None:
    refused = setup(tmp_path, *WHOLE, "--yes", ALLOWED_HOSTS="mentoring.example.org", ON_THIS_MACHINE_ONLY="true")
    assert refused.returncode == 2
    assert "ON_THIS_MACHINE_ONLY is set" in refused.stderr
