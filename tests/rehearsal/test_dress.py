"""A cohort of one's own is rehearsed: on its dates, in its words, without a way to anybody."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications.walk import sent
from tests.cohorts.world import World, at
from tests.foundation.smtp import post_office
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.planner import SWITCHES
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.actions import set_wording
from turnabout.foundation.mail.types import KINDS
from turnabout.rehearsal.dress import actions, queries, stage, tasks
from turnabout.rehearsal.dress.models import Rehearsal, Sent
from turnabout.rehearsal.dress.permissions import PATIENCE
from turnabout.rehearsal.dress.script import script_of, unfixed
from turnabout.training import actions as training

pytestmark = pytest.mark.django_db
NOW = at(2023, 9, 2, 10)
ACCEPTED = "selection.accepted"
EVERY_STAGE = tuple(switch.code for switch in SWITCHES)


@pytest.fixture
def world(db: None) -> World:
    return World.make(at(2023, 9, 1, 9))


def page(world: World, name: str, *args: Any, by: Any = None, data: Any = None, now: datetime = NOW, **get: Any) -> Any:
    client = Client()
    client.force_login(by or world.coordinator)
    with clock.borrowed(now):
        address = reverse(f"dress:{name}", args=args)
        return client.get(address, get) if data is None else client.post(address, data)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def begin(world: World, cohort: Cohort, now: datetime = NOW) -> Rehearsal:
    return actions.begin(cohort=cohort, by=world.coordinator, now=now)


def told(*messages: tuple[str, str, str, int], **more: Any) -> dict[str, Any]:
    """What a rehearsal left, made up: kind, who, job, and on which day of November."""
    found = [
        {
            "at": at(2023, 11, day).isoformat(),
            "kind": kind,
            "who": who,
            "job": job,
            "subject": "About our programme",
            "body": f"Dear {who},\n\nread **this**.",
            "method": "",
        }
        for kind, who, job, day in messages
    ]
    return {"people": 24, "troubles": [], "messages": found, **more}


TWO_LETTERS = told(
    ("applications.received", "Tansy Mossgrove", "mentor", 14),
    ("applications.received", "Alder Fernacre", "mentor", 20),
    ("applications.ask_manager", "Tansy Mossgrove", "manager", 15),
)


# What is played


def test_a_script_names_nobody_who_takes_part(world: World) -> None:
    cohort = world.open_cohort()
    for role, name in (("mentor", "Amara Okafor"), ("mentee", "Helen Marlowe")):
        sent(cohort, role, name)
    script = json.dumps(script_of(cohort))
    people = [one for one in Person.objects.all() if one.name != cohort.contact_name]
    assert len(people) > 5
    assert not [one for one in people if one.name in script or (one.email and one.email in script)]


def test_a_cohort_is_played_on_its_own_dates_with_its_own_words_and_stages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here with every stage off that can be, which is the shortest way, and beside a mail server that hears nothing."""
    cohort = world.cohort()
    cohorts.switch_stages(cohort=cohort, off=EVERY_STAGE, by=world.coordinator, now=NOW)
    told_on = date(2024, 2, 5)
    instants = {"starts_at": clock.london(told_on, time(0)), "ends_at": clock.end_of(told_on)}
    cohorts.change_date(cohort=cohort, step="decisions", **instants, by=world.coordinator, now=NOW)
    cohorts.set_calendar_title(cohort=cohort, title="Wednesday circle", by=world.coordinator, now=NOW)
    keep = {"scope": cohort.pk, "by": world.coordinator, "now": NOW}
    set_wording(kind=ACCEPTED, subject="Welcome to the twelve", body=welcome(), **keep)
    with post_office() as office:
        monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{office.port}")
        monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
        rehearsal = begin(world, cohort)
        stage.play(rehearsal)
        assert not office.letters
    rehearsal.refresh_from_db()
    assert (rehearsal.broke, rehearsal.troubles) == (False, [])
    assert 20 <= rehearsal.people <= 40
    accepted = rehearsal.sent.filter(kind=ACCEPTED)
    assert {one.at.astimezone(clock.LONDON).date() for one in accepted} == {told_on, date(2024, 2, 8)}, (
        "and the reserve"
    )
    assert {one.subject for one in accepted} == {"Welcome to the twelve"}
    assert all("Fenwick twelve" in one.body for one in accepted)
    assert rehearsal.sent.filter(subject__startswith="Wednesday circle: ").exists()
    kinds = set(rehearsal.sent.values_list("kind", flat=True))
    assert not {"applications.ask_manager", "surveys.please_answer"} & kinds, "their stages are off"
    assert {"partnerships.active", "selection.graduated"} <= kinds, "it went on to the last day"
    assert not rehearsal.sent.filter(who__in=["Ada Keys", "Pat Stranger"]).exists(), "nobody who is here"


