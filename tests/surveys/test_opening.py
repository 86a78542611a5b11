"""Opening the box: when, by whom, what comes out, and what happens when something goes wrong."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from tests.surveys.asking import CANARY, Asking, ending
from turnabout.engine.disclosure.statements import Banded, ladder
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.surveys import actions, queries
from turnabout.surveys.models import Box, Publication, Questionnaire
from turnabout.surveys.planning import POLICY

AT_MOST = {
    16: "At least two in three of those who answered agreed.",
    24: "At least four in five of those who answered agreed.",
    34: "At least four in five of those who answered agreed.",
}
FEW = "Fewer than ten people answered, so we do not give figures."


def closed(asking: Asking, **answers) -> Asking:
    asking.open()
    asking.answer_all(**answers)
    asking.close()
    return asking


def test_a_board_where_everybody_agrees_reads_as_planned(board: Asking) -> None:
    closed(board).open_box()
    assert board.said() == {
        "C1": "All 8 of the 8 leaders who answered agreed. 8 were invited.",
        "C2": FEW,
        "C3a": AT_MOST[16],
        "C3b": AT_MOST[16],
    }


def test_a_system_where_everybody_agrees_reads_as_planned(system: Asking) -> None:
    closed(system).open_box()
    assert system.said() == {
        "C1": "All 10 of the 10 leaders who answered agreed. 10 were invited.",
        "C2": AT_MOST[24],
        "C3a": AT_MOST[34],
        "C3b": AT_MOST[34],
    }


def test_every_sentence_is_one_of_those_shown_beforehand(system: Asking) -> None:
    closed(system, agree=2).open_box()
    for said in queries.statements(system.cohort):
        if isinstance(said.statement, Banded):
            people = 24 if said.claim.code == "C2" else 34
            assert said.text == ladder(people, POLICY)[0].text


def test_twin_answers_read_the_same(world) -> None:
    """All agree, or all but a few: the printed report is the same to the letter."""
    reports = []
    for number, dissent in ((1, 0), (2, 4)):
        asking = ending(world, mentors=24, mentees=10, number=number)
        asking.open()
        for place, person in enumerate(asking.people):
            asking.answer(person, agree=1 if 10 <= place < 10 + dissent else 5)
        asking.close()
        asking.open_box()
        reports.append(asking.said())
    assert reports[0] == reports[1]


def test_prefer_not_to_say_is_no_open_answer_and_does_not_change_who_is_counted_in_the_box(board: Asking) -> None:
    board.open()
    board.answer_all()
    board.answer(board.mentees[0], agree=None)
    board.close()
    board.open_box()
    assert board.said()["C1"] == "All 7 of the 7 leaders who answered agreed. 8 were invited."
    assert board.said()["C3a"] == AT_MOST[16]


def test_under_ten_answers_nothing_is_decrypted(board: Asking) -> None:
    """Entries that nobody could open are no hindrance, because none is opened."""
    board.open()
    for person in board.people[:9]:
        board.answer(person)
    board.close()
    assert queries.has_enough(board.coordinator, board.asked, board.now) is False
    Box.objects.update(sealed=b"not an entry")
    board.open_box()
    assert {code: text for code, text in board.said().items() if code != "C1"} == {
        "C2": FEW,
        "C3a": FEW,
        "C3b": FEW,
    }


def test_the_co_ordinator_learns_only_whether_there_is_enough(board: Asking) -> None:
    board.open()
    for person in board.people[:10]:
        board.answer(person)
    board.close()
    assert queries.has_enough(board.coordinator, board.asked, board.now) is True
    assert queries.has_enough(board.mentors[0], board.asked, board.now) is None


def test_while_it_is_open_not_even_that_is_told(board: Asking) -> None:
    """The tenth answer, and its withdrawal, must turn nothing that a co-ordinator can look at again and again."""
    board.open()
    for person in board.people[:9]:
        board.answer(person)
    assert queries.has_enough(board.coordinator, board.asked, board.now) is None
    board.answer(board.people[9])
    assert queries.has_enough(board.coordinator, board.asked, board.now) is None


def test_it_does_not_open_before_closing(board: Asking) -> None:
    board.open()
    board.answer_all()
    with pytest.raises(Refused, match="not before the questionnaire has closed"):
        board.open_box()
    assert not Publication.objects.exists()


def test_a_wrong_passphrase_says_so_and_opens_nothing(board: Asking) -> None:
    closed(board)
    with pytest.raises(Refused, match="not the passphrase"):
        board.open_box(passphrase="copper lantern quiet rivers")
    assert Questionnaire.objects.get().status == "closed"
    assert not Publication.objects.exists()
    board.open_box()
    assert board.said()["C3a"] == AT_MOST[16]


def test_it_is_sent_once(board: Asking) -> None:
    board.open()
    asked = board.asked.invitations.count()
    with pytest.raises(Refused, match="sent already"):
        actions.open_questionnaire(questionnaire=board.asked, by=board.coordinator, now=board.now)
    assert board.asked.invitations.count() == asked


def test_it_closes_once(board: Asking) -> None:
    closed(board)
    with pytest.raises(Refused):
        board.close()


def test_it_opens_once(board: Asking) -> None:
    closed(board).open_box()
    with pytest.raises(Refused, match="opened once"):
        board.open_box()
    assert Publication.objects.count() == 1


def test_nobody_else_opens_it(board: Asking) -> None:
    closed(board)
    for person in (board.mentors[0], board.mentees[0], board.world.outsider):
        with pytest.raises(Refused) as refusal:
            board.open_box(by=person)
        assert refusal.value.decision.hidden
    assert not Publication.objects.exists()


def test_with_real_people_one_person_does_not_open_it(board: Asking, settings) -> None:
    closed(board)
    settings.DEMO = False
    with pytest.raises(Refused, match="any two of them"):
        board.open_box()


def test_what_was_published_is_evidence(board: Asking) -> None:
    published = closed(board).open_box()
    with pytest.raises(Evidence):
        published.save()
    with pytest.raises(Evidence):
        published.delete()


def test_a_sealed_entry_moved_to_somebody_else_stops_the_opening(board: Asking) -> None:
    closed(board)
    one, other = Box.objects.all()[:2]
    Box.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
    with pytest.raises(Refused, match="The box was not opened"):
        board.open_box()
    assert Questionnaire.objects.get().status == "closed"


def test_without_pooling_entries_and_key_are_destroyed(system: Asking) -> None:
    closed(system).open_box()
    assert {bytes(entry.sealed) for entry in Box.objects.all()} == {b""}
    assert bytes(Questionnaire.objects.get().protected_key) == b""


def test_with_pooling_entries_stay_sealed_without_anybodys_words(board: Asking) -> None:
    from tests.surveys.asking import PASSPHRASE
    from turnabout.foundation.encryption import box
    from turnabout.surveys.sealing import bound_to

    closed(board)
    before = {entry.pk: bytes(entry.sealed) for entry in Box.objects.all()}
    board.open_box()
    key = box.unlock(bytes(board.asked.protected_key), PASSPHRASE)
    for entry in Box.objects.all():
        assert bytes(entry.sealed) != before[entry.pk]
        assert len(bytes(entry.sealed)) == len(before[entry.pk])
        answers = box.open_sealed(bytes(entry.sealed), key, info=bound_to(board.asked, entry.person_id))
        assert answers["E-B01"] == 5
        assert "E-M16c" not in answers
        assert CANARY not in str(answers)


def test_the_attacker_stands_before_every_print(board: Asking, monkeypatch) -> None:
    """If the check cannot be finished, nothing is printed and the box stays sealed."""
    from turnabout.engine.disclosure import publishing

    closed(board)

    def broken(*given, **named):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "audit", broken)
        with pytest.raises(Refused, match="nothing was printed"):
            board.open_box()
    assert not Publication.objects.exists()
    assert Questionnaire.objects.get().status == "closed"
    board.open_box()


class Crash(BaseException):
    """The process dies here."""


@contextmanager
def dies_at(statement: int):
    """Die before the given database statement of the block, the first being 1; tells how many there were."""
    seen = [0]

    def count(execute, sql, params, many, context):
        seen[0] += 1
        if seen[0] == statement:
            raise Crash
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield seen


def test_a_crash_at_any_statement_leaves_the_box_sealed(board: Asking) -> None:
    closed(board)
    entries = {entry.pk: bytes(entry.sealed) for entry in Box.objects.all()}
    lines = AuditEvent.objects.count()
    at = 0
    while True:
        at += 1
        try:
            with transaction.atomic(), dies_at(at):
                board.open_box()
                break
        except Crash:
            assert Questionnaire.objects.get().status == "closed"
            assert not Publication.objects.exists()
            assert {entry.pk: bytes(entry.sealed) for entry in Box.objects.all()} == entries
            assert AuditEvent.objects.count() == lines
    assert at > 10
    assert Publication.objects.count() == 1
    assert board.said()["C3a"] == AT_MOST[16]


def test_the_audit_line_of_the_opening_holds_no_count(board: Asking) -> None:
    closed(board).open_box()
    line = AuditEvent.objects.get(event="questionnaire.box_opened")
    assert set(line.details) == {"moves", "read", "release", "audit"}
    assert line.details["read"] == ["surveys.openanswer.value x8 for counted for the report"]


def test_what_was_planned_is_what_is_counted_whatever_a_later_version_counts(board: Asking, monkeypatch) -> None:
    from turnabout.surveys import claims

    closed(board)
    monkeypatch.setitem(claims.CLAIMS, "end", (claims.Claim("C9", "E-M01", "everybody"),))
    board.open_box()
    assert list(board.said()) == ["C1", "C2", "C3a", "C3b"]


def test_a_policy_that_changed_since_people_answered_stops_the_opening(board: Asking) -> None:
    closed(board)
    plan = board.asked.plan | {"policy": "another"}
    Questionnaire.objects.filter(pk=board.asked.pk).update(plan=plan)
    with pytest.raises(Refused, match="PolicyChanged"):
        board.open_box()
    assert not Publication.objects.exists()
