"""Sessions that a co-ordinator adds by hand: catching up on a choice, or something of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cohorts.world import at
from tests.training.test_pages import page_of, press, text
from tests.training.walk import BETWEEN, BOOKING, Prepared
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.mail.models import Message
from turnabout.training import actions, queries
from turnabout.training.models import Session

STARTS = at(2024, 3, 25, 9)


def add(prepared: Prepared, kind: str, now: datetime = BOOKING, **given: Any) -> Session:
    times = {"starts_at": STARTS, "ends_at": STARTS + timedelta(hours=4)}
    return actions.add_session(cohort=prepared.cohort, kind=kind, by=prepared.coordinator, now=now, **times | given)


def told() -> list[str]:
    return sorted(Message.objects.filter(kind="training.catch_up").values_list("to_person__name", flat=True))


def test_a_catch_up_is_told_to_whoever_missed_it_or_has_not_chosen(prepared: Prepared) -> None:
    prepared.book(prepared.idris, "mentor_briefing_b")
    session = add(prepared, "mentor_briefing", group="mentor_briefing")
    assert (session.step, session.choose_group) == ("added_1", "mentor_briefing")
    assert told() == ["Amara Okafor"], "Idris is booked, and Helen is no reverse mentor"
    message = Message.objects.get(kind="training.catch_up")
    assert f"/my-sessions/{prepared.amara.pk}/choose/mentor_briefing/" in message.body
    assert not message.calendar, "nobody is booked by it"
    for words in (message.subject, message.body):
        assert not any(word in words.lower() for word in ("reverse", "mentor.", "catch"))
    prepared.book(prepared.amara, "added_1")


def test_whoever_was_absent_is_told_of_the_catch_up_and_whoever_came_is_not(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    prepared.mark("mentee_training_a", BETWEEN, absent=[prepared.helen])
    add(prepared, "mentee_training", BETWEEN, group="mentee_training")
    assert told() == ["Helen Marlowe"]
    prepared.book(prepared.helen, "added_1", BETWEEN)
    prepared.mark("added_1", STARTS, came=[prepared.helen])
    assert queries.trained_ids(prepared.cohort) == {prepared.helen.pk}
    add(prepared, "mentee_training", STARTS, group="mentee_training", starts_at=STARTS + timedelta(hours=1))
    assert told() == ["Helen Marlowe"], "she has been there now"


@pytest.mark.parametrize("kind", ["action_learning", "graduation"])
def test_a_session_by_itself_is_told_to_nobody_and_opens_no_gate(prepared: Prepared, kind: str) -> None:
    session = add(prepared, kind)
    assert (session.choose_group, told()) == ("added_1", [])
    mentee = [one.group for one in queries.sessions_for(prepared.helen.person, prepared.helen, BOOKING)]
    assert ("added_1" in mentee) == (kind == "graduation"), "action learning is for reverse mentors"
    prepared.book(prepared.amara, "added_1")
    prepared.mark("added_1", STARTS, came=[prepared.amara])
    assert queries.trained_ids(prepared.cohort) == set()


def test_each_added_session_has_a_step_of_its_own(prepared: Prepared) -> None:
    made = [add(prepared, "mentor_briefing", group="mentor_briefing").step]
    actions.cancel_session(session=prepared.session("added_1"), by=prepared.coordinator, now=BOOKING)
    made += [add(prepared, "mentor_briefing", group="mentor_briefing").step, add(prepared, "graduation").step]
    assert made == ["added_1", "added_2", "added_3"]


def test_impossible_sessions_and_strangers_are_refused(prepared: Prepared) -> None:
    wrong = [
        ({"group": "mentee_training"}, "no such choice"),
        ({"starts_at": BOOKING - timedelta(days=1)}, "still to come"),
        ({"ends_at": STARTS}, "end after it starts"),
        ({"map_link": "http://maps.example.org/"}, "https"),
    ]
    for given, says in wrong:
        with pytest.raises(Refused, match=says):
            add(prepared, "mentor_briefing", **given)
    for by in (prepared.trainer, prepared.amara.person, prepared.world.outsider):
        with pytest.raises(Refused) as refusal:
            actions.add_session(
                cohort=prepared.cohort, kind="graduation", starts_at=STARTS, ends_at=STARTS, by=by, now=BOOKING
            )
        assert refusal.value.decision.hidden


def test_the_page_adds_a_catch_up_and_the_map_leads_there_from_page_and_mail(prepared: Prepared) -> None:
    with clock.borrowed(BOOKING):
        given = {"day_day": "25", "day_month": "3", "day_year": "2024", "starts": "9am", "ends": "1pm"}
        more = {
            "kind": "mentor_briefing",
            "group": "mentor_briefing",
            "place": "Room 4",
            "access": "A way in\nno steps",
        }
        wrong = given | more | {"map_link": "http://maps.example.org/r4"}
        answer = press(prepared.coordinator, "training:add", prepared.cohort.pk, **wrong)
        assert answer.status_code == 422 and "begins with https://" in text(answer)
        wrong = given | more | {"kind": "graduation"}
        assert "of another kind" in text(press(prepared.coordinator, "training:add", prepared.cohort.pk, **wrong))
        right = given | more | {"map_link": "https://maps.example.org/r4"}
        assert press(prepared.coordinator, "training:add", prepared.cohort.pk, **right).status_code == 302
        prepared.book(prepared.amara, "added_1")
        assert "Map: <https://maps.example.org/r4>" in Message.objects.get(kind="training.booked").body
        assert "no steps" not in Message.objects.get(kind="training.booked").body
        mine = text(page_of(prepared.amara.person, "training:mine", prepared.amara.pk))
        assert 'href="https://maps.example.org/r4"' in mine and "A way in" in mine