def welcome() -> str:
    body = KINDS[ACCEPTED].standard()[1]
    greeting, rest = body.split("\n\n", 1)
    return f"{greeting}\n\nWelcome to the Fenwick twelve.\n\n{rest}"


@pytest.mark.long
@pytest.mark.parametrize("pattern", ["system", "board"])
def test_a_cohort_as_the_pattern_has_it_runs_into_nothing(world: World, pattern: str) -> None:
    cohort = world.cohort(pattern=pattern)
    rehearsal = begin(world, cohort)
    stage.play(rehearsal)
    rehearsal.refresh_from_db()
    assert (rehearsal.broke, rehearsal.troubles) == (False, [])
    assert rehearsal.sent.filter(kind="surveys.please_answer").exists()


@pytest.mark.long
def test_what_the_dates_make_impossible_is_said_and_the_rest_goes_on(world: World, tmp_path: Path) -> None:
    cohort = world.cohort()
    cohorts.switch_stages(cohort=cohort, off=EVERY_STAGE, by=world.coordinator, now=NOW)
    for step in ("mentee_training_a", "mentee_training_b"):
        moment = at(2024, 1, 10, 10)
        instants = {"starts_at": moment, "ends_at": moment + timedelta(hours=1)}
        cohorts.change_date(cohort=cohort, step=step, **instants, by=world.coordinator, now=NOW)
    rehearsal = begin(world, cohort)
    stage.play(rehearsal)
    rehearsal.refresh_from_db()
    assert not rehearsal.broke
    assert rehearsal.troubles, "training before anybody has a place"
    shown = text(page(world, "rehearsal", cohort.pk))
    assert "Something did not work" in shown
    assert rehearsal.troubles[0]["reason"] in shown
    assert rehearsal.sent.exists()


def test_a_date_without_a_day_has_the_hours_of_the_pattern_on_its_first_day(world: World) -> None:
    cohort = world.cohort()
    first, last = clock.london(date(2024, 3, 1), time(0)), clock.end_of(date(2024, 3, 31))
    window = {"starts_at": first, "ends_at": last, "kind": "window"}
    cohorts.change_date(cohort=cohort, step="mentor_briefing_a", **window, by=world.coordinator, now=NOW)
    cohort.refresh_from_db()
    assert [one.step for one in unfixed(cohort)] == ["mentor_briefing_a"]
    starts, ends = script_of(cohort)["dates"]["mentor_briefing_a"]
    assert datetime.fromisoformat(starts) == at(2024, 3, 1, 13)
    assert datetime.fromisoformat(ends) == at(2024, 3, 1, 17)
    assert "no fixed day yet" in text(page(world, "begin", cohort.pk))


def test_where_sessions_are_goes_into_the_script(world: World) -> None:
    cohort = world.open_cohort()
    training.plan_sessions(cohort=cohort, by=world.coordinator, now=NOW)
    session = cohort.sessions.get(step="mentor_briefing_a")
    kept = {"starts_at": session.starts_at, "ends_at": session.ends_at, "capacity": 40}
    training.change_session(session=session, place="Room 4", **kept, by=world.coordinator, now=NOW)
    assert script_of(cohort)["places"]["mentor_briefing_a"]["place"] == "Room 4"


# It reaches nobody


