"""The pages that ask for another day of the demo, and the one that says how far it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.registry import JOBS, job
from turnabout.rehearsal.demo import errand, maker
from turnabout.rehearsal.demo.errand import Errand, Report

pytestmark = pytest.mark.django_db
TODAY, LATER, EARLIER = date(2024, 7, 4), date(2024, 8, 28), date(2024, 1, 26)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A demo's home, whose clock stands on the usual day, and to which nobody attends."""
    settings.TURNABOUT_HOME = tmp_path
    Offset.stand_at(clock.london(TODAY, time(10)))
    return tmp_path


@pytest.fixture
def kept(home: Path) -> Iterator[Path]:
    """The same with somebody who attends to it, and does nothing."""
    with errand.attending(home):
        yield home


def words(response: Any) -> str:
    text = re.sub(r"<(script|noscript).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def press(client: Client, name: str = "day", **given: Any) -> Any:
    return client.post(reverse(f"demo:{name}"), {"idempotency_key": str(uuid4()), **given})


def other(day: date) -> dict[str, Any]:
    return {"step": "other", "other_day_day": day.day, "other_day_month": day.month, "other_day_year": day.year}


def test_the_demo_says_on_every_page_where_to_go_for_another_day(client: Client, home: Path) -> None:
    for page in ("/", reverse("demo:cast"), "/no/such/page/"):
        assert f'href="{reverse("demo:day")}">Another day<' in client.get(page).content.decode()


def test_the_days_of_the_programme_are_there_with_their_words(client: Client, home: Path) -> None:
    said = words(client.get(reverse("demo:day")))
    assert "Today it is Thursday 4 July 2024 here." in said
    assert "The programme is being set up Wednesday 11 October 2023, in the past here" in said
    assert "Half-way check Monday 8 July 2024 Third peer support" in said
    assert "Follow-up after twelve months Monday 6 October 2025" in said


def test_a_later_day_is_asked_for_once_and_its_progress_is_shown(client: Client, kept: Path) -> None:
    answer = press(client, way="on", step=LATER.isoformat())
    assert answer.url == reverse("demo:moving")
    assert errand.wanted(kept) == Errand(LATER, anew=False)
    shown = client.get(answer.url)
    assert "The clock moves on to Wednesday 28 August 2024" in words(shown)
    assert "no-store" in shown.headers["Cache-Control"]


@pytest.mark.parametrize("day", [EARLIER, TODAY, LATER, date(2023, 10, 11), date(2025, 10, 6)])
def test_any_day_of_the_programme_can_be_lived_up_to_anew(client: Client, kept: Path, day: date) -> None:
    assert press(client, way="anew", **other(day)).status_code == 302
    assert errand.wanted(kept) == Errand(day, anew=True)


def test_starting_again_is_one_press(client: Client, kept: Path) -> None:
    assert reverse("demo:start_again") in client.get(reverse("demo:day")).content.decode()
    assert press(client, "start_again").url == reverse("demo:moving")
    assert errand.wanted(kept) == Errand(TODAY, anew=True)


def test_a_date_that_is_typed_counts_without_its_radio_and_not_against_another(client: Client, kept: Path) -> None:
    typed = {**other(LATER), "step": ""}
    assert press(client, way="on", **typed).status_code == 302
    assert errand.wanted(kept) == Errand(LATER, anew=False)
    errand.close(kept, well=False)
    wrong = {**other(LATER), "other_day_day": "31", "other_day_month": "2"}
    assert press(client, way="anew", **{**wrong, "step": EARLIER.isoformat()}).status_code == 302
    assert errand.wanted(kept) == Errand(EARLIER, anew=True)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose a day"),
        ({"step": EARLIER.isoformat()}, "Choose how we get there"),
        ({"way": "on", "step": "other"}, "Fill in the day"),
        ({"way": "on", "step": "1999-01-01"}, "Choose one of the answers in the list"),
        ({"way": "back", "step": LATER.isoformat()}, "Choose one of the answers in the list"),
        ({"way": "on", **other(LATER), "other_day_year": ""}, "“Another day” must include a year"),
        ({"way": "on", **other(LATER), "other_day_day": "32"}, "“Another day” must be a real date"),
        ({"way": "on", **other(LATER), "other_day_year": "24"}, "must have 4 numbers"),
        (
            {"way": "anew", **other(date(2023, 10, 10))},
            "Choose a day from Wednesday 11 October 2023 to Monday 6 October 2025",
        ),
        ({"way": "on", **other(date(2025, 10, 7))}, "to Monday 6 October 2025: the programme has no other days"),
        (
            {"way": "on", "step": EARLIER.isoformat()},
            "Friday 26 January 2024 is in the past here, and the clock cannot",
        ),
        ({"way": "on", **other(EARLIER)}, "To see that day, choose to begin again"),
        ({"way": "on", **other(TODAY)}, "It is Thursday 4 July 2024 here already."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_asked_for(
    client: Client, kept: Path, given: dict[str, Any], says: str
) -> None:
    answer = press(client, **given)
    assert answer.status_code == 422
    assert says in words(answer)
    assert not errand.asked(kept)


def test_who_comes_second_is_told_so_and_sees_how_far_the_first_is(client: Client, kept: Path) -> None:
    press(client, way="on", step=LATER.isoformat())
    errand.tell(kept, Report(Errand(LATER, anew=False), percent=41, reached=date(2024, 7, 25)))
    for late in (press(client, way="anew", step=EARLIER.isoformat()), press(client, "start_again"), press(client)):
        assert late.status_code == 409
        assert "Somebody asked for another day before you did" in words(late)
        assert "41 in 100 done. It is Thursday 25 July 2024 now." in words(late)
    assert client.get(reverse("demo:day")).url == reverse("demo:moving")
    assert errand.wanted(kept) == Errand(LATER, anew=False)


def test_pressing_twice_asks_once(client: Client, kept: Path) -> None:
    given = {"idempotency_key": str(uuid4()), "way": "on", "step": LATER.isoformat()}
    assert client.post(reverse("demo:day"), given).status_code == 302
    errand.close(kept, well=True)
    assert client.post(reverse("demo:day"), given).url == reverse("demo:moving")
    assert not errand.asked(kept)


def test_where_nobody_attends_nothing_is_asked_for(client: Client, home: Path) -> None:
    for answer in (press(client, way="on", step=LATER.isoformat()), press(client, "start_again")):
        assert answer.status_code == 409
        assert "This works only while the site was started with “make run” or “turnabout run”." in words(answer)
    assert not errand.asked(home)


@pytest.mark.postgres
def test_where_another_database_holds_the_demo_its_clock_moves_on_and_it_does_not_begin_again(
    client: Client, kept: Path
) -> None:
    embedded = connection.vendor == "sqlite"
    answer = press(client, way="anew", step=LATER.isoformat())
    assert answer.status_code == (302 if embedded else 409)
    assert embedded or "where it cannot begin again. You can move the clock on" in words(answer)
    errand.close(kept, well=False)
    assert press(client, way="on", step=LATER.isoformat()).status_code == 302


def test_a_request_that_outlived_who_attended_holds_nobody_up(client: Client, home: Path) -> None:
    errand.ask(home, Errand(LATER, anew=False))
    assert "Nobody has asked for another day." in words(client.get(reverse("demo:moving")))
    assert client.get(reverse("demo:day")).status_code == 200
    with errand.attending(home):
        assert "We did not get to Wednesday 28 August 2024" in words(client.get(reverse("demo:moving")))
        assert press(client, way="on", step=LATER.isoformat()).status_code == 302


def test_the_page_looks_again_while_it_is_done_and_not_afterwards(client: Client, kept: Path) -> None:
    here = reverse("demo:moving")
    refresh = f'<noscript><meta http-equiv="refresh" content="2; url={here}"></noscript>'
    assert refresh not in client.get(here).content.decode()
    errand.ask(kept, Errand(EARLIER, anew=True))
    assert refresh in client.get(here).content.decode()
    still = client.get(f"{here}?still")
    assert "refresh" not in still.content.decode()
    assert "again.js" not in still.content.decode()
    assert "Look how far it is now" in words(still)
    errand.close(kept, well=True)
    assert refresh not in client.get(here).content.decode()
    assert refresh not in client.get(reverse("demo:day")).content.decode()


@pytest.mark.parametrize(
    ("anew", "well", "reached", "says"),
    [
        (False, True, LATER, "What you did is still here."),
        (True, True, LATER, "What was done here before is forgotten, and everybody is signed out."),
        (True, False, LATER, "Nothing was changed: the demo is as it was."),
        (False, False, None, "Nothing was changed: the demo is as it was."),
        (False, False, date(2024, 7, 25), "on Thursday 25 July 2024. The clock stands there"),
    ],
)
def test_what_came_of_it_is_said(
    client: Client, kept: Path, anew: bool, well: bool, reached: date | None, says: str
) -> None:
    wanted = Errand(LATER, anew=anew)
    errand.ask(kept, wanted)
    errand.tell(kept, Report(wanted, percent=30, reached=reached))
    errand.close(kept, well=well)
    if well:
        assert "The clock is not being moved" in words(client.get(reverse("demo:moving"))), "it is another day here"
        Offset.stand_at(clock.london(LATER, time(10)))
    said = words(client.get(reverse("demo:moving")))
    assert ("It is" if well else "We did not get to") + " Wednesday 28 August 2024" in said
    assert says in said
    assert ("clock.log" in said) is not well


@pytest.mark.parametrize("name", ["day", "start_again", "moving"])
def test_outside_the_demo_every_door_is_shut(client: Client, kept: Path, settings: Any, name: str) -> None:
    settings.DEMO = False
    with pytest.raises(RuntimeError, match="in the demo only"):
        client.get(reverse(f"demo:{name}"))
    with pytest.raises(RuntimeError, match="in the demo only"):
        press(client, name)
    with pytest.raises(RuntimeError, match="in the demo only"):
        maker.move_on(LATER, tell=lambda percent, at: None)
    assert not errand.asked(kept)


failing: list[str] = []
"""The things over which the job fails."""


@pytest.fixture
def worked() -> Iterator[list[Any]]:
    """A job that notes when it ran; it starts another, or fails, where it is told to."""
    seen: list[Any] = []
    failing[:] = ["fails"]

    @job("test.note")
    def note(*, thing: str, now: Any) -> None:
        seen.append((thing, now))
        if thing == "c":
            queue.schedule("test.note", key="d", at=now + timedelta(days=1), thing="d")
        if thing in failing:
            raise OSError("The other machine is away")

    yield seen
    del JOBS["test.note"]


def test_moving_on_does_what_falls_due_at_its_own_instant_and_no_more(home: Path, worked: list[Any]) -> None:
    told: list[tuple[int, Any]] = []
    at = [clock.london(date(2024, 7, day), time(9)) for day in (3, 10)]
    queue.enqueue("test.note", thing="a")
    for thing, moment in (("b", at[0]), ("c", at[1]), ("late", clock.london(LATER, time(10)) + timedelta(minutes=1))):
        queue.schedule("test.note", key=thing, at=moment, thing=thing)
    maker.move_on(LATER, tell=lambda percent, moment: told.append((percent, moment)))
    assert [thing for thing, _now in worked] == ["a", "b", "c", "d"]
    assert [now for _thing, now in worked][1:] == [at[0], at[1], at[1] + timedelta(days=1)]
    assert abs(clock.now() - clock.london(LATER, time(10))) < timedelta(seconds=5)
    assert [moment for _percent, moment in told] == [at[1], at[1] + timedelta(days=1), clock.london(LATER, time(10))]
    assert told[-1][0] == 100


def test_where_something_fails_the_clock_stands_there(home: Path, worked: list[Any]) -> None:
    where = clock.london(date(2024, 7, 10), time(9))
    queue.schedule("test.note", key="fails", at=where, thing="fails")
    queue.schedule("test.note", key="b", at=where + timedelta(days=3), thing="b")
    with pytest.raises(OSError, match="away"):
        maker.move_on(LATER, tell=lambda percent, at: None)
    assert abs(clock.now() - where) < timedelta(seconds=5)
    assert [thing for thing, _now in worked] == ["fails"]
    failing.clear()
    maker.move_on(LATER, tell=lambda percent, at: None)
    assert [thing for thing, _now in worked] == ["fails", "fails", "b"], "what failed is done after all"


def test_the_clock_never_moves_back(home: Path) -> None:
    with pytest.raises(ValueError, match="never back"):
        maker.move_on(EARLIER, tell=lambda percent, at: None)


def test_a_demo_is_never_made_anew_in_the_database_that_people_look_at(home: Path) -> None:
    with pytest.raises(RuntimeError, match="database of its own"):
        maker.replace(EARLIER, home, tell=lambda percent, at: None)
