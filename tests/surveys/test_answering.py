"""Asking and answering: who may, what is kept, and what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.surveys.asking import CANARY, PASSPHRASE, Asking, ending
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.encryption import vault
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail.models import Message
from turnabout.surveys import actions, queries
from turnabout.surveys.models import Box, OpenAnswer, Questionnaire


def test_everybody_who_takes_part_is_asked_in_their_role(board: Asking) -> None:
    board.open()
    assert board.asked.invitations.filter(role="mentor").count() == 8
    assert board.asked.invitations.filter(role="mentee").count() == 8
    assert [item.code for item in queries.items_for(board.mentors[0], board.asked)] == [
        "E-M01",
        "E-B01",
        "E-B02",
        "E-M16c",
    ]
    assert [item.code for item in queries.items_for(board.mentees[0], board.asked)] == ["E-N01", "E-B01", "E-B02"]
    assert queries.items_for(board.coordinator, board.asked) == ()


def test_the_message_goes_to_everybody_and_names_nothing_but_the_programme(board: Asking) -> None:
    board.open()
    sent = Message.objects.filter(kind="surveys.please_answer")
    assert {message.to_person_id for message in sent} == {person.pk for person in board.people}
    for message in sent:
        assert "reverse ment" not in f"{message.subject} {message.body}".lower()


def test_a_question_that_can_never_be_read_is_not_asked_unless_pooling_was_announced(world) -> None:
    few = ending(world, mentors=8, mentees=8, pattern="board")
    few.open(pooled=False)
    assert "E-M01" not in [item.code for item in queries.items_for(few.mentors[0], few.asked)]
    assert "E-B01" in [item.code for item in queries.items_for(few.mentors[0], few.asked)]


def test_answering_again_replaces_everything(board: Asking) -> None:
    board.open()
    person = board.mentees[0]
    board.answer(person, agree=1)
    before = bytes(Box.objects.get(person=person).sealed)
    board.answer(person, agree=5)
    assert Box.objects.filter(person=person).count() == 1
    assert bytes(Box.objects.get(person=person).sealed) != before
    assert OpenAnswer.objects.filter(person=person).count() == 1
    assert vault.unlock(OpenAnswer.objects.get(person=person), "value", by=person, purpose="test") == "5"


def test_every_entry_has_one_size_whatever_was_answered(board: Asking) -> None:
    board.open()
    longest = board.mentors[0], "\U0001f3f3" * 1000
    shortest = board.mentors[1], None
    for person, words in (longest, shortest):
        board.answer(person, words=words, agree=None if words is None else 5)
    board.answer(board.mentees[0], agree=None)
    board.answer(board.mentees[1], agree=3)
    assert len({len(bytes(entry.sealed)) for entry in Box.objects.all()}) == 1
    assert len({len(bytes(row.value)) for row in OpenAnswer.objects.all()}) == 1


def test_an_entry_keeps_no_date_and_the_audit_line_only_the_day(board: Asking) -> None:
    board.open()
    board.answer(board.mentors[0])
    assert {field.name for field in Box._meta.fields} == {"id", "questionnaire", "person", "sealed"}
    line = AuditEvent.objects.get(event="questionnaire.answered")
    assert (line.at.hour, line.at.minute, line.at.second, line.at.microsecond) == (0, 0, 0, 0)
    assert line.details == {}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"E-M01": 6}, "five answers"),
        ({"E-M01": True}, "five answers"),
        ({"E-M01": "5"}, "five answers"),
        ({"E-M16c": CANARY * 400}, "1000 characters"),
        ({"E-M16c": 7}, "takes words"),
        ({"E-N01": 5}, "every question"),
    ],
)
def test_a_wrong_answer_is_refused_without_repeating_it(board: Asking, given, says) -> None:
    board.open()
    with pytest.raises(Refused) as refusal:
        board.answer(board.mentors[0], **given)
    assert says in str(refusal.value.reason)
    assert CANARY not in str(refusal.value.reason)
    assert not Box.objects.exists()


def test_a_missing_answer_is_refused(board: Asking) -> None:
    board.open()
    person = board.mentors[0]
    with pytest.raises(Refused, match="every question"):
        actions.answer(questionnaire=board.asked, person=person, answers={"E-M01": 5}, by=person, now=board.now)


def test_nobody_answers_for_somebody_else(board: Asking) -> None:
    board.open()
    one, other = board.mentors[:2]
    with pytest.raises(Refused):
        actions.answer(questionnaire=board.asked, person=one, answers={}, by=other, now=board.now)
    with pytest.raises(Refused):
        actions.answer(
            questionnaire=board.asked, person=board.coordinator, answers={}, by=board.coordinator, now=board.now
        )
    assert not Box.objects.exists()


def test_the_closing_instant_counts(board: Asking) -> None:
    board.open()
    closes = board.asked.closes_at
    assert closes is not None
    board.now = closes - timedelta(microseconds=1)
    board.answer(board.mentors[0])
    board.now = closes
    with pytest.raises(Refused, match="closed"):
        board.answer(board.mentors[1])
    assert Box.objects.count() == 1


def test_the_clock_closes_and_reminds_everybody_alike(board: Asking) -> None:
    board.open()
    board.answer(board.mentors[0])
    closes = board.asked.closes_at
    assert closes is not None
    from turnabout.foundation import clock

    with clock.borrowed(closes - timedelta(days=3)):
        queue.tick(clock.now())
        queue.drain()
    reminded = Message.objects.filter(kind="surveys.closing_soon")
    assert {message.to_person_id for message in reminded} == {person.pk for person in board.people}
    with clock.borrowed(closes):
        queue.tick(clock.now())
        queue.drain()
    assert Questionnaire.objects.get().status == "closed"
    assert not Due.objects.filter(job__startswith="surveys.").exists()


def test_moving_the_day_moves_the_closing(board: Asking) -> None:
    board.open()
    from turnabout.cohorts import actions as cohorts
    from turnabout.cohorts.queries import date_of

    planned = date_of(board.cohort, "end_questionnaire_closes")
    assert planned is not None
    later = planned.ends_at + timedelta(days=2)
    cohorts.change_date(
        cohort=board.cohort,
        step="end_questionnaire_closes",
        starts_at=planned.starts_at + timedelta(days=2),
        ends_at=later,
        by=board.coordinator,
        now=board.now,
    )
    assert Questionnaire.objects.get().closes_at == later
    assert Due.objects.get(job="surveys.close").due_at == later
    told = Message.objects.filter(kind="surveys.closing_moved")
    assert {one.to_person_id for one in told} == {one.person_id for one in board.asked.invitations.all()}


def test_somebody_who_withdraws_takes_their_answers_along(board: Asking) -> None:
    from turnabout.selection import actions as selection
    from turnabout.selection.models import Participation

    board.open()
    board.answer(board.mentors[0])
    board.answer(board.mentees[0])
    for person in (board.mentors[0], board.mentees[0]):
        selection.withdraw(participation=Participation.objects.get(person=person), by=person, now=board.now)
    assert not Box.objects.exists()
    assert not OpenAnswer.objects.exists()
    assert board.asked.invitations.count() == 14
    with pytest.raises(Refused):
        board.answer(board.mentors[0])


def test_one_person_alone_holds_no_key_among_real_people(board: Asking, settings) -> None:
    settings.DEMO = False
    with pytest.raises(Refused, match="any two of them"):
        board.plan()
    settings.REHEARSAL = True
    assert board.plan().status == "planned"


def test_a_short_passphrase_is_refused(board: Asking) -> None:
    with pytest.raises(Refused, match="12 characters"):
        board.plan(passphrase="elevenchars")


def test_planning_again_changes_the_key_until_it_is_sent(board: Asking) -> None:
    first = bytes(board.plan().public_key)
    again = board.plan()
    assert Questionnaire.objects.count() == 1
    assert bytes(again.public_key) != first
    board.open()
    with pytest.raises(Refused, match="has been sent"):
        board.plan()


def test_the_passphrase_is_kept_nowhere(board: Asking) -> None:
    board.open()
    row = Questionnaire.objects.get()
    assert PASSPHRASE.encode() not in bytes(row.protected_key) + bytes(row.public_key)
    assert PASSPHRASE not in str(list(AuditEvent.objects.values_list("details", flat=True)))