def test_a_process_that_rehearses_cannot_connect_whatever_it_tries() -> None:
    tries = (
        "import socket; socket.gethostbyname('example.org')",
        "import socket; socket.gethostbyaddr('127.0.0.1')",
        "import socket; socket.getnameinfo(('127.0.0.1', 25), 0)",
        "import socket; socket.create_server(('127.0.0.1', 0))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import socket; socket.create_connection(('127.0.0.1', PORT))",
        "import socket; socket.getaddrinfo('example.org', 25)",
        "import smtplib; smtplib.SMTP('127.0.0.1', PORT)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:PORT')",
    )
    with post_office() as office:
        for crime in tries:
            code = f"from turnabout.rehearsal import no_way_out; no_way_out.shut()\n{crime}".replace(
                "PORT", str(office.port)
            )
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
            assert "NoWayOut" in done.stderr, f"{crime}: {done.stderr}"
        reaching = "import socket; socket.create_connection(('127.0.0.1', PORT))"
        open_door = [sys.executable, "-c", reaching.replace("PORT", str(office.port))]
        assert subprocess.run(open_door).returncode == 0, "without the guard the same call goes through"


@pytest.mark.parametrize("words", ['{"pattern": "system"', "{}", "[]", '{"pattern": "system"}', "7"])
def test_a_script_that_is_none_is_told_from_one(tmp_path: Path, words: str) -> None:
    broken = tmp_path / "cohort.json"
    broken.write_text(words)
    done = subprocess.run(
        [sys.executable, "-m", "turnabout.cli", "rehearse", str(broken), "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "is not the script of a cohort" in done.stderr
    assert "Traceback" not in done.stderr


# What its pages show


def test_the_page_says_what_it_is_and_one_press_begins_it(world: World) -> None:
    cohort = world.cohort()
    shown = text(page(world, "rehearsal", cohort.pk))
    assert "cannot reach anybody" in shown
    assert page(world, "begin", cohort.pk, data={}).status_code == 302
    assert "It is being prepared" in text(page(world, "rehearsal", cohort.pk))
    assert page(world, "begin", cohort.pk, data={}).status_code == 403
    with pytest.raises(Refused):
        begin(world, cohort)


def test_one_whose_machine_was_stopped_stands_in_nobodys_way(world: World) -> None:
    cohort = world.cohort()
    begin(world, cohort)
    later = NOW + PATIENCE
    assert "not played to its end" in text(page(world, "rehearsal", cohort.pk, now=later))
    assert begin(world, cohort, later).ended_at is None
    assert Rehearsal.objects.count() == 1


def test_one_that_broke_says_so_and_offers_another(world: World) -> None:
    cohort = world.cohort()
    actions.keep(rehearsal=begin(world, cohort), found=None, by=CLOCK, now=NOW)
    shown = text(page(world, "rehearsal", cohort.pk))
    assert "not played to its end" in shown
    assert reverse("dress:begin", args=[cohort.pk]) in shown


def test_the_timeline_counts_messages_of_a_kind_and_shows_each_to_one_person(world: World) -> None:
    cohort = world.cohort()
    actions.keep(rehearsal=begin(world, cohort), found=TWO_LETTERS, by=CLOCK, now=NOW)
    shown = text(page(world, "rehearsal", cohort.pk))
    assert "24 invented people" in shown
    assert "November 2023" in shown
    assert "14 to 20 November" in shown
    assert "2 to reverse mentors" in shown
    assert "Applications open" in shown, "the cohort's own dates stand between"
    alder = text(page(world, "rehearsal", cohort.pk, who="mentor:Alder Fernacre"))
    assert "Messages to Alder Fernacre, reverse mentor" in alder
    assert "the line manager of Tansy Mossgrove</td>" not in alder
    assert "Messages to everybody" in text(page(world, "rehearsal", cohort.pk, who="mentor:Nobody"))


def test_a_message_is_read_as_it_would_look(world: World) -> None:
    cohort = world.cohort()
    rehearsal = actions.keep(rehearsal=begin(world, cohort), found=TWO_LETTERS, by=CLOCK, now=NOW)
    message = rehearsal.sent.get(job="manager")
    shown = text(page(world, "message", cohort.pk, message.pk))
    assert "<strong>this</strong>" in shown
    assert "the line manager of Tansy Mossgrove" in shown
    assert reverse("home:message_kind", args=[cohort.pk, "applications.ask_manager"]) in shown


def test_nobody_else_finds_a_rehearsal_or_a_message_of_it(world: World) -> None:
    cohort, other = world.cohort(), world.cohort(number=6)
    rehearsal = actions.keep(rehearsal=begin(world, cohort), found=TWO_LETTERS, by=CLOCK, now=NOW)
    message = rehearsal.sent.first()
    assert message is not None
    assert page(world, "rehearsal", cohort.pk, by=world.outsider).status_code == 404
    assert page(world, "begin", cohort.pk, by=world.outsider).status_code == 404
    assert page(world, "message", cohort.pk, message.pk, by=world.outsider).status_code == 404
    assert page(world, "message", other.pk, message.pk).status_code == 404
    assert queries.find_sent(world.outsider, cohort, message.pk, NOW) is None


def test_another_rehearsal_replaces_the_last(world: World) -> None:
    cohort = world.cohort()
    actions.keep(rehearsal=begin(world, cohort), found=TWO_LETTERS, by=CLOCK, now=NOW)
    begin(world, cohort)
    assert not Sent.objects.exists()


def test_the_job_begins_nothing_for_one_that_is_over(world: World) -> None:
    cohort = world.cohort()
    actions.keep(rehearsal=begin(world, cohort), found=TWO_LETTERS, by=CLOCK, now=NOW)
    with clock.borrowed(NOW):
        assert queue.drain() >= 1
    assert not tasks._begun


def test_a_job_that_runs_twice_begins_one_process_and_nothing_is_kept_twice(world: World) -> None:
    cohort = world.cohort()
    rehearsal = begin(world, cohort)
    begun = actions.begin_to_play(rehearsal=rehearsal, by=CLOCK, now=NOW)
    with clock.borrowed(NOW):
        assert queue.drain(runs=2) >= 1
    assert not tasks._begun, "another process plays it"
    with pytest.raises(Refused):
        actions.begin_to_play(rehearsal=rehearsal, by=CLOCK, now=NOW)
    for _twice in range(2):
        actions.keep(rehearsal=begun, found=TWO_LETTERS, by=CLOCK, now=NOW)
    assert Sent.objects.count() == 3


def test_what_comes_of_one_that_was_replaced_is_not_kept(world: World) -> None:
    cohort = world.cohort()
    slow = begin(world, cohort)
    begin(world, cohort, NOW + PATIENCE)
    actions.keep(rehearsal=slow, found=TWO_LETTERS, by=CLOCK, now=NOW + PATIENCE)
    assert not Sent.objects.exists()
    assert Rehearsal.objects.get().ended_at is None


def test_a_fault_of_ours_ends_it_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsal = begin(world, world.cohort())
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    stage.play(rehearsal)
    rehearsal.refresh_from_db()
    assert rehearsal.broke


def test_nothing_is_left_on_the_disk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(stage, "LONGEST", 4.0)
    rehearsal = begin(world, world.cohort())
    stage.play(rehearsal)
    rehearsal.refresh_from_db()
    assert rehearsal.broke, "it was killed in the middle"
    assert list(tmp_path.iterdir()) == []


def test_words_that_no_longer_fit_cost_nothing_but_themselves(world: World, tmp_path: Path) -> None:
    """As after an upgrade: a place that was renamed, a kind that is gone, a number that nobody knows."""
    script = script_of(world.cohort())
    script["off"] = list(EVERY_STAGE)
    script["policies"] = {"gone": 1}
    script["wordings"] = {
        ACCEPTED: {"subject": "Welcome", "body": "Dear {who}", "switched_off": False, "days": []},
        "applications.gone": {"subject": "x", "body": "y", "switched_off": False, "days": []},
    }
    path, out = tmp_path / "cohort.json", tmp_path / "out"
    path.write_text(json.dumps(script))
    found = stage._played(path, out, "none")
    assert found is not None
    assert len(found["troubles"]) == 2
    assert "There is no place called {who}" in found["troubles"][1]["reason"]
    assert len(found["messages"]) > 100
    assert any(one["kind"] == "selection.graduated" for one in found["messages"])
