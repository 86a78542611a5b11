"""Leaders of a Board programme are named, and say yes or no by a link that works once and not for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.applications import walk
from tests.cohorts.world import at
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK, VISITOR, link_holder
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs.queue import drain
from turnabout.foundation.mail.models import Message

NAMED = at(2024, 2, 6, 10)
CLOSES = clock.end_of(date(2024, 3, 1))
BY_LINK = link_holder("the leader's link")


@pytest.fixture
def leader(world, board):
    return walk.named(world, board, NAMED)


def confirm(application, token, now=NAMED, by=BY_LINK, **given):
    return actions.confirm(application=application, token=token, answers={**walk.LEADER, **given}, by=by, now=now)


def test_a_named_leader_is_written_to_with_a_link_whose_secret_is_not_stored(leader):
    application, token = leader
    message = Message.objects.get(kind="applications.please_confirm")
    assert f"/confirm/{token}/" in message.body
    assert message.to_address == "gareth.pryce@example.org"
    assert token not in repr(Application.objects.filter(pk=application.pk).values())
    assert "mentor" not in f"{message.subject} {message.body}".lower()


def test_once_delivered_the_outbox_no_longer_holds_the_secret(leader, mailoutbox):
    _application, token = leader
    with clock.borrowed(NAMED):
        drain()
    assert token in mailoutbox[0].body
    message = Message.objects.get(kind="applications.please_confirm")
    assert message.status == "sent"
    assert token not in message.body
    assert "will you take part" in message.subject


def test_reading_a_link_uses_nothing_up(leader):
    application, token = leader
    for _ in range(3):
        link = queries.open_by_token(token, NAMED)
        assert (link.application.pk, link.state) == (application.pk, "open")
    assert queries.open_by_token(token + "x", NAMED) is None
    assert queries.open_by_token("", NAMED) is None


def test_a_leader_confirms_by_link_without_an_account_or_a_form(leader):
    application, token = leader
    confirm(application, token)
    again = Application.objects.get(pk=application.pk)
    assert again.status == "confirmed"
    answers = queries.answers(again, again.person, NAMED)
    assert answers["why"] == "I want to hear what I am not told."
    assert (answers["topics"], answers["modes"]) == (["race"], ["in_person"])
    assert Message.objects.filter(kind="applications.confirmed").count() == 1


def test_a_link_works_once(leader):
    application, token = leader
    confirm(application, token)
    assert queries.open_by_token(token, NAMED).state == "used"
    with pytest.raises(Refused, match="This is now “Confirmed”"):
        confirm(application, token)


def test_a_leader_may_say_no_without_a_reason(leader):
    application, token = leader
    actions.turn_down(application=application, token=token, by=BY_LINK, now=NAMED)
    assert application.status == "turned_down"
    with pytest.raises(Refused, match="This is now “Said no”"):
        confirm(application, token)


def test_the_link_is_good_until_the_exact_end_of_the_last_day(leader):
    application, token = leader
    assert application.link_until == CLOSES
    assert queries.open_by_token(token, CLOSES - timedelta(microseconds=1)).state == "open"
    assert queries.open_by_token(token, CLOSES).state == "expired"
    with pytest.raises(Refused, match=r"This link has expired.*Joan Whitfield"):
        confirm(application, token, CLOSES)
    assert confirm(application, token, CLOSES - timedelta(microseconds=1)).status == "confirmed"


def test_a_new_link_makes_the_old_one_worthless(world, leader):
    application, old = leader
    new = actions.send_new_link(application=application, by=world.coordinator, now=NAMED)
    assert queries.open_by_token(old, NAMED) is None
    with pytest.raises(Refused, match="expired"):
        confirm(application, old)
    assert confirm(application, new).status == "confirmed"
    with pytest.raises(Refused, match="has answered"):
        actions.send_new_link(application=application, by=world.coordinator, now=NAMED)


def test_after_the_last_day_a_new_link_is_good_for_two_weeks(world, leader):
    application, _token = leader
    later = CLOSES + timedelta(days=1)
    actions.send_new_link(application=application, by=world.coordinator, now=later)
    assert application.link_until == later + timedelta(days=14)


def test_another_leaders_link_opens_nothing(world, board, leader):
    application, _token = leader
    _other, other_token = walk.named(world, board, NAMED, "Helen Marlowe")
    with pytest.raises(Refused, match="expired"):
        confirm(application, other_token)


def test_nobody_confirms_without_the_link(world, leader):
    application, token = leader
    for other in (VISITOR, CLOCK, world.outsider, world.coordinator, link_holder("the line manager's link")):
        with pytest.raises(Refused) as refusal:
            confirm(application, token, by=other)
        assert refusal.value.decision.hidden


def test_every_declaration_is_asked_of_a_leader(leader):
    application, token = leader
    with pytest.raises(Refused, match="Tick every line"):
        confirm(application, token, declarations=["time"])


def test_a_leaders_faulty_answers_change_nothing(leader):
    application, token = leader
    with pytest.raises(Refused, match="Take out 50 words"):
        confirm(application, token, why="word " * 300)
    assert queries.open_by_token(token, NAMED).state == "open"


def test_only_a_coordinator_of_a_board_programme_names_leaders(world, cohort, board):
    with pytest.raises(Refused) as refusal:
        actions.name_leader(
            cohort=board, name="X Y", email="x@example.org", job_title="", organisation=world.host, level=9,
            by=world.outsider, now=NAMED,
        )  # fmt: skip
    assert refusal.value.decision.hidden
    with pytest.raises(Refused, match="leaders apply themselves"):
        walk.named(world, cohort, NAMED)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": " "}, "full name"),
        ({"email": "gareth"}, "no email address"),
        ({"email": ""}, "work email"),
        ({"manager_email": "the chair"}, "no email address"),
        ({"level": 10}, "1 to 9"),
    ],
)
def test_a_slip_in_naming_is_said_and_nobody_is_written_to(world, board, given, says):
    with pytest.raises(Refused, match=says):
        walk.named(world, board, NAMED, **given)
    assert not Message.objects.filter(kind="applications.please_confirm").exists()
    assert not Person.objects.filter(name="Gareth Pryce").exists()


def test_somebody_who_is_in_the_cohort_already_is_not_named_again(world, board, leader):
    with pytest.raises(Refused, match="in this cohort already"):
        walk.named(world, board, NAMED)


def test_a_leader_who_has_an_account_keeps_it(world, board):
    known = walk.person("Gareth Pryce")
    application, _token = walk.named(world, board, NAMED, name="G. Pryce", email="Gareth.Pryce@example.org")
    assert application.person == known
    assert known.name == "Gareth Pryce"


def test_the_coordinator_sees_how_the_leaders_answered_and_nobody_else_does(world, board, leader):
    application, token = leader
    confirm(application, token)
    assert [one.status for one in queries.leaders(world.coordinator, board, NAMED)] == ["confirmed"]
    assert queries.leaders(world.outsider, board, NAMED) == []
    assert queries.find_leader(world.outsider, application.pk, NAMED) is None
