"""Drafting, releasing and reading the Board report."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from tests.reporting.meeting import pair_up
from tests.surveys.asking import CANARY, Asking, ending
from turnabout.cohorts import actions as cohorts
from turnabout.engine.disclosure.statements import NotForPrint
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.foundation.mail.models import Message
from turnabout.reporting import actions, queries
from turnabout.reporting.figures import About, Exact, Step, Untold
from turnabout.reporting.models import Report

ALL_EIGHT = "All 8 of the 8 leaders who answered agreed. 8 were invited."
FEW = "Fewer than ten people answered, so we do not give figures."
MOST = "At least two in three of those who answered agreed."


def draft(board: Asking) -> Report:
    return actions.draft(cohort=board.cohort, by=board.coordinator, now=board.now)


def words_of(html: str) -> str:
    """What a reader of the page reads."""
    found: list[str] = []

    class Reader(HTMLParser):
        skip = 0

        def handle_starttag(self, tag, attrs):
            self.skip += tag in ("style", "script")

        def handle_endtag(self, tag):
            self.skip -= tag in ("style", "script")

        def handle_data(self, data):
            if not self.skip:
                found.append(data)

    Reader().feed(html)
    return " ".join(" ".join(found).split())


def test_the_report_says_what_may_be_said(board: Asking) -> None:
    board.open_box()
    document = queries.document_of(draft(board))
    own = document.section("own_change").parts
    assert [part.text for part in own if isinstance(part, Exact)] == [ALL_EIGHT]
    sealed = document.section("in_confidence").parts
    assert [part.text for part in sealed if isinstance(part, Untold)] == [FEW]
    assert [part.text for part in sealed if isinstance(part, Step)] == [MOST, MOST]
    assert [(part.who, part.text) for part in sealed if isinstance(part, About)] == [
        ("Reverse mentors and leaders together", "About 15 people were invited and all of them answered.")
    ]
    assert [part.ladder for part in sealed if isinstance(part, Step)] == [
        "This is the highest of the three answers a group of this size can be given."
    ] * 2


def test_sizes_and_leaders_deeds_are_exact(board: Asking) -> None:
    document = queries.document_of(draft(board))
    sizes = [part.text for part in document.section("programme").parts if isinstance(part, Exact)]
    assert sizes == ["16 people took part.", "2 organisations took part.", "8 pairs met.", "16 meetings were held."]
    deeds = [part.text for part in document.section("leaders").parts if isinstance(part, Exact)]
    assert deeds == [
        "8 of the 8 leaders took part.",
        "16 of the 48 meetings planned were held.",
        "Leaders cancelled 2 of the 48 meetings planned.",
    ]


def test_a_meeting_cancelled_by_a_mentor_is_counted_nowhere(world) -> None:
    from turnabout.partnerships import actions as partnerships
    from turnabout.partnerships.models import Meeting

    reports = []
    for number in (1, 2):
        asking = ending(world, mentors=2, mentees=2, pattern="board", number=number)
        pairs = pair_up(asking, held=3)
        if number == 2:
            now = asking.now - timedelta(days=60)
            leader, mentor = asking.mentees[0], asking.mentors[0]
            meeting = partnerships.propose_meeting(
                partnership=pairs[0], starts_at=now + timedelta(days=9), mode="video", by=leader, now=now
            )
            meeting = partnerships.accept_meeting(meeting=meeting, by=mentor, now=now)
            partnerships.cancel_meeting(meeting=meeting, reason="leave", by=mentor, now=now)
            assert Meeting.objects.filter(status="cancelled").count() == 1
        document = queries.document_of(draft(asking))
        reports.append([document.section(code) for code in ("programme", "leaders")])
    assert reports[0] == reports[1]


def test_before_the_box_is_opened_the_report_says_so(board: Asking) -> None:
    text = words_of(queries.html(draft(board)))
    assert "has not been opened" in text
    assert "agreed" not in text.split("Annex A")[0]


def test_no_percentage_and_no_count_of_mentors_anywhere(board: Asking) -> None:
    board.open_box()
    html = queries.html(draft(board))
    assert "%" not in html
    assert not re.search(r"per ?cent\b", html, re.IGNORECASE)
    counts = re.findall(r"\d+ of the \d+ [^.]*", words_of(html))
    assert counts
    assert all("leaders" in count or "meetings" in count for count in counts)
    assert CANARY not in html


def test_the_file_stands_alone(board: Asking) -> None:
    html = queries.html(draft(board))
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", html)
    assert html.lstrip().startswith("<!DOCTYPE html>")


def test_annex_says_why_there_are_no_percentages(board: Asking) -> None:
    board.open_box()
    text = words_of(queries.html(draft(board)))
    assert "Annex A: Why there are no percentages" in text
    for line in ("fewer than 10 No figure is given.", "10 to 13 Half or more", "14 to 18 At least two in three"):
        assert line in text
    assert "24 or more At least four in five" in text


def test_a_draft_is_for_co_ordinators_alone(board: Asking, reader) -> None:
    report = draft(board)
    assert queries.find(board.coordinator, report.pk, board.now) == report
    for person in (reader, board.mentors[0], board.mentees[0], board.world.outsider, board.world.administrator):
        assert queries.find(person, report.pk, board.now) is None
        assert queries.report_for(person, board.cohort, board.now) is None
    assert queries.reports_for(reader, board.now) == []


def test_a_released_report_reaches_the_boards_readers_and_nobody_else(board: Asking, reader) -> None:
    report = actions.release(report=draft(board), by=board.coordinator, now=board.now)
    assert queries.report_for(reader, board.cohort, board.now) == report
    assert queries.reports_for(reader, board.now) == [report]
    for person in (board.mentors[0], board.mentees[0], board.world.outsider):
        assert queries.find(person, report.pk, board.now) is None
    message = Message.objects.get(kind="reporting.ready")
    assert message.to_person_id == reader.pk
    assert "agreed" not in message.body
    assert "reverse" not in f"{message.subject} {message.body}".lower()


def test_a_board_reader_of_another_cohort_does_not_reach_it(board: Asking, reader) -> None:
    other = board.world.cohort(number=9)
    stranger = board.world.outsider
    cohorts.give_role(person=stranger, kind="board_reader", cohort=other, by=board.coordinator, now=board.world.now)
    report = actions.release(report=draft(board), by=board.coordinator, now=board.now)
    assert queries.find(stranger, report.pk, board.now) is None


def test_only_a_co_ordinator_drafts_and_releases(board: Asking, reader) -> None:
    with pytest.raises(Refused):
        actions.draft(cohort=board.cohort, by=reader, now=board.now)
    report = draft(board)
    with pytest.raises(Refused):
        actions.release(report=report, by=reader, now=board.now)
    assert Report.objects.get().status == "draft"
    assert Report.objects.get().released_at is None


def test_a_draft_may_be_drafted_afresh_and_a_released_report_never_changes(board: Asking) -> None:
    first = draft(board)
    board.open_box()
    again = draft(board)
    assert again.pk == first.pk
    assert again.digest != first.digest
    report = actions.release(report=again, by=board.coordinator, now=board.now)
    with pytest.raises(Refused, match="stays as it was read"):
        draft(board)
    with pytest.raises(Evidence):
        Report.objects.get(pk=report.pk).save()
    with pytest.raises(Refused):
        actions.release(report=report, by=board.coordinator, now=board.now)


def test_a_report_that_was_tampered_with_is_not_shown(board: Asking) -> None:
    report = draft(board)
    report.document["subtitle"] = "Everybody agreed"
    Report.objects.filter(pk=report.pk).update(document=report.document)
    with pytest.raises(queries.Altered):
        queries.document_of(Report.objects.get())
    with pytest.raises(queries.Altered):
        actions.release(report=report, by=board.coordinator, now=board.now)


def test_a_report_with_a_figure_that_may_not_be_printed_is_not_written(board: Asking) -> None:
    board.cohort.programme.name = "The 100% programme"
    lines = AuditEvent.objects.count()
    with pytest.raises(NotForPrint):
        draft(board)
    assert not Report.objects.exists()
    assert AuditEvent.objects.count() == lines


def test_there_is_no_report_while_people_still_meet(world) -> None:
    running = world.open_cohort()
    with pytest.raises(Refused, match="when mentoring has ended"):
        actions.draft(cohort=running, by=world.coordinator, now=world.now)
